package dev.coterie.pipeline.describe;

import dev.coterie.numeric.Seeds;
import java.util.BitSet;
import java.util.List;

/**
 * Up to ten of each group's most telling items that its name is tested with, and that no name of
 * any level is made from. They are of one quarter of the catalogue, drawn by their ids, so that
 * enough is left to make names from however many groups there are; the item that tells most about a
 * group is never among them, since its description speaks of it.
 */
final class HeldOutItems {
  private static final int MOST = 10;
  private static final int ONE_OF = 4;

  private final BitSet drawn = new BitSet();
  private final BitSet all = new BitSet();

  /** Draws for all groups of some levels. */
  HeldOutItems(List<String> ids, List<Lifts> levels) {
    for (int item = 0; item < ids.size(); item++) {
      drawn.set(item, Seeds.stream(0, ids.get(item)).nextInt(ONE_OF) == 0);
    }
    for (Lifts level : levels) {
      for (int group = 0; group < level.groups(); group++) {
        level.ranked(group, 1, 1).forEach(drawn::clear);
      }
    }
    for (Lifts level : levels) {
      for (int group = 0; group < level.groups(); group++) {
        of(level, group).forEach(all::set);
      }
    }
  }

  /** The items of one group, most telling first. */
  List<Integer> of(Lifts level, int group) {
    return level.ranked(group, 1, Integer.MAX_VALUE).stream()
        .filter(drawn::get)
        .limit(MOST)
        .toList();
  }

  /** Whether any group's name is tested with an item. */
  boolean contains(int item) {
    return all.get(item);
  }
}
