package dev.coterie.recommend.ranking;

import java.util.BitSet;

/**
 * What may be in a list.
 *
 * @param seen whether items of the user's history may
 * @param eligible the items that may at all: not hidden, valid now
 */
public record Rules(boolean seen, BitSet eligible) {
  public Rules {
    eligible = (BitSet) eligible.clone();
  }

  /** Everything that the user has not seen. */
  public static Rules unseen(int items) {
    BitSet all = new BitSet(items);
    all.set(0, items);
    return new Rules(false, all);
  }
}
