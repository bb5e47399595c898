package dev.coterie.pipeline.profile;

import dev.coterie.domain.Affinities;
import dev.coterie.domain.Decay;
import dev.coterie.domain.EventLog;
import dev.coterie.numeric.SparseMatrix;
import java.util.BitSet;

/**
 * Who touched what, and how much: users × entities. Entities are the items, then the search queries
 * as items of their own.
 *
 * @param liked sums of decayed positive weights
 * @param turnedDown sums of decayed negative weights, as positive numbers
 * @param items how many of the entities are items
 */
record Touches(SparseMatrix liked, SparseMatrix turnedDown, int items) {

  /** The touches of a log as seen at {@code now}; users in {@code without} have none. */
  static Touches of(EventLog events, Decay decay, long now, BitSet without) {
    return of(events, Affinities.of(events), decay, now, without);
  }

  /** The same where it is known how much each event says. */
  static Touches of(EventLog events, float[] affinity, Decay decay, long now, BitSet without) {
    int items = events.items().size();
    float[] weight = new float[events.size()];
    int up = 0;
    int down = 0;
    for (int e = 0; e < weight.length; e++) {
      if (!without.get(events.user()[e])) {
        weight[e] = (float) (affinity[e] * decay.at(events.time()[e], now));
        int things =
            (events.item()[e] == EventLog.NONE ? 0 : 1)
                + (events.text()[e] == EventLog.NONE ? 0 : 1);
        up += weight[e] > 0 ? things : 0;
        down += weight[e] < 0 ? things : 0;
      }
    }
    Entries liked = new Entries(up);
    Entries turnedDown = new Entries(down);
    for (int e = 0; e < weight.length; e++) {
      if (weight[e] != 0) {
        Entries entries = weight[e] > 0 ? liked : turnedDown;
        int item = events.item()[e];
        int text = events.text()[e];
        if (item != EventLog.NONE) {
          entries.add(events.user()[e], item, Math.abs(weight[e]));
        }
        if (text != EventLog.NONE) {
          entries.add(events.user()[e], items + text, Math.abs(weight[e]));
        }
      }
    }
    int users = events.users().size();
    int entities = items + events.texts().size();
    return new Touches(liked.matrix(users, entities), turnedDown.matrix(users, entities), items);
  }

  /** How many users touched each entity. */
  int[] users() {
    int[] users = new int[liked.columns()];
    for (int column : liked.indices()) {
      users[column]++;
    }
    return users;
  }

  /** Entries under construction, as many as were counted. */
  private static final class Entries {
    private final int[] row;
    private final int[] column;
    private final float[] value;
    private int size;

    Entries(int count) {
      this.row = new int[count];
      this.column = new int[count];
      this.value = new float[count];
    }

    void add(int user, int entity, float weight) {
      row[size] = user;
      column[size] = entity;
      value[size++] = weight;
    }

    SparseMatrix matrix(int users, int entities) {
      return SparseMatrix.ofEntries(users, entities, row, column, value);
    }
  }
}
