package dev.coterie.recommend.evaluation;

import dev.coterie.numeric.Seeds;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * Users or items that come last: with times those whose first event is after the cut, which is the
 * first event at rank ⌈share·n⌉ of all n first events. Where there are no times, or all come so
 * early that less than half of the events happened before the cut, as many are drawn by chance.
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
    BitSet newest = new BitSet(most);
    long cut = Split.NO_TIME;
    if (there.length > 0) {
      cut = Arrays.stream(there).mapToLong(i -> first[i]).sorted().toArray()[known - 1];
      for (int i : there) {
        newest.set(i, first[i] > cut);
      }
    }
    long last = cut;
    long before = Arrays.stream(time).filter(t -> t <= last).count();
    if (!newest.isEmpty() && 2 * before >= time.length) {
      return new Newcomers(newest, cut);
    }
    shuffle(there, Seeds.stream(seed, "newcomers"));
    BitSet drawn = new BitSet(most);
    Arrays.stream(there, known, there.length).forEach(drawn::set);
    return new Newcomers(drawn, Arrays.stream(time).max().orElse(Split.NO_TIME));
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
