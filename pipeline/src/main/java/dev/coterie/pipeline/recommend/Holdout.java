package dev.coterie.pipeline.recommend;

import dev.coterie.domain.EventLog;
import dev.coterie.recommend.evaluation.HeldOut;
import dev.coterie.recommend.evaluation.Parts;
import dev.coterie.recommend.evaluation.Split;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A log as it was known when a split was made, and what users went for afterwards.
 *
 * @param known everything but what is foreseen; of a split in time also nothing that came later
 * @param now the time of asking
 * @param heldOut the question
 */
public record Holdout(EventLog known, long now, HeldOut heldOut) {

  /**
   * Holds a part of a log back. The parts are made from the events that speak for an item.
   *
   * @param without users who are neither learned from nor asked about
   */
  public static Holdout of(EventLog events, BitSet without, Split split, long seed) {
    Touched positive = Touched.of(events, without).positive();
    Parts parts = positive.parts(split, seed);
    BitSet foreseen = new BitSet(events.size());
    for (int i : parts.test()) {
      foreseen.set(positive.event()[i]);
    }
    int[] known = new int[events.size()];
    int size = 0;
    for (int e = 0; e < known.length; e++) {
      boolean later = split.needsTimes() && events.time()[e] > parts.now();
      if (!foreseen.get(e) && !later) {
        known[size++] = e;
      }
    }
    return new Holdout(
        events.select(Arrays.copyOf(known, size)), parts.now(), positive.heldOut(events, parts));
  }
}
