package dev.coterie.clustering.mixture;

import java.util.Arrays;

/**
 * The distributions of a mixture, in doubles, with what densities need of their covariances.
 *
 * @param weight of each, summing to 1
 * @param mean of each
 * @param covariance of each (TIED: one for all): d × d, d or 1 numbers, regularised
 * @param precision its inverse, of the same shape
 * @param logDeterminant of the covariance of each
 */
record Components(
    Covariance kind,
    double[] weight,
    double[][] mean,
    double[][] covariance,
    double[][] precision,
    double[] logDeterminant) {

  static Components of(Covariance kind, double[] weight, double[][] mean, double[][] covariance) {
    int d = mean[0].length;
    double[][] precision = new double[covariance.length][];
    double[] determinant = new double[covariance.length];
    for (int c = 0; c < covariance.length; c++) {
      switch (kind) {
        case FULL, TIED -> {
          DoubleCholesky factor = DoubleCholesky.of(covariance[c], d);
          precision[c] = factor.inverse();
          determinant[c] = factor.logDeterminant();
        }
        case DIAGONAL, SPHERICAL -> {
          precision[c] = new double[covariance[c].length];
          for (int j = 0; j < precision[c].length; j++) {
            precision[c][j] = 1 / covariance[c][j];
            determinant[c] += Math.log(covariance[c][j]);
          }
          determinant[c] *= kind == Covariance.SPHERICAL ? d : 1;
        }
      }
    }
    return new Components(kind, weight, mean, covariance, precision, determinant);
  }

  int size() {
    return weight.length;
  }

  int columns() {
    return mean[0].length;
  }

  /** Where the covariance of a component stands. */
  private int of(int c) {
    return kind == Covariance.TIED ? 0 : c;
  }

  double[] covarianceOf(int c) {
    return covariance[of(c)];
  }

  double[] precisionOf(int c) {
    return precision[of(c)];
  }

  /** log weight − ½ (d log 2π + log det): what a log density has beside its square. */
  double constant(int c) {
    return Math.log(weight[c]) - 0.5 * (columns() * Math.log(2 * Math.PI) + logDeterminant[of(c)]);
  }

  /** (x − mean)ᵀ precision (x − mean), with {@code apart} the difference. */
  double square(int c, double[] apart) {
    double[] p = precisionOf(c);
    int d = apart.length;
    double sum = 0;
    switch (kind) {
      case FULL, TIED -> {
        for (int a = 0; a < d; a++) {
          double row = 0;
          for (int b = a + 1; b < d; b++) {
            row += p[a * d + b] * apart[b];
          }
          sum += apart[a] * (2 * row + p[a * d + a] * apart[a]);
        }
      }
      case DIAGONAL -> {
        for (int a = 0; a < d; a++) {
          sum += p[a] * apart[a] * apart[a];
        }
      }
      case SPHERICAL -> {
        for (double x : apart) {
          sum += p[0] * x * x;
        }
      }
    }
    return Math.max(0, sum);
  }

  /** An upper bound of the largest eigenvalue of any precision. */
  double sharpest() {
    double most = 0;
    for (double[] p : precision) {
      double trace = 0;
      for (int a = 0; a < columns(); a++) {
        double entry =
            switch (kind) {
              case FULL, TIED -> p[a * columns() + a];
              case DIAGONAL -> p[a];
              case SPHERICAL -> p[0];
            };
        trace =
            kind == Covariance.FULL || kind == Covariance.TIED
                ? trace + entry
                : Math.max(trace, entry);
      }
      most = Math.max(most, trace);
    }
    return most;
  }

  /** The same around means that are moved. */
  Components moved(double[] by) {
    double[][] means = new double[size()][];
    Arrays.setAll(means, c -> mean[c].clone());
    for (double[] each : means) {
      for (int j = 0; j < by.length; j++) {
        each[j] += by[j];
      }
    }
    return new Components(kind, weight, means, covariance, precision, logDeterminant);
  }
}
