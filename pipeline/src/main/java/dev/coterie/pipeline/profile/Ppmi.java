package dev.coterie.pipeline.profile;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.SparseProduct;
import dev.coterie.numeric.TruncatedEigen;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/**
 * Entity vectors from the positive pointwise mutual information of what the same users touch.
 *
 * <p>Co-occurrence is the sum over users of the product of the damped touches, divided by the
 * user's total, so that a user of many touches counts in proportion to them and not to their
 * square. PPMI(i, j) = max(0, ln(C(i,j) · C / (C(i) · C(j)))). The vectors are the leading
 * eigenvectors times the square root of the eigenvalues (Levy and Goldberg, 2014; Bullinaria and
 * Levy, 2012). An entity outside of the core has the vector that the eigenvectors give to its row
 * of PPMI, as they give that of the core to theirs.
 *
 * @param ppmi of all pairs of the core; 0 on the diagonal
 * @param logs of each entity's co-occurrences
 * @param scale the logarithm of all of them, smoothed
 */
record Ppmi(Matrix ppmi, double[] logs, double scale) {
  private static final double CONTEXT_POWER = 0.75;
  private static final int ROWS_A_BLOCK = 64;

  /** Smaller eigenvalues, beside the first, place nothing. */
  private static final double NO_VALUE = 1e-4;

  static Matrix entities(
      Touches touches, CoreEntities core, int dimension, long seed, Workers workers) {
    if (core.size() == 0) {
      return Matrix.zeros(touches.liked().columns(), dimension);
    }
    SparseMatrix liked = core.columns(touches.liked());
    double[] totals = totals(liked);
    SparseMatrix shared = shared(liked, totals);
    Ppmi association = of(shared, workers);
    TruncatedEigen eigen =
        TruncatedEigen.of(association.ppmi(), Math.min(dimension, core.size()), seed, workers);
    Matrix vectors = Matrix.zeros(core.size(), dimension);
    for (int j = 0; j < eigen.values().length; j++) {
      float root = (float) Math.sqrt(Math.max(0, eigen.values()[j]));
      for (int i = 0; i < core.size(); i++) {
        vectors.set(i, j, eigen.vectors().get(i, j) * root);
      }
    }
    SparseMatrix others = shared(core.otherColumns(touches.liked()), totals).transpose();
    Matrix placed = association.place(others, shared, vectors, eigen.values(), workers);
    return core.spread(vectors, placed, touches.liked().columns());
  }

  private static Ppmi of(SparseMatrix shared, Workers workers) {
    Matrix together = SparseProduct.cooccurrence(shared, workers);
    int n = together.rows();
    double[] logs = new double[n];
    double smoothedTotal = 0;
    for (int i = 0; i < n; i++) {
      together.set(i, i, 0);
      double sum = VectorMath.sum(together.data(), together.offset(i), n);
      logs[i] = Math.log(sum);
      smoothedTotal += Math.pow(sum, CONTEXT_POWER);
    }
    Ppmi association = new Ppmi(together, logs, Math.log(smoothedTotal));
    workers.forBlocks(
        n,
        ROWS_A_BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < n; j++) {
              float c = together.get(i, j);
              if (c > 0) {
                together.set(i, j, association.of(c, logs[i], logs[j]));
              }
            }
          }
        });
    return association;
  }

  /** The PPMI of a pair, smoothed once for the one and once for the other. */
  private float of(double together, double log, double otherLog) {
    double joint = Math.log(together) + scale;
    double one = Math.max(0, joint - log - CONTEXT_POWER * otherLog);
    double other = Math.max(0, joint - otherLog - CONTEXT_POWER * log);
    return (float) ((one + other) / 2);
  }

  /**
   * Vectors of entities outside of the core.
   *
   * @param others entities × users
   * @param shared users × core
   * @param vectors of the core
   * @param values eigenvalues
   */
  private Matrix place(
      SparseMatrix others, SparseMatrix shared, Matrix vectors, float[] values, Workers workers) {
    Matrix placed = Matrix.zeros(others.rows(), vectors.columns());
    workers.forBlocks(
        others.rows(),
        ROWS_A_BLOCK,
        (from, to) -> {
          float[] together = new float[logs.length];
          for (int entity = from; entity < to; entity++) {
            Arrays.fill(together, 0);
            for (int p = others.start(entity); p < others.end(entity); p++) {
              int user = others.column(p);
              for (int q = shared.start(user); q < shared.end(user); q++) {
                together[shared.column(q)] += others.value(p) * shared.value(q);
              }
            }
            double log = Math.log(VectorMath.sum(together, 0, together.length));
            for (int i = 0; i < together.length; i++) {
              if (together[i] > 0) {
                VectorMath.axpy(
                    of(together[i], log, logs[i]),
                    vectors.data(),
                    vectors.offset(i),
                    placed.data(),
                    placed.offset(entity),
                    vectors.columns());
              }
            }
            for (int j = 0; j < values.length; j++) {
              boolean says = values[j] > NO_VALUE * values[0];
              placed.set(entity, j, says ? placed.get(entity, j) / values[j] : 0);
            }
          }
        });
    return placed;
  }

  private static double[] totals(SparseMatrix liked) {
    double[] totals = new double[liked.rows()];
    for (int u = 0; u < liked.rows(); u++) {
      for (int p = liked.start(u); p < liked.end(u); p++) {
        totals[u] += (float) Math.log1p(liked.value(p));
      }
    }
    return totals;
  }

  /** Damped touches over the root of the user's total: those of the core sum to that total. */
  private static SparseMatrix shared(SparseMatrix liked, double[] totals) {
    float[] values = new float[liked.entries()];
    for (int u = 0; u < liked.rows(); u++) {
      for (int p = liked.start(u); p < liked.end(u); p++) {
        float damped = (float) Math.log1p(liked.value(p));
        values[p] = totals[u] == 0 ? 0 : (float) (damped / Math.sqrt(totals[u]));
      }
    }
    return liked.withValues(values);
  }
}
