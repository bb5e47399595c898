package dev.coterie.recommend.evaluation;

import dev.coterie.numeric.Seeds;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * Users or items that come last: with times those whose first event is after the cut, which is the
 * first event at rank ⌈share·n⌉ of all n first events; without times as many, drawn by chance.
 *
 * @param ids of the newcomers
 * @param cut what is known of the others happened at or before it
 */
record Newcomers(BitSet ids, long cut) {

  static Newcomers of(int[] id, long[] time, double share, long seed) {
    int most = Arrays.stream(id).max().orElse(-1) + 1;
    long[] first = new long[most];
    Arrays.fill(first, Long.MAX_VALUE);
    for (int e = 0; e < id.length; e++) {
      first[id[e]] = Math.min(first[id[e]], time[e]);
    }
    int[] there = Arrays.stream(id).sorted().distinct().toArray();
    int known = (int) Math.ceil(share * there.length);
    BitSet newcomers = new BitSet(most);
    if (there.length == 0 || Arrays.stream(time).anyMatch(t -> t == Split.NO_TIME)) {
      shuffle(there, Seeds.stream(seed, "newcomers"));
      Arrays.stream(there, known, there.length).forEach(newcomers::set);
      return new Newcomers(newcomers, Arrays.stream(time).max().orElse(Split.NO_TIME));
    }
    long cut = Arrays.stream(there).mapToLong(i -> first[i]).sorted().toArray()[known - 1];
    Arrays.stream(there).filter(i -> first[i] > cut).forEach(newcomers::set);
    return new Newcomers(newcomers, cut);
  }

  static void shuffle(int[] values, SplittableRandom random) {
    for (int at = values.length - 1; at > 0; at--) {
      int other = random.nextInt(at + 1);
      int kept = values[at];
      values[at] = values[other];
      values[other] = kept;
    }
  }
}
