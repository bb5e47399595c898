package dev.coterie.pipeline.profile;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.SparseProduct;
import dev.coterie.numeric.TruncatedSvd;
import dev.coterie.numeric.Workers;

/**
 * Entity vectors from the leading right singular vectors of the users' touches, each damped,
 * weighted by rarity, and every user's row brought to length 1. An entity outside of the core is
 * folded in: the left singular vectors of its users over the singular values (Deerwester and
 * others, 1990).
 */
final class TfIdfSvd {
  /** Smaller singular values, beside the first, place nothing. */
  private static final double NO_VALUE = 1e-4;

  private TfIdfSvd() {}

  static Matrix entities(
      Touches touches, CoreEntities core, int dimension, long seed, Workers workers) {
    if (core.size() == 0) {
      return Matrix.zeros(touches.liked().columns(), dimension);
    }
    SparseMatrix weighted = weighted(core.columns(touches.liked()));
    double[] lengths = lengths(weighted);
    int rank = Math.min(dimension, Math.min(core.size(), weighted.rows()));
    TruncatedSvd svd = TruncatedSvd.of(scaled(weighted, lengths), rank, seed, workers);
    Matrix vectors = Matrix.zeros(core.size(), dimension);
    for (int i = 0; i < core.size(); i++) {
      for (int j = 0; j < rank; j++) {
        vectors.set(i, j, svd.right().get(i, j));
      }
    }
    SparseMatrix others = weighted(core.otherColumns(touches.liked()));
    Matrix placed = SparseProduct.transposedTimes(scaled(others, lengths), svd.left(), workers);
    Matrix otherVectors = Matrix.zeros(placed.rows(), dimension);
    for (int i = 0; i < placed.rows(); i++) {
      for (int j = 0; j < rank && svd.values()[j] > NO_VALUE * svd.values()[0]; j++) {
        otherVectors.set(i, j, placed.get(i, j) / svd.values()[j]);
      }
    }
    return core.spread(vectors, otherVectors, touches.liked().columns());
  }

  private static SparseMatrix weighted(SparseMatrix liked) {
    float[] rarity = Rarity.of(liked);
    float[] values = new float[liked.entries()];
    for (int p = 0; p < values.length; p++) {
      values[p] = (float) Math.log1p(liked.value(p)) * rarity[liked.column(p)];
    }
    return liked.withValues(values);
  }

  private static double[] lengths(SparseMatrix weighted) {
    double[] lengths = new double[weighted.rows()];
    for (int u = 0; u < lengths.length; u++) {
      double squares = 0;
      for (int p = weighted.start(u); p < weighted.end(u); p++) {
        squares += (double) weighted.value(p) * weighted.value(p);
      }
      lengths[u] = Math.sqrt(squares);
    }
    return lengths;
  }

  private static SparseMatrix scaled(SparseMatrix weighted, double[] lengths) {
    float[] values = new float[weighted.entries()];
    for (int u = 0; u < lengths.length; u++) {
      for (int p = weighted.start(u); p < weighted.end(u); p++) {
        values[p] = lengths[u] == 0 ? 0 : (float) (weighted.value(p) / lengths[u]);
      }
    }
    return weighted.withValues(values);
  }
}
