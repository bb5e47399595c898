package dev.coterie.pipeline.choice;

import dev.coterie.domain.Affinities;
import dev.coterie.domain.EventLog;
import java.util.Arrays;

/**
 * What each user touched, each thing once, with the time of the last touch. Things are items, then
 * queries; what a user turned down or rated among the worst is none.
 *
 * @param starts user {@code u} has places {@code starts[u]} to {@code starts[u + 1]}
 * @param thing ascending for each user
 * @param time of the last touch
 */
record LastTouches(int[] starts, int[] thing, long[] time) {
  /**
   * Collects.
   *
   * @param ratings the range by which ratings are judged
   */
  static LastTouches of(EventLog events, Affinities.Ratings ratings) {
    float[] affinity = Affinities.of(events, ratings);
    int items = events.items().size();
    long things = (long) items + events.texts().size();
    long[] keys = new long[2 * events.size()];
    int size = 0;
    for (int e = 0; e < events.size(); e++) {
      if (affinity[e] > 0) {
        if (events.item()[e] != EventLog.NONE) {
          keys[size++] = events.user()[e] * things + events.item()[e];
        }
        if (events.text()[e] != EventLog.NONE) {
          keys[size++] = events.user()[e] * things + items + events.text()[e];
        }
      }
    }
    long[] distinct = Arrays.stream(keys, 0, size).sorted().distinct().toArray();
    long[] time = new long[distinct.length];
    Arrays.fill(time, EventLog.NO_TIME);
    for (int e = 0; e < events.size(); e++) {
      if (affinity[e] > 0) {
        latest(distinct, time, events, e, events.user()[e] * things, events.item()[e], 0);
        latest(distinct, time, events, e, events.user()[e] * things, events.text()[e], items);
      }
    }
    int[] starts = new int[events.users().size() + 1];
    int[] thing = new int[distinct.length];
    for (int i = 0; i < distinct.length; i++) {
      starts[(int) (distinct[i] / things) + 1]++;
      thing[i] = (int) (distinct[i] % things);
    }
    for (int u = 0; u + 1 < starts.length; u++) {
      starts[u + 1] += starts[u];
    }
    return new LastTouches(starts, thing, time);
  }

  private static void latest(
      long[] keys, long[] time, EventLog events, int e, long user, int thing, int shift) {
    if (thing != EventLog.NONE) {
      int at = Arrays.binarySearch(keys, user + shift + thing);
      time[at] = Math.max(time[at], events.time()[e]);
    }
  }

  boolean has(int user, int wanted) {
    return Arrays.binarySearch(thing, starts[user], starts[user + 1], wanted) >= 0;
  }

  int users() {
    return starts.length - 1;
  }
}
