package dev.coterie.pipeline.ingest;

import dev.coterie.domain.EventLog;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Users who act faster than people can: more than {@value #MOST_IN_AN_HOUR} events within one hour
 * or {@value #MOST_IN_A_DAY} within a day, and more than {@value #TIMES_THE_BUSIEST} times what the
 * 99.9 % quantile of the users below those limits does in the same span. Where more than a tenth of
 * the users exceed the limits, that is how this data is, and nobody is a robot. Times that are all
 * at one or two moments of the day are dates, and only the day is looked at.
 */
final class Robots {
  static final int MOST_IN_AN_HOUR = 1_000;
  static final int MOST_IN_A_DAY = 3_000;
  static final int TIMES_THE_BUSIEST = 3;
  private static final double QUANTILE = 0.999;
  private static final double MOST_ROBOTS = 0.1;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private Robots() {}

  static BitSet of(EventLog log) {
    BitSet robots = new BitSet(log.users().size());
    if (!log.hasTimes()) {
      return robots;
    }
    robots.or(beyond(log, DAY, MOST_IN_A_DAY));
    if (!areDates(log)) {
      robots.or(beyond(log, HOUR, MOST_IN_AN_HOUR));
    }
    return robots;
  }

  private static BitSet beyond(EventLog log, long span, int limit) {
    int[] rates = rates(log, span);
    int[] within = Arrays.stream(rates).filter(rate -> rate <= limit).sorted().toArray();
    BitSet beyond = new BitSet(rates.length);
    if (rates.length - within.length > MOST_ROBOTS * rates.length) {
      return beyond;
    }
    int rank = Math.max(1, (int) Math.ceil(QUANTILE * within.length));
    long busiest = within.length == 0 ? 0 : within[rank - 1];
    for (int u = 0; u < rates.length; u++) {
      beyond.set(u, rates[u] > limit && rates[u] > TIMES_THE_BUSIEST * busiest);
    }
    return beyond;
  }

  /** The most events of each user within any span of that length. */
  private static int[] rates(EventLog log, long span) {
    int[] starts = log.userStarts();
    long[] time = log.time();
    int[] rates = new int[log.users().size()];
    for (int u = 0; u < rates.length; u++) {
      int first = starts[u];
      for (int e = starts[u]; e < starts[u + 1]; e++) {
        while (time[e] - time[first] >= span) {
          first++;
        }
        rates[u] = Math.max(rates[u], e - first + 1);
      }
    }
    return rates;
  }

  /** Two moments, not one, because of summer time. */
  private static boolean areDates(EventLog log) {
    long one = Math.floorMod(log.time()[0], DAY);
    long other = one;
    for (long t : log.time()) {
      long moment = Math.floorMod(t, DAY);
      if (moment != one && moment != other) {
        if (other != one) {
          return false;
        }
        other = moment;
      }
    }
    return true;
  }
}
