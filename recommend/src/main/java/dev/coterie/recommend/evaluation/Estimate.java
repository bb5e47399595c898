package dev.coterie.recommend.evaluation;

import java.util.Locale;

/**
 * A figure with its 95 % interval, by the normal distribution of a mean: mean ± 1.96 · s / √n with
 * s the standard deviation over users (n − 1 below). With one user the interval is the mean itself.
 */
public record Estimate(double mean, double low, double high) {
  private static final double NORMAL_95 = 1.959963984540054;

  /** The mean of one value a user; 0 without users. */
  public static Estimate ofMean(double[] values) {
    int n = values.length;
    if (n == 0) {
      return new Estimate(0, 0, 0);
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / n;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double error = n < 2 ? 0 : Math.sqrt(squares / (n - 1) / n);
    return around(mean, error);
  }

  /** The mean difference of two models over the same users, above 0 where the first is better. */
  public static Estimate ofDifference(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "figures of " + first.length + " and of " + second.length + " users");
    }
    double[] differences = new double[first.length];
    for (int u = 0; u < first.length; u++) {
      differences[u] = first[u] - second[u];
    }
    return ofMean(differences);
  }

  static Estimate around(double mean, double error) {
    return new Estimate(mean, mean - NORMAL_95 * error, mean + NORMAL_95 * error);
  }

  /** The same with an interval inside 0 to 1, for figures that cannot leave it. */
  Estimate asShare() {
    return new Estimate(mean, Math.max(0, low), Math.min(1, high));
  }

  /** A difference for people, such as {@code +0.0039 (-0.0015 to +0.0088)}. */
  public String signed() {
    return String.format(Locale.ROOT, "%+.4f (%+.4f to %+.4f)", mean, low, high);
  }

  /** The standard error that the interval was made of. */
  public double error() {
    return (high - low) / (2 * NORMAL_95);
  }
}
