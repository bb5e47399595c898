package dev.coterie.domain;

import java.util.concurrent.TimeUnit;

/**
 * Exponential decay of what happened long ago.
 *
 * @param halfLifeDays days after which an event counts half; infinite for no decay
 */
public record Decay(double halfLifeDays) {
  /** Everything counts the same, however old. */
  public static final Decay NONE = new Decay(Double.POSITIVE_INFINITY);

  private static final double MILLIS_A_DAY = TimeUnit.DAYS.toMillis(1);

  public Decay {
    if (!(halfLifeDays > 0)) {
      throw new IllegalArgumentException(
          "half-life must be a positive number of days, not " + halfLifeDays);
    }
  }

  /**
   * What remains at {@code now} of an event at {@code time}: 0.5 after one half-life, 1 for an
   * event without a time or after {@code now}.
   */
  public double at(long time, long now) {
    if (time == EventLog.NO_TIME || time >= now) {
      return 1;
    }
    return Math.pow(0.5, (now - time) / MILLIS_A_DAY / halfLifeDays);
  }
}
