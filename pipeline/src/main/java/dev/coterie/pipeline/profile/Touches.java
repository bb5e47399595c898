package dev.coterie.pipeline.profile;

import dev.coterie.domain.Affinities;
import dev.coterie.domain.Decay;
import dev.coterie.domain.EventLog;
import dev.coterie.numeric.SparseMatrix;
import java.util.Arrays;
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
    Entries liked = new Entries(events.size());
    Entries turnedDown = new Entries(events.size());
    for (int e = 0; e < events.size(); e++) {
      if (without.get(events.user()[e]) || affinity[e] == 0) {
        continue;
      }
      float weight = (float) (affinity[e] * decay.at(events.time()[e], now));
      Entries entries = weight > 0 ? liked : turnedDown;
      int item = events.item()[e];
      int text = events.text()[e];
      if (item != EventLog.NONE) {
        entries.add(events.user()[e], item, Math.abs(weight));
      }
      if (text != EventLog.NONE) {
        entries.add(events.user()[e], items + text, Math.abs(weight));
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

  /** Entries under construction. */
  private static final class Entries {
    private final int[] row;
    private final int[] column;
    private final float[] value;
    private int size;

    Entries(int events) {
      this.row = new int[2 * events];
      this.column = new int[2 * events];
      this.value = new float[2 * events];
    }

    void add(int user, int entity, float weight) {
      row[size] = user;
      column[size] = entity;
      value[size++] = weight;
    }

    SparseMatrix matrix(int users, int entities) {
      return SparseMatrix.ofEntries(
          users,
          entities,
          Arrays.copyOf(row, size),
          Arrays.copyOf(column, size),
          Arrays.copyOf(value, size));
    }
  }
}
