package dev.coterie.recommend.factor;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/**
 * The factors x of one user against the fixed factors h of all items, or of one item against all
 * users: (Σ s·hhᵀ + unobserved·HᵀH + ridge·(n + unobserved·|H|)^exponent) x = Σ s·h, over the n
 * pairs with strengths s.
 *
 * @param fixed H, a row an item
 * @param gram HᵀH
 */
record LeastSquares(Matrix fixed, Matrix gram, double unobserved, double ridge, double exponent) {
  private static final int BLOCK = 64;

  /** Below this share of the first residual, squared, a solution is good. */
  private static final double GOOD = 1e-12;

  int factors() {
    return fixed.columns();
  }

  /** Improves every row of {@code solved}, which belongs to the row of the same number of pairs. */
  void solve(SparseMatrix pairs, Matrix solved, int steps, Workers workers) {
    workers.forBlocks(
        pairs.rows(),
        BLOCK,
        (from, to) -> {
          Row row = new Row();
          for (int r = from; r < to; r++) {
            int start = pairs.start(r);
            row.of(pairs.indices(), pairs.values(), start, pairs.end(r));
            row.solve(row.wanted(), solved.data(), solved.offset(r), steps);
          }
        });
  }

  /** One system of equations; the arrays are used again for the next. */
  final class Row {
    private final int d = factors();
    private final float[] wanted = new float[d];
    private final float[] residual = new float[d];
    private final float[] direction = new float[d];
    private final float[] image = new float[d];
    private int[] items = {};
    private float[] strengths = {};
    private int start;
    private int end;
    private float diagonal;

    /** Takes the pairs from {@code start} to {@code end}. */
    Row of(int[] items, float[] strengths, int start, int end) {
      this.items = items;
      this.strengths = strengths;
      this.start = start;
      this.end = end;
      double frequency = end - start + unobserved * fixed.rows();
      diagonal = (float) (ridge * Math.pow(frequency, exponent));
      Arrays.fill(wanted, 0);
      for (int p = start; p < end; p++) {
        VectorMath.axpy(strengths[p], fixed.data(), fixed.offset(items[p]), wanted, 0, d);
      }
      return this;
    }

    /** The right-hand side. */
    float[] wanted() {
      return wanted;
    }

    /** Conjugate gradients from what stands in {@code x}. */
    void solve(float[] rightSide, float[] x, int at, int steps) {
      multiply(x, at, image);
      double squared = 0;
      double first = VectorMath.dot(rightSide, 0, rightSide, 0, d);
      for (int j = 0; j < d; j++) {
        residual[j] = rightSide[j] - image[j];
        direction[j] = residual[j];
        squared += (double) residual[j] * residual[j];
      }
      for (int step = 0; step < steps && squared > GOOD * first; step++) {
        multiply(direction, 0, image);
        double curvature = VectorMath.dot(direction, 0, image, 0, d);
        if (!(curvature > 0)) {
          return;
        }
        float length = (float) (squared / curvature);
        VectorMath.axpy(length, direction, 0, x, at, d);
        VectorMath.axpy(-length, image, 0, residual, 0, d);
        double next = VectorMath.dot(residual, 0, residual, 0, d);
        VectorMath.scale((float) (next / squared), direction, 0, d);
        VectorMath.axpy(1, residual, 0, direction, 0, d);
        squared = next;
      }
    }

    private void multiply(float[] x, int at, float[] product) {
      for (int j = 0; j < d; j++) {
        product[j] =
            (float) (unobserved * VectorMath.dot(gram.data(), gram.offset(j), x, at, d))
                + diagonal * x[at + j];
      }
      for (int p = start; p < end; p++) {
        int h = fixed.offset(items[p]);
        float along = VectorMath.dot(fixed.data(), h, x, at, d);
        VectorMath.axpy(strengths[p] * along, fixed.data(), h, product, 0, d);
      }
    }
  }
}
