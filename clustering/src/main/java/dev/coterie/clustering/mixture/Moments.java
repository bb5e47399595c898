package dev.coterie.clustering.mixture;

import java.util.Arrays;

/**
 * What one pass over the points leaves: the log-likelihood, and for each component its weight and
 * weighted sums of features around an origin.
 *
 * @param logLikelihood Σ weight · log density
 * @param weight of each component
 * @param sums a row a component; of TIED the values only
 */
record Moments(double logLikelihood, double[] weight, double[][] sums) {
  static Moments zero(int components, int features) {
    return new Moments(0, new double[components], new double[components][features]);
  }

  /** The components with these moments; one that has no weight stays as it was. */
  Components components(
      Features features, double[] totalSquares, double regularisation, Components before) {
    int k = weight.length;
    int d = features.d();
    double all = Arrays.stream(weight).sum();
    double[] share = new double[k];
    double[][] mean = new double[k][d];
    double[][] covariance = new double[features.kind() == Covariance.TIED ? 1 : k][];
    for (int c = 0; c < k; c++) {
      share[c] = weight[c] / all;
      boolean gone = !(weight[c] > 1e-10 * all);
      for (int j = 0; j < d; j++) {
        mean[c][j] = gone ? before.mean()[c][j] : sums[c][j] / weight[c];
      }
      if (features.kind() != Covariance.TIED) {
        covariance[c] =
            gone
                ? before.covarianceOf(c)
                : covariance(features, sums[c], weight[c], mean[c], regularisation);
      }
    }
    if (features.kind() == Covariance.TIED) {
      covariance[0] = tied(totalSquares, mean, share, all, regularisation);
    }
    return Components.of(features.kind(), share, mean, covariance);
  }

  /** Mean square minus squared mean; rounding must not take it below 0. */
  private static double[] covariance(
      Features features, double[] sums, double weight, double[] mean, double regularisation) {
    int d = mean.length;
    double[] covariance = new double[features.kind().length(d)];
    int f = d;
    switch (features.kind()) {
      case FULL -> {
        for (int a = 0; a < d; a++) {
          for (int b = a; b < d; b++) {
            double value = sums[f++] / weight - mean[a] * mean[b];
            covariance[a * d + b] = a == b ? Math.max(0, value) + regularisation : value;
            covariance[b * d + a] = covariance[a * d + b];
          }
        }
      }
      case DIAGONAL -> {
        for (int a = 0; a < d; a++) {
          covariance[a] = Math.max(0, sums[f++] / weight - mean[a] * mean[a]) + regularisation;
        }
      }
      case SPHERICAL -> {
        double value = sums[f] / weight;
        for (double m : mean) {
          value -= m * m;
        }
        covariance[0] = Math.max(0, value / Math.max(1, d)) + regularisation;
      }
      case TIED -> throw new AssertionError("tied covariances come from all points");
    }
    return covariance;
  }

  private static double[] tied(
      double[] totalSquares, double[][] mean, double[] share, double all, double regularisation) {
    int d = mean[0].length;
    double[] covariance = new double[d * d];
    for (int a = 0; a < d; a++) {
      for (int b = a; b < d; b++) {
        double value = totalSquares[a * d + b] / all;
        for (int c = 0; c < share.length; c++) {
          value -= share[c] * mean[c][a] * mean[c][b];
        }
        covariance[a * d + b] = a == b ? Math.max(0, value) + regularisation : value;
        covariance[b * d + a] = covariance[a * d + b];
      }
    }
    return covariance;
  }
}
