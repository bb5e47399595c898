package dev.coterie.clustering.stability;

import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The dip of numbers: how far their distribution is from the nearest one with a single peak
 * (Hartigan and Hartigan, "The dip test of unimodality", 1985).
 *
 * @param value the largest difference between the two distribution functions, 1/(2n) to 1/4
 * @param chance share of samples of the same size from the uniform distribution, which of all with
 *     one peak is the hardest to tell apart, that dip at least as far
 */
public record Dip(double value, double chance) {
  private static final int SAMPLES = 500;
  private static final int BLOCK = 20;

  /** The test; numbers in any order, at least one. */
  public static Dip of(double[] numbers, long seed, Workers workers) {
    double value = value(numbers);
    double deeper =
        workers.sum(
            SAMPLES,
            BLOCK,
            (from, to) -> {
              int found = 0;
              for (int sample = from; sample < to; sample++) {
                SplittableRandom random = Seeds.stream(seed, "dip", sample);
                found += value(random.doubles(numbers.length).toArray()) >= value ? 1 : 0;
              }
              return found;
            });
    return new Dip(value, (deeper + 1) / (SAMPLES + 1));
  }

  /**
   * The dip alone. Between the modal interval's ends, the greatest convex minorant and the least
   * concave majorant of the distribution function close in on each other, until neither moves.
   */
  static double value(double[] numbers) {
    double[] x = numbers.clone();
    Arrays.sort(x);
    int n = x.length;
    if (n < 2 || x[0] == x[n - 1]) {
      return 0.5 / Math.max(1, n);
    }
    int[] convex = new int[n];
    int[] concave = new int[n];
    for (int j = 1; j < n; j++) {
      convex[j] = j - 1;
      while (convex[j] > 0 && steeper(x, convex[convex[j]], convex[j], j)) {
        convex[j] = convex[convex[j]];
      }
    }
    concave[n - 1] = n - 1;
    for (int j = n - 2; j >= 0; j--) {
      concave[j] = j + 1;
      while (concave[j] < n - 1 && steeper(x, concave[concave[j]], concave[j], j)) {
        concave[j] = concave[concave[j]];
      }
    }
    return new DipSearch(x, convex, concave).dip() / (2 * n);
  }

  /** Whether the chord over b from a to c passes it on the side that drops it from the hull. */
  private static boolean steeper(double[] x, int a, int b, int c) {
    return (x[c] - x[b]) * (b - a) >= (x[b] - x[a]) * (c - b);
  }
}
