package dev.coterie.pipeline.profile;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.TruncatedSvd;
import dev.coterie.numeric.Workers;

/**
 * Entity vectors from the leading right singular vectors of the users' touches, each damped,
 * weighted by rarity, and every user's row brought to length 1.
 */
final class TfIdfSvd {
  private TfIdfSvd() {}

  static Matrix entities(Touches touches, int dimension, long seed, Workers workers) {
    CoreEntities core = CoreEntities.of(touches);
    if (core.size() == 0) {
      return Matrix.zeros(touches.liked().columns(), dimension);
    }
    SparseMatrix weighted = weighted(core.columns(touches.liked()));
    int rank = Math.min(dimension, Math.min(core.size(), weighted.rows()));
    TruncatedSvd svd = TruncatedSvd.of(weighted, rank, seed, workers);
    Matrix vectors = Matrix.zeros(core.size(), dimension);
    for (int i = 0; i < core.size(); i++) {
      for (int j = 0; j < rank; j++) {
        vectors.set(i, j, svd.right().get(i, j));
      }
    }
    return core.spread(vectors, touches.liked().columns());
  }

  private static SparseMatrix weighted(SparseMatrix liked) {
    float[] rarity = Rarity.of(liked);
    float[] values = new float[liked.entries()];
    for (int u = 0; u < liked.rows(); u++) {
      double squares = 0;
      for (int p = liked.start(u); p < liked.end(u); p++) {
        values[p] = (float) Math.log1p(liked.value(p)) * rarity[liked.column(p)];
        squares += (double) values[p] * values[p];
      }
      for (int p = liked.start(u); p < liked.end(u); p++) {
        values[p] = squares == 0 ? 0 : (float) (values[p] / Math.sqrt(squares));
      }
    }
    return liked.withValues(values);
  }
}
