package dev.coterie.pipeline.backtest;

import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A log for protocols that ask what a user will rate, not what the user will like: every rating
 * speaks for its item, by its share of the best one, and no event has a time, as their parts are
 * drawn by chance.
 */
final class Engagement {
  private static final int STEPS = 20;

  private Engagement() {}

  static EventLog of(EventLog events) {
    float best = 0;
    for (int e = 0; e < events.size(); e++) {
      best = isRated(events, e) ? Math.max(best, events.value()[e]) : best;
    }
    List<EventKind> kinds = new ArrayList<>(events.kinds());
    for (int step = 1; step <= STEPS; step++) {
      double weight = EventKind.RATING.weight() * step / STEPS;
      kinds.add(new EventKind("RATED " + step + "/" + STEPS, weight));
    }
    byte[] kind = events.kind().clone();
    for (int e = 0; e < kind.length; e++) {
      if (isRated(events, e)) {
        double share = best > 0 ? events.value()[e] / best : 1;
        int step = (int) Math.clamp(Math.rint(share * STEPS), 1, STEPS);
        kind[e] = (byte) (events.kinds().size() + step - 1);
      }
    }
    long[] none = new long[kind.length];
    Arrays.fill(none, EventLog.NO_TIME);
    return new EventLog(
        events.users(),
        events.items(),
        events.texts(),
        kinds,
        events.user(),
        events.item(),
        events.text(),
        kind,
        none,
        events.value(),
        events.quantity(),
        events.price(),
        events.basket());
  }

  private static boolean isRated(EventLog events, int e) {
    return events.kinds().get(events.kind()[e]).equals(EventKind.RATING)
        && !Float.isNaN(events.value()[e]);
  }
}
