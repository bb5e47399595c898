package dev.coterie.pipeline.profile;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.SparseProduct;
import dev.coterie.numeric.TruncatedEigen;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;

/**
 * Entity vectors from the positive pointwise mutual information of what the same users touch.
 *
 * <p>Co-occurrence is the sum over users of the product of the damped touches, divided by the
 * user's total, so that a user of many touches counts in proportion to them and not to their
 * square. PPMI(i, j) = max(0, ln(C(i,j) · C / (C(i) · C(j)))). The vectors are the leading
 * eigenvectors times the square root of the eigenvalues (Levy and Goldberg, 2014; Bullinaria and
 * Levy, 2012).
 */
final class Ppmi {
  private static final double CONTEXT_POWER = 0.75;
  private static final int ROWS_A_BLOCK = 64;

  private Ppmi() {}

  static Matrix entities(Touches touches, int dimension, long seed, Workers workers) {
    CoreEntities core = CoreEntities.of(touches);
    if (core.size() == 0) {
      return Matrix.zeros(touches.liked().columns(), dimension);
    }
    Matrix association = association(core.columns(touches.liked()), workers);
    TruncatedEigen eigen =
        TruncatedEigen.of(association, Math.min(dimension, core.size()), seed, workers);
    Matrix vectors = Matrix.zeros(core.size(), dimension);
    for (int j = 0; j < eigen.values().length; j++) {
      float root = (float) Math.sqrt(Math.max(0, eigen.values()[j]));
      for (int i = 0; i < core.size(); i++) {
        vectors.set(i, j, eigen.vectors().get(i, j) * root);
      }
    }
    return core.spread(vectors, touches.liked().columns());
  }

  /** The PPMI of all pairs; 0 on the diagonal. */
  static Matrix association(SparseMatrix liked, Workers workers) {
    Matrix together = SparseProduct.cooccurrence(shared(liked), workers);
    int n = together.rows();
    double[] logs = new double[n];
    double[] smoothed = new double[n];
    double smoothedTotal = 0;
    for (int i = 0; i < n; i++) {
      together.set(i, i, 0);
      double sum = VectorMath.sum(together.data(), together.offset(i), n);
      logs[i] = Math.log(sum);
      smoothed[i] = CONTEXT_POWER * logs[i];
      smoothedTotal += Math.pow(sum, CONTEXT_POWER);
    }
    double scale = Math.log(smoothedTotal);
    workers.forBlocks(
        n,
        ROWS_A_BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < n; j++) {
              float c = together.get(i, j);
              if (c > 0) {
                double joint = Math.log(c) + scale;
                double one = Math.max(0, joint - logs[i] - smoothed[j]);
                double other = Math.max(0, joint - logs[j] - smoothed[i]);
                together.set(i, j, (float) ((one + other) / 2));
              }
            }
          }
        });
    return together;
  }

  /** Damped touches over the root of the user's total: their products sum to that total. */
  private static SparseMatrix shared(SparseMatrix liked) {
    float[] values = new float[liked.entries()];
    for (int u = 0; u < liked.rows(); u++) {
      double total = 0;
      for (int p = liked.start(u); p < liked.end(u); p++) {
        values[p] = (float) Math.log1p(liked.value(p));
        total += values[p];
      }
      for (int p = liked.start(u); p < liked.end(u); p++) {
        values[p] = total == 0 ? 0 : (float) (values[p] / Math.sqrt(total));
      }
    }
    return liked.withValues(values);
  }
}
