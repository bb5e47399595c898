package dev.coterie.recommend.ranking;

import dev.coterie.recommend.History;
import dev.coterie.recommend.Interactions;
import java.util.BitSet;

/**
 * What may be in a list.
 *
 * @param rest milliseconds after its last touch from which on an item of the user's history may; 0:
 *     at once, {@link #FOREVER}: never. Of an item touched at an unknown time only 0 lets it
 * @param eligible the items that may at all: not hidden, valid now
 */
public record Rules(long rest, BitSet eligible) {
  /** The rest of items that are never shown again. */
  public static final long FOREVER = Long.MAX_VALUE;

  public Rules {
    if (rest < 0) {
      throw new IllegalArgumentException("rest must be at least 0, not " + rest);
    }
    eligible = (BitSet) eligible.clone();
  }

  /**
   * @param seen whether items of the user's history may be in a list at once, or never
   */
  public Rules(boolean seen, BitSet eligible) {
    this(seen ? 0 : FOREVER, eligible);
  }

  /** Whether the entry of a history at a position keeps its item out of the list. */
  boolean rests(History history, int position) {
    long touched = history.times()[position];
    return rest > 0 && (touched == Interactions.NO_TIME || history.now() - touched < rest);
  }

  /** Everything that the user has not seen. */
  public static Rules unseen(int items) {
    BitSet all = new BitSet(items);
    all.set(0, items);
    return new Rules(false, all);
  }
}
