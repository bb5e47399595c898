package dev.coterie.clustering.mixture;

import java.util.Optional;

/** L with A = L Lᵀ of a small symmetric positive definite matrix, row after row in one array. */
record DoubleCholesky(double[] lower, int n) {
  /** Of the mean of the diagonal, added to it where rounding left the matrix not definite. */
  private static final double RIDGE = 1e-6;

  /**
   * Factorises. Where a pivot is not positive, a millionth of the mean of the diagonal is added to
   * the diagonal, in place, and ten times more until all are.
   */
  static DoubleCholesky of(double[] a, int n) {
    double mean = 0;
    for (int i = 0; i < n; i++) {
      mean += a[i * n + i] / n;
    }
    double ridge = RIDGE * mean;
    Optional<DoubleCholesky> factor = factor(a, n);
    while (factor.isEmpty()) {
      if (!(ridge > 0 && ridge < Double.MAX_VALUE)) {
        throw new IllegalArgumentException("a covariance has no positive variance");
      }
      for (int i = 0; i < n; i++) {
        a[i * n + i] += ridge;
      }
      ridge *= 10;
      factor = factor(a, n);
    }
    return factor.get();
  }

  private static Optional<DoubleCholesky> factor(double[] a, int n) {
    double[] l = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i * n + j];
        for (int p = 0; p < j; p++) {
          sum -= l[i * n + p] * l[j * n + p];
        }
        if (i > j) {
          l[i * n + j] = sum / l[j * n + j];
        } else if (sum > 0) {
          l[i * n + i] = Math.sqrt(sum);
        } else {
          return Optional.empty();
        }
      }
    }
    return Optional.of(new DoubleCholesky(l, n));
  }

  double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += 2 * Math.log(lower[i * n + i]);
    }
    return sum;
  }

  /** A⁻¹, symmetric. */
  double[] inverse() {
    double[] half = new double[n * n];
    for (int column = 0; column < n; column++) {
      for (int i = column; i < n; i++) {
        double sum = i == column ? 1 : 0;
        for (int p = column; p < i; p++) {
          sum -= lower[i * n + p] * half[p * n + column];
        }
        half[i * n + column] = sum / lower[i * n + i];
      }
    }
    double[] inverse = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int p = i; p < n; p++) {
          sum += half[p * n + i] * half[p * n + j];
        }
        inverse[i * n + j] = sum;
        inverse[j * n + i] = sum;
      }
    }
    return inverse;
  }
}
