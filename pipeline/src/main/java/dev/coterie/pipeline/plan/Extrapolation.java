package dev.coterie.pipeline.plan;

/**
 * How many distinct values a whole holds, from the pieces of it that each was seen in.
 *
 * <p>Pieces, not rows, are the units, so that values which come in runs (a file sorted by user, the
 * lines of one basket) are not taken for frequent ones. Two estimates are made of the expected
 * growth with the number of pieces:
 *
 * <ol>
 *   <li>the incidence-based extrapolation of Chao and others ("Rarefaction and extrapolation with
 *       Hill numbers", Ecological Monographs 84, 2014, equation 18), a lower bound that falls short
 *       where many values are rare;
 *   <li>the curve c·((1 + θt)^b − 1)/b through the last point of the exact rarefaction curve, b and
 *       θ by least squares: linear for b = 1, a power law for large θ, logarithmic for b = 0, with
 *       a limit for b &lt; 0. It overshoots where the whole is far larger than the pieces.
 * </ol>
 *
 * <p>Their geometric mean came within a fifth of the truth on invoices, ratings of books and
 * ratings of films, sampled at 1 to 50 %.
 */
final class Extrapolation {
  private static final double STEEPEST = 1;
  private static final double FLATTEST = -5;
  private static final double POWER_STEP = 0.05;
  private static final int LEAST_SCALE = -16;
  private static final int MOST_SCALE = 12;

  private Extrapolation() {}

  /**
   * Estimates.
   *
   * @param seen how many values were seen in exactly so many pieces, from 0 (unused) to all pieces
   * @param whole the size of the whole in pieces, at least as many as were seen
   */
  static double distinct(long[] seen, double whole) {
    int pieces = seen.length - 1;
    double known = 0;
    for (int n = 1; n <= pieces; n++) {
      known += seen[n];
    }
    if (known == 0 || !(whole > pieces)) {
      return known;
    }
    double most = known * whole / pieces;
    return Math.min(most, Math.sqrt(incidence(seen, known, whole) * curve(seen, known, whole)));
  }

  private static double incidence(long[] seen, double known, double whole) {
    int pieces = seen.length - 1;
    double once = seen[1];
    double twice = pieces > 1 ? seen[2] : 0;
    if (once == 0) {
      return known;
    }
    if (pieces == 1) {
      return known * whole;
    }
    double unseen =
        (pieces - 1.0) / pieces * (twice > 0 ? once * once / (2 * twice) : once * (once - 1) / 2);
    if (unseen == 0) {
      return known;
    }
    double share = once / (pieces * unseen + once);
    return known + unseen * (1 - Math.pow(1 - share, whole - pieces));
  }

  private static double curve(long[] seen, double known, double whole) {
    int pieces = seen.length - 1;
    double[] growth = rarefaction(seen);
    double best = Double.POSITIVE_INFINITY;
    double estimate = known;
    for (double power = STEEPEST; power >= FLATTEST; power -= POWER_STEP) {
      for (int scale = LEAST_SCALE; scale <= MOST_SCALE; scale++) {
        double theta = Math.pow(2, scale / 2.0) / pieces;
        double factor = known / shape(power, theta * pieces);
        double error = 0;
        for (int t = 1; t < pieces; t++) {
          double difference = factor * shape(power, theta * t) - growth[t];
          error += difference * difference;
        }
        if (error < best) {
          best = error;
          estimate = factor * shape(power, theta * whole);
        }
      }
    }
    return estimate;
  }

  private static double shape(double power, double x) {
    return Math.abs(power) < POWER_STEP / 2 ? Math.log1p(x) : (Math.pow(1 + x, power) - 1) / power;
  }

  /** The expected number of distinct values in so many of the pieces, drawn at random. */
  private static double[] rarefaction(long[] seen) {
    int pieces = seen.length - 1;
    double[] growth = new double[pieces + 1];
    for (int n = 1; n <= pieces; n++) {
      double missed = 1;
      for (int t = 1; t <= pieces; t++) {
        missed *= Math.max(0, pieces - n - t + 1.0) / (pieces - t + 1.0);
        growth[t] += seen[n] * (1 - missed);
      }
    }
    return growth;
  }
}
