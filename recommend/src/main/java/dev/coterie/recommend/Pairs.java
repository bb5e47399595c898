package dev.coterie.recommend;

import dev.coterie.numeric.SparseMatrix;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Events gathered by user and item.
 *
 * @param strengths users × items, the pairs that the user went for
 * @param first time of the first positive event of each pair
 * @param last time of the last one
 * @param counts positive events of each pair
 * @param excludedStarts where each user's excluded items start, one entry more
 * @param excludedItems ascending within a user
 */
record Pairs(
    SparseMatrix strengths,
    long[] first,
    long[] last,
    int[] counts,
    int[] excludedStarts,
    int[] excludedItems) {

  static Pairs of(
      int users, int items, int[] user, int[] item, float[] weight, long[] time, float strongest) {
    Gathering pairs = new Gathering(users, items, user.length);
    int[] starts = new int[users + 1];
    for (int e = 0; e < user.length; e++) {
      if (item[e] < 0 || item[e] >= items) {
        throw new IllegalArgumentException("item " + item[e] + " of " + items);
      }
      if (!Float.isFinite(weight[e])) {
        throw new IllegalArgumentException("weight " + weight[e] + " of event " + e);
      }
      starts[user[e] + 1]++;
    }
    for (int u = 0; u < users; u++) {
      starts[u + 1] += starts[u];
    }
    long[] keyed = new long[user.length];
    int[] next = Arrays.copyOf(starts, users);
    for (int e = 0; e < user.length; e++) {
      keyed[next[user[e]]++] = ((long) item[e] << 32) | e;
    }
    for (int u = 0; u < users; u++) {
      Arrays.sort(keyed, starts[u], starts[u + 1]);
      int p = starts[u];
      while (p < starts[u + 1]) {
        int i = (int) (keyed[p] >>> 32);
        Pair pair = new Pair();
        for (; p < starts[u + 1] && (int) (keyed[p] >>> 32) == i; p++) {
          int e = (int) keyed[p];
          pair.add(weight[e], time[e]);
        }
        pairs.add(i, pair, strongest);
      }
      pairs.endUser(u);
    }
    return pairs.done();
  }

  Pairs onItems(BitSet items) {
    int[] starts = new int[strengths.rows() + 1];
    int[] indices = new int[strengths.entries()];
    float[] values = new float[indices.length];
    long[] firsts = new long[indices.length];
    long[] lasts = new long[indices.length];
    int[] kept = new int[indices.length];
    int size = 0;
    for (int u = 0; u < strengths.rows(); u++) {
      for (int p = strengths.start(u); p < strengths.end(u); p++) {
        if (items.get(strengths.column(p))) {
          indices[size] = strengths.column(p);
          values[size] = strengths.value(p);
          firsts[size] = first[p];
          lasts[size] = last[p];
          kept[size++] = counts[p];
        }
      }
      starts[u + 1] = size;
    }
    return new Pairs(
        SparseMatrix.of(
            strengths.columns(), starts, Arrays.copyOf(indices, size), Arrays.copyOf(values, size)),
        Arrays.copyOf(firsts, size),
        Arrays.copyOf(lasts, size),
        Arrays.copyOf(kept, size),
        excludedStarts,
        excludedItems);
  }

  /** The events of one user with one item; the order in which they come does not matter. */
  private static final class Pair {
    float best;
    double against;
    long first = Long.MAX_VALUE;
    long last = Interactions.NO_TIME;
    long turnedDown = Interactions.NO_TIME;
    boolean everTurnedDown;
    int count;

    void add(float weight, long time) {
      if (weight > 0) {
        best = Math.max(best, weight);
        first = Math.min(first, time);
        last = Math.max(last, time);
        count++;
      } else if (weight <= Interactions.EXCLUDING_WEIGHT) {
        everTurnedDown = true;
        turnedDown = Math.max(turnedDown, time);
      } else {
        against -= weight;
      }
    }

    boolean excluded() {
      return everTurnedDown && (count == 0 || last <= turnedDown);
    }
  }

  private static final class Gathering {
    private final int columns;
    private final int[] starts;
    private final int[] indices;
    private final float[] values;
    private final long[] first;
    private final long[] last;
    private final int[] counts;
    private final int[] excludedStarts;
    private int[] excludedItems = new int[16];
    private int size;
    private int excluded;

    Gathering(int users, int items, int events) {
      columns = items;
      starts = new int[users + 1];
      indices = new int[events];
      values = new float[events];
      first = new long[events];
      last = new long[events];
      counts = new int[events];
      excludedStarts = new int[users + 1];
    }

    void add(int item, Pair pair, float strongest) {
      if (pair.excluded()) {
        if (excluded == excludedItems.length) {
          excludedItems = Arrays.copyOf(excludedItems, 2 * excluded);
        }
        excludedItems[excluded++] = item;
        return;
      }
      double strength = Math.min(1, (pair.best - pair.against) / strongest);
      if (pair.count == 0 || !(strength > 0)) {
        return;
      }
      indices[size] = item;
      values[size] = (float) strength;
      first[size] = pair.first;
      last[size] = pair.last;
      counts[size++] = pair.count;
    }

    void endUser(int user) {
      starts[user + 1] = size;
      excludedStarts[user + 1] = excluded;
    }

    Pairs done() {
      return new Pairs(
          SparseMatrix.of(
              columns, starts, Arrays.copyOf(indices, size), Arrays.copyOf(values, size)),
          Arrays.copyOf(first, size),
          Arrays.copyOf(last, size),
          Arrays.copyOf(counts, size),
          excludedStarts,
          Arrays.copyOf(excludedItems, excluded));
    }
  }
}
