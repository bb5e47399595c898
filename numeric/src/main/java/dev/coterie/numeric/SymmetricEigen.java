package dev.coterie.numeric;

import java.util.Arrays;
import java.util.Comparator;

/**
 * All eigenvalues and eigenvectors of a small symmetric matrix (up to some 1,000 rows), in doubles:
 * Householder reduction to three diagonals, then QL with implicit shifts (Golub and Van Loan,
 * "Matrix Computations", 8.3).
 *
 * @param values descending
 * @param vectors row i is the unit eigenvector of value i, its component of largest magnitude
 *     positive (the first of equal ones)
 */
public record SymmetricEigen(double[] values, double[][] vectors) {
  private static final int MOST_STEPS = 60;

  /** Decomposes; only the upper triangle is read. */
  public static SymmetricEigen of(Matrix symmetric) {
    int n = symmetric.rows();
    if (n != symmetric.columns()) {
      throw new IllegalArgumentException(
          "a matrix of " + n + " x " + symmetric.columns() + " is not square");
    }
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        a[i][j] = symmetric.get(i, j);
      }
    }
    return of(a);
  }

  /** Decomposes; only the upper triangle is read, and the array is overwritten. */
  static SymmetricEigen of(double[][] a) {
    int n = a.length;
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        if (!Double.isFinite(a[i][j])) {
          throw new IllegalArgumentException(
              "the matrix has " + a[i][j] + " at row " + i + ", column " + j);
        }
        a[j][i] = a[i][j];
      }
    }
    double[] diagonal = new double[n];
    double[] beside = new double[n];
    double[][] rows = tridiagonalise(a, diagonal, beside);
    for (int i = 0; i < n; i++) {
      diagonal[i] = a[i][i];
    }
    diagonalise(diagonal, beside, rows);
    return sorted(diagonal, rows);
  }

  /**
   * Leaves the diagonal in {@code a}, what stands beside it in {@code beside[0..n-2]}, and returns
   * the rows of Qᵀ with QᵀAQ tridiagonal.
   */
  private static double[][] tridiagonalise(double[][] a, double[] factors, double[] beside) {
    int n = a.length;
    double[] p = new double[n];
    double[][] reflections = new double[n][];
    for (int k = 0; k + 1 < n; k++) {
      double[] v = a[k].clone();
      double scale = 0;
      for (int i = k + 1; i < n; i++) {
        scale = Math.max(scale, Math.abs(v[i]));
      }
      double tail = 0;
      for (int i = k + 2; i < n; i++) {
        tail = Math.max(tail, Math.abs(v[i]));
      }
      beside[k] = v[k + 1];
      if (tail == 0) {
        continue;
      }
      double squared = 0;
      for (int i = k + 1; i < n; i++) {
        v[i] /= scale;
        squared += v[i] * v[i];
      }
      double alpha = v[k + 1] > 0 ? -Math.sqrt(squared) : Math.sqrt(squared);
      double beta = 1 / (squared - alpha * v[k + 1]);
      v[k + 1] -= alpha;
      beside[k] = alpha * scale;
      reflections[k] = v;
      factors[k] = beta;
      reflectBothSides(a, v, beta, k + 1, p);
    }
    double[][] q = new double[n][n];
    for (int i = 0; i < n; i++) {
      q[i][i] = 1;
    }
    for (int k = n - 2; k >= 0; k--) {
      double[] v = reflections[k];
      if (v != null) {
        reflectRows(q, v, factors[k], k + 1, p);
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double swap = q[i][j];
        q[i][j] = q[j][i];
        q[j][i] = swap;
      }
    }
    return q;
  }

  /** A ← HAH with H = I − β v vᵀ, on rows and columns from {@code from} on. */
  private static void reflectBothSides(
      double[][] a, double[] v, double beta, int from, double[] p) {
    int n = a.length;
    double dot = 0;
    for (int i = from; i < n; i++) {
      double sum = 0;
      double[] row = a[i];
      for (int j = from; j < n; j++) {
        sum += row[j] * v[j];
      }
      p[i] = beta * sum;
      dot += p[i] * v[i];
    }
    double half = beta * dot / 2;
    for (int i = from; i < n; i++) {
      p[i] -= half * v[i];
    }
    for (int i = from; i < n; i++) {
      double[] row = a[i];
      double vi = v[i];
      double pi = p[i];
      for (int j = from; j < n; j++) {
        row[j] -= vi * p[j] + pi * v[j];
      }
    }
  }

  private static void reflectRows(double[][] q, double[] v, double beta, int from, double[] sums) {
    int n = q.length;
    Arrays.fill(sums, from, n, 0);
    for (int i = from; i < n; i++) {
      double[] row = q[i];
      double vi = v[i];
      for (int j = from; j < n; j++) {
        sums[j] += vi * row[j];
      }
    }
    for (int i = from; i < n; i++) {
      double[] row = q[i];
      double factor = beta * v[i];
      for (int j = from; j < n; j++) {
        row[j] -= factor * sums[j];
      }
    }
  }

  /** QL with implicit shifts; the rotations are applied to pairs of rows. */
  private static void diagonalise(double[] d, double[] e, double[][] rows) {
    int n = d.length;
    double largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, Math.abs(d[i]) + Math.abs(e[i]));
    }
    double negligible = largest * 0x1p-53;
    for (int l = 0; l < n; l++) {
      int steps = 0;
      for (int m = split(d, e, l, negligible); m != l; m = split(d, e, l, negligible)) {
        if (++steps > MOST_STEPS) {
          throw new ArithmeticException(
              "eigenvalue " + l + " of " + n + " did not settle in " + MOST_STEPS + " steps");
        }
        step(d, e, rows, l, m);
      }
    }
  }

  /** The first row from {@code l} on whose entry beside the diagonal vanishes. */
  private static int split(double[] d, double[] e, int l, double negligible) {
    int m = l;
    while (m < d.length - 1
        && Math.abs(e[m]) > 0x1p-53 * (Math.abs(d[m]) + Math.abs(d[m + 1]))
        && Math.abs(e[m]) > 1e-4 * negligible) {
      m++;
    }
    return m;
  }

  private static void step(double[] d, double[] e, double[][] rows, int l, int m) {
    double g = (d[l + 1] - d[l]) / (2 * e[l]);
    double r = Math.hypot(g, 1);
    g = d[m] - d[l] + e[l] / (g + (g >= 0 ? r : -r));
    double sine = 1;
    double cosine = 1;
    double p = 0;
    for (int i = m - 1; i >= l; i--) {
      double f = sine * e[i];
      double b = cosine * e[i];
      r = Math.hypot(f, g);
      e[i + 1] = r;
      if (r == 0) {
        d[i + 1] -= p;
        e[m] = 0;
        return;
      }
      sine = f / r;
      cosine = g / r;
      g = d[i + 1] - p;
      r = (d[i] - g) * sine + 2 * cosine * b;
      p = sine * r;
      d[i + 1] = g + p;
      g = cosine * r - b;
      rotate(rows[i], rows[i + 1], cosine, sine);
    }
    d[l] -= p;
    e[l] = g;
    e[m] = 0;
  }

  private static void rotate(double[] x, double[] y, double cosine, double sine) {
    for (int k = 0; k < x.length; k++) {
      double high = y[k];
      y[k] = sine * x[k] + cosine * high;
      x[k] = cosine * x[k] - sine * high;
    }
  }

  private static SymmetricEigen sorted(double[] values, double[][] rows) {
    int n = values.length;
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> -values[i]));
    double[] sortedValues = new double[n];
    double[][] sortedRows = new double[n][];
    for (int i = 0; i < n; i++) {
      sortedValues[i] = values[order[i]];
      sortedRows[i] = rows[order[i]];
      if (largest(sortedRows[i]) < 0) {
        for (int j = 0; j < n; j++) {
          sortedRows[i][j] = -sortedRows[i][j];
        }
      }
    }
    return new SymmetricEigen(sortedValues, sortedRows);
  }

  private static double largest(double[] x) {
    double largest = 0;
    for (double value : x) {
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    return largest;
  }
}
