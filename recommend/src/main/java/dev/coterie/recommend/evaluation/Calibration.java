package dev.coterie.recommend.evaluation;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How far the categories of a list are from those of what the user has (Steck, "Calibrated
 * Recommendations", RecSys 2018): Σ p·log₂(p / (0.99·q + 0.01·p)) over the categories, p their
 * shares in the user's training items and q in the list; an item of several categories counts for
 * each with an equal part. 0 where both are alike, at most log₂ 100 = 6.64 where they have nothing
 * in common.
 */
final class Calibration {
  private static final double OWN = 0.01;

  private Calibration() {}

  /**
   * The mean over the users who have, and were given, something with a category; empty without such
   * users.
   *
   * @param lists one an evaluated user
   * @param categories of each item, numbers from 0; may be none
   */
  static Optional<Estimate> of(HeldOut heldOut, int[][] lists, int[][] categories) {
    int count = Arrays.stream(categories).flatMapToInt(Arrays::stream).max().orElse(-1) + 1;
    double[] distances =
        IntStream.range(0, lists.length)
            .mapToDouble(
                u ->
                    distance(
                        shares(heldOut.seen()[heldOut.users()[u]], categories, count),
                        shares(lists[u], categories, count)))
            .filter(distance -> !Double.isNaN(distance))
            .toArray();
    return distances.length == 0 ? Optional.empty() : Optional.of(Estimate.ofMean(distances));
  }

  /** Not a number where one side has no categories. */
  private static double distance(double[] has, double[] given) {
    double sum = 0;
    double any = 0;
    double anyGiven = 0;
    for (int c = 0; c < has.length; c++) {
      any += has[c];
      anyGiven += given[c];
      if (has[c] > 0) {
        double smoothed = (1 - OWN) * given[c] + OWN * has[c];
        sum += has[c] * Math.log(has[c] / smoothed) / Math.log(2);
      }
    }
    return any > 0 && anyGiven > 0 ? Math.max(0, sum) : Double.NaN;
  }

  private static double[] shares(int[] items, int[][] categories, int count) {
    double[] shares = new double[count];
    int told = 0;
    for (int item : items) {
      told += categories[item].length > 0 ? 1 : 0;
      for (int category : categories[item]) {
        shares[category] += 1.0 / categories[item].length;
      }
    }
    for (int c = 0; c < count && told > 0; c++) {
      shares[c] /= told;
    }
    return shares;
  }
}
