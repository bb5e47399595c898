package dev.coterie.pipeline.choice;

import dev.coterie.domain.Affinities;
import dev.coterie.domain.EventLog;
import dev.coterie.numeric.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A log cut in two inside the training data: the earlier events, and what came after; without
 * times, events by chance.
 *
 * @param known the events to learn from
 * @param later the events to foresee
 * @param ratings the range of all ratings: what is liked is judged alike in both parts
 * @param now the moment of the cut, {@link EventLog#NO_TIME} without times
 */
record HeldOutEnd(EventLog known, EventLog later, Affinities.Ratings ratings, long now) {
  private static final double KNOWN_SHARE = 0.85;

  static HeldOutEnd of(EventLog events, long seed) {
    int[] known = new int[events.size()];
    int[] later = new int[events.size()];
    int nKnown = 0;
    int nLater = 0;
    long cut = events.hasTimes() ? quantile(events.time()) : EventLog.NO_TIME;
    SplittableRandom random = Seeds.stream(seed, "held-out end");
    for (int e = 0; e < events.size(); e++) {
      boolean isKnown =
          events.hasTimes() ? events.time()[e] <= cut : random.nextDouble() < KNOWN_SHARE;
      if (isKnown) {
        known[nKnown++] = e;
      } else {
        later[nLater++] = e;
      }
    }
    return new HeldOutEnd(
        events.select(Arrays.copyOf(known, nKnown)),
        events.select(Arrays.copyOf(later, nLater)),
        Affinities.ratings(events),
        cut);
  }

  private static long quantile(long[] times) {
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[(int) ((sorted.length - 1) * KNOWN_SHARE)];
  }
}
