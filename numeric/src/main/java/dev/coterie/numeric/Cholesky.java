package dev.coterie.numeric;

/**
 * Systems with a symmetric positive definite matrix, of which only the upper triangle is read.
 *
 * <p>{@link #solve} factorises A = LLᵀ in doubles, for up to some 1,000 unknowns. {@link #inverse}
 * is for up to some 10,000: it eliminates symmetric blocks of 256 pivots (the sweep of Beaton,
 * 1964) in floats, each block's own inverse in doubles; the work is in one product a block, and the
 * bits do not depend on the number of threads.
 */
public final class Cholesky {
  private Cholesky() {}

  /**
   * The inverse, as a new matrix.
   *
   * @throws NotPositiveDefiniteException naming the row whose pivot is not positive
   */
  public static Matrix inverse(Matrix spd, Workers workers) {
    Matrix inverse = spd.copy();
    invertInPlace(inverse, workers);
    return inverse;
  }

  /** The inverse in the memory of the matrix itself, whose content is lost if it is refused. */
  public static void invertInPlace(Matrix spd, Workers workers) {
    requireSquare(spd);
    new BlockSweep(spd, workers).invert();
  }

  /**
   * X with A·X = B, computed in doubles.
   *
   * @param rhs B, as many rows as A, any number of columns
   * @throws NotPositiveDefiniteException naming the row whose pivot is not positive
   */
  public static Matrix solve(Matrix spd, Matrix rhs) {
    requireSquare(spd);
    int n = spd.rows();
    if (rhs.rows() != n) {
      throw new IllegalArgumentException(
          "the matrix has " + n + " rows, the right-hand side " + rhs.rows());
    }
    double[][] upper = factor(spd);
    double[][] x = new double[n][rhs.columns()];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < rhs.columns(); j++) {
        x[i][j] = rhs.get(i, j);
      }
    }
    for (int i = 0; i < n; i++) {
      scale(x[i], 1 / upper[i][i]);
      for (int k = i + 1; k < n; k++) {
        subtract(x[k], upper[i][k], x[i]);
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        subtract(x[i], upper[i][k], x[k]);
      }
      scale(x[i], 1 / upper[i][i]);
    }
    Matrix solution = Matrix.zeros(n, rhs.columns());
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < rhs.columns(); j++) {
        solution.set(i, j, (float) x[i][j]);
      }
    }
    return solution;
  }

  /** U with A = UᵀU; what is below the diagonal is left as it was. */
  private static double[][] factor(Matrix spd) {
    int n = spd.rows();
    double[][] u = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        u[i][j] = spd.get(i, j);
      }
    }
    for (int i = 0; i < n; i++) {
      double pivot = u[i][i];
      if (!(pivot > 1e-13 * Math.abs(spd.get(i, i)))) {
        throw new NotPositiveDefiniteException(i, pivot, n);
      }
      scale(u[i], 1 / Math.sqrt(pivot));
      for (int k = i + 1; k < n; k++) {
        double factor = u[i][k];
        if (factor != 0) {
          double[] target = u[k];
          double[] source = u[i];
          for (int j = k; j < n; j++) {
            target[j] -= factor * source[j];
          }
        }
      }
    }
    return u;
  }

  private static void scale(double[] x, double factor) {
    for (int j = 0; j < x.length; j++) {
      x[j] *= factor;
    }
  }

  private static void subtract(double[] target, double factor, double[] source) {
    for (int j = 0; j < target.length; j++) {
      target[j] -= factor * source[j];
    }
  }

  private static void requireSquare(Matrix matrix) {
    if (matrix.rows() != matrix.columns()) {
      throw new IllegalArgumentException(
          "a matrix of " + matrix.rows() + " x " + matrix.columns() + " is not square");
    }
  }
}
