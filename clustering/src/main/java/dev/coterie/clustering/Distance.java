package dev.coterie.clustering;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;

/** How far two points are from each other. */
public enum Distance {
  /** √Σ(x−y)². */
  EUCLIDEAN,
  /** 1 − cos(x, y): rows are brought to length 1 first; a row of zeros is at 1 from everything. */
  COSINE;

  /** The rows as the algorithms compare them: as they are, or a copy of length 1. */
  public Matrix prepared(Matrix rows, Workers workers) {
    return switch (this) {
      case EUCLIDEAN -> rows;
      case COSINE -> VectorMath.unitRows(rows, workers);
    };
  }
}
