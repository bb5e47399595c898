package dev.coterie.recommend.evaluation;

import dev.coterie.numeric.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Intervals by drawing the users again (Efron 1979): the middle 95 % of the means of {@value
 * #SAMPLES} samples of as many users, drawn with replacement. Two models are compared on the same
 * draws, so what users have in common falls out.
 */
public final class Bootstrap {
  private static final int SAMPLES = 1_000;
  private static final double TAIL = 0.025;

  private Bootstrap() {}

  /** The mean difference of two models over the same users, above 0 where the first is better. */
  public static Estimate ofDifference(double[] first, double[] second, long seed) {
    Estimate whole = Estimate.ofDifference(first, second);
    int n = first.length;
    if (n < 2) {
      return whole;
    }
    double[] differences = new double[n];
    Arrays.setAll(differences, u -> first[u] - second[u]);
    SplittableRandom random = Seeds.stream(seed, "bootstrap");
    double[] means = new double[SAMPLES];
    for (int s = 0; s < SAMPLES; s++) {
      double sum = 0;
      for (int draw = 0; draw < n; draw++) {
        sum += differences[random.nextInt(n)];
      }
      means[s] = sum / n;
    }
    Arrays.sort(means);
    int tail = (int) (TAIL * SAMPLES);
    return new Estimate(whole.mean(), means[tail], means[SAMPLES - 1 - tail]);
  }
}
