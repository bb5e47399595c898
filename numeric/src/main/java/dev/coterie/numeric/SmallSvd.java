package dev.coterie.numeric;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The singular value decomposition M = U diag(s) Vᵀ of a small square matrix (up to some 500 rows),
 * in doubles, by rotations of pairs of rows until all are orthogonal (one-sided Jacobi; Hestenes,
 * 1958). Vectors of vanishing singular values are completed to an orthonormal set, so that U and V
 * are always rotations or reflections.
 *
 * @param left row i is the left singular vector u_i
 * @param values descending, not negative
 * @param right row i is the right singular vector v_i, its component of largest magnitude positive
 */
public record SmallSvd(double[][] left, double[] values, double[][] right) {
  private static final int MOST_SWEEPS = 40;

  public static SmallSvd of(Matrix square) {
    int n = square.rows();
    if (n != square.columns()) {
      throw new IllegalArgumentException(
          "a matrix of " + n + " x " + square.columns() + " is not square");
    }
    square.requireFinite("the matrix");
    // Row i of work is column i of M; rotating rows of work and of v alike keeps work = (M V)ᵀ.
    double[][] work = new double[n][n];
    double[][] v = new double[n][n];
    for (int i = 0; i < n; i++) {
      v[i][i] = 1;
      for (int j = 0; j < n; j++) {
        work[i][j] = square.get(j, i);
      }
    }
    orthogonalise(work, v);
    return assemble(work, v);
  }

  /** UVᵀ: the orthogonal matrix nearest to M, which solves the orthogonal Procrustes problem. */
  public Matrix nearestOrthogonal() {
    int n = values.length;
    Matrix rotation = Matrix.zeros(n, n);
    for (int i = 0; i < n; i++) {
      double[] sums = new double[n];
      for (int k = 0; k < n; k++) {
        add(sums, left[k][i], right[k]);
      }
      for (int j = 0; j < n; j++) {
        rotation.set(i, j, (float) sums[j]);
      }
    }
    return rotation;
  }

  private static void orthogonalise(double[][] work, double[][] v) {
    int n = work.length;
    double total = 0;
    for (double[] row : work) {
      total += dot(row, row);
    }
    double negligible = total * 1e-30;
    boolean rotated = true;
    for (int sweep = 0; rotated; sweep++) {
      if (sweep == MOST_SWEEPS) {
        throw new ArithmeticException(
            "singular values of " + n + " x " + n + " did not settle in " + sweep + " sweeps");
      }
      rotated = false;
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          rotated |= orthogonalise(work, v, i, j, negligible);
        }
      }
    }
  }

  private static boolean orthogonalise(
      double[][] work, double[][] v, int i, int j, double negligible) {
    double a = dot(work[i], work[i]);
    double b = dot(work[j], work[j]);
    double c = dot(work[i], work[j]);
    if (Math.abs(c) <= 1e-14 * Math.sqrt(a * b) || Math.abs(c) <= negligible) {
      return false;
    }
    double zeta = (b - a) / (2 * c);
    double tangent = Math.copySign(1 / (Math.abs(zeta) + Math.hypot(1, zeta)), zeta);
    double cosine = 1 / Math.hypot(1, tangent);
    double sine = cosine * tangent;
    rotate(work[i], work[j], cosine, sine);
    rotate(v[i], v[j], cosine, sine);
    return true;
  }

  private static void rotate(double[] x, double[] y, double cosine, double sine) {
    for (int k = 0; k < x.length; k++) {
      double low = x[k];
      x[k] = cosine * low - sine * y[k];
      y[k] = sine * low + cosine * y[k];
    }
  }

  private static SmallSvd assemble(double[][] work, double[][] v) {
    int n = work.length;
    double[] lengths = new double[n];
    Integer[] order = new Integer[n];
    for (int i = 0; i < n; i++) {
      lengths[i] = Math.sqrt(dot(work[i], work[i]));
      order[i] = i;
    }
    Arrays.sort(order, Comparator.comparingDouble(i -> -lengths[i]));
    double[][] left = new double[n][];
    double[][] right = new double[n][];
    double[] values = new double[n];
    double smallest = n == 0 ? 0 : lengths[order[0]] * 1e-13;
    for (int i = 0; i < n; i++) {
      double length = lengths[order[i]];
      values[i] = length > smallest ? length : 0;
      left[i] = values[i] > 0 ? scaled(work[order[i]], 1 / length) : completing(left, i);
      right[i] = v[order[i]];
      if (largest(right[i]) < 0) {
        left[i] = scaled(left[i], -1);
        right[i] = scaled(right[i], -1);
      }
    }
    return new SmallSvd(left, values, right);
  }

  /**
   * A unit vector orthogonal to the first {@code count} rows: the axis that keeps most of itself.
   */
  private static double[] completing(double[][] rows, int count) {
    int n = rows.length;
    int axis = 0;
    double most = -1;
    for (int j = 0; j < n; j++) {
      double kept = 1;
      for (int i = 0; i < count; i++) {
        kept -= rows[i][j] * rows[i][j];
      }
      if (kept > most) {
        most = kept;
        axis = j;
      }
    }
    double[] x = new double[n];
    x[axis] = 1;
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < count; i++) {
        add(x, -dot(x, rows[i]), rows[i]);
      }
    }
    return scaled(x, 1 / Math.sqrt(dot(x, x)));
  }

  private static double[] scaled(double[] x, double factor) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = factor * x[i];
    }
    return y;
  }

  private static void add(double[] target, double factor, double[] source) {
    for (int j = 0; j < target.length; j++) {
      target[j] += factor * source[j];
    }
  }

  private static double dot(double[] x, double[] y) {
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i + 1 < x.length; i += 2) {
      even += x[i] * y[i];
      odd += x[i + 1] * y[i + 1];
    }
    return i < x.length ? even + odd + x[i] * y[i] : even + odd;
  }

  private static double largest(double[] x) {
    double largest = 0;
    for (double value : x) {
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    return largest;
  }
}
