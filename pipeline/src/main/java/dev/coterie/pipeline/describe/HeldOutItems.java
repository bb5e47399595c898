package dev.coterie.pipeline.describe;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Up to ten of each group's most telling items that its name is tested with, and so must not be
 * made from: every fourth of the first forty.
 */
final class HeldOutItems {
  private static final int EVERY = 4;
  private static final int OF_THE_FIRST = 40;

  private HeldOutItems() {}

  static List<Integer> of(Lifts items, int group) {
    List<Integer> ranked = items.ranked(group, 1, OF_THE_FIRST);
    return IntStream.range(0, ranked.size())
        .filter(i -> i % EVERY == EVERY - 1)
        .mapToObj(ranked::get)
        .toList();
  }

  static BitSet ofAll(Lifts items, int groups) {
    BitSet all = new BitSet();
    for (int group = 0; group < groups; group++) {
      of(items, group).forEach(all::set);
    }
    return all;
  }
}
