package dev.coterie.cli.cluster;

import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.Whitening;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;

/** How points are compared, by the name that users type. */
public enum Metric {
  EUCLIDEAN,
  COSINE,
  MAHALANOBIS;

  /** The distance that algorithms are told, for rows as {@link #prepared} returns them. */
  public Distance distance() {
    return this == COSINE ? Distance.COSINE : Distance.EUCLIDEAN;
  }

  /** Whitened rows for Mahalanobis, else the rows themselves. */
  public Matrix prepared(Matrix rows, Workers workers) {
    return this == MAHALANOBIS ? Whitening.of(Points.of(rows), workers).apply(rows, workers) : rows;
  }
}
