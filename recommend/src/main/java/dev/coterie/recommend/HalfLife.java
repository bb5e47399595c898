package dev.coterie.recommend;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How fast what happened loses weight.
 *
 * @param days after which it counts half; infinite for never
 */
public record HalfLife(double days) implements Comparable<HalfLife> {
  /** Everything counts the same, however old. */
  public static final HalfLife NEVER = new HalfLife(Double.POSITIVE_INFINITY);

  private static final double MILLIS_A_DAY = TimeUnit.DAYS.toMillis(1);

  private static final double SHORTEST_MILLIS = TimeUnit.MINUTES.toMillis(1);

  public HalfLife {
    if (!(days > 0)) {
      throw new IllegalArgumentException(
          "half-life must be a positive number of days, not " + days);
    }
  }

  /** The share of a stretch of time in milliseconds, at least one minute. */
  public static HalfLife ofSpan(long millis, double share) {
    return new HalfLife(Math.max(millis * share, SHORTEST_MILLIS) / MILLIS_A_DAY);
  }

  /** What remains at {@code now}, 1 without a time or for what is not yet past. */
  public double at(long time, long now) {
    if (time == Interactions.NO_TIME || time >= now || days == Double.POSITIVE_INFINITY) {
      return 1;
    }
    return Math.pow(0.5, (now - time) / MILLIS_A_DAY / days);
  }

  @Override
  public int compareTo(HalfLife other) {
    return Double.compare(days, other.days);
  }

  @Override
  public String toString() {
    if (days == Double.POSITIVE_INFINITY) {
      return "never";
    }
    return String.format(Locale.ROOT, "%.1f days", days);
  }
}
