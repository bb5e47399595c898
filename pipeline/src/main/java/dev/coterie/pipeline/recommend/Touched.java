package dev.coterie.pipeline.recommend;

import dev.coterie.domain.Affinities;
import dev.coterie.domain.EventLog;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.evaluation.HeldOut;
import dev.coterie.recommend.evaluation.Parts;
import dev.coterie.recommend.evaluation.Protocol;
import dev.coterie.recommend.evaluation.Split;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The events of a log that name an item, as recommenders take them.
 *
 * @param event their indices in the log, ascending
 * @param user of each
 * @param item of each
 * @param weight of each, by its kind and value
 * @param time of each
 */
record Touched(int[] event, int[] user, int[] item, float[] weight, long[] time) {

  /** All of the users who are not left out. */
  static Touched of(EventLog events, BitSet without) {
    float[] affinity = Affinities.of(events);
    int[] event = new int[events.size()];
    int size = 0;
    for (int e = 0; e < event.length; e++) {
      if (events.item()[e] != EventLog.NONE && !without.get(events.user()[e])) {
        event[size++] = e;
      }
    }
    return pick(events, affinity, Arrays.copyOf(event, size));
  }

  private static Touched pick(EventLog events, float[] affinity, int[] event) {
    int n = event.length;
    Touched touched = new Touched(event, new int[n], new int[n], new float[n], new long[n]);
    for (int i = 0; i < n; i++) {
      touched.user[i] = events.user()[event[i]];
      touched.item[i] = events.item()[event[i]];
      touched.weight[i] = affinity[event[i]];
      touched.time[i] = events.time()[event[i]];
    }
    return touched;
  }

  /** Only those that speak for their item. */
  Touched positive() {
    int[] kept = new int[event.length];
    int size = 0;
    for (int i = 0; i < event.length; i++) {
      if (weight[i] > 0) {
        kept[size++] = i;
      }
    }
    int[] indices = Arrays.copyOf(kept, size);
    Touched positive =
        new Touched(new int[size], new int[size], new int[size], new float[size], new long[size]);
    for (int i = 0; i < size; i++) {
      positive.event[i] = event[indices[i]];
      positive.user[i] = user[indices[i]];
      positive.item[i] = item[indices[i]];
      positive.weight[i] = weight[indices[i]];
      positive.time[i] = time[indices[i]];
    }
    return positive;
  }

  /** The distinct items of every user, ascending. */
  int[][] byUser(int users) {
    int[][] items = new int[users][];
    int[] size = new int[users];
    for (int u : user) {
      size[u]++;
    }
    for (int u = 0; u < users; u++) {
      items[u] = new int[size[u]];
    }
    for (int i = 0; i < user.length; i++) {
      items[user[i]][--size[user[i]]] = item[i];
    }
    for (int u = 0; u < users; u++) {
      items[u] = Arrays.stream(items[u]).sorted().distinct().toArray();
    }
    return items;
  }

  Interactions interactions(EventLog events, long now) {
    return Interactions.of(
        events.users().size(), events.items().size(), user, item, weight, time, now);
  }

  Parts parts(Split split, long seed) {
    return split.apply(user, item, time, seed);
  }

  HeldOut heldOut(EventLog events, Parts parts, Protocol protocol) {
    return HeldOut.of(events.users().size(), events.items().size(), user, item, parts, protocol);
  }
}
