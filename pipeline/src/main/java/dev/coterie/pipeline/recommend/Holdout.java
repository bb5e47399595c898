package dev.coterie.pipeline.recommend;

import dev.coterie.domain.EventLog;
import dev.coterie.recommend.evaluation.HeldOut;
import dev.coterie.recommend.evaluation.Parts;
import dev.coterie.recommend.evaluation.Protocol;
import dev.coterie.recommend.evaluation.Split;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A log as it was known when a split was made, and what users went for afterwards.
 *
 * @param known everything but what is foreseen; of a split in time also nothing that came later
 * @param now the time of asking
 * @param newcomers users who are asked about, and nothing is learned from
 * @param candidates the items that are ranked
 * @param heldOut the question
 */
public record Holdout(
    EventLog known, long now, BitSet newcomers, Parts.Candidates candidates, HeldOut heldOut) {

  /**
   * Holds a part of a log back. The parts are made from the events that speak for an item; where a
   * split in time cuts is told by all events.
   *
   * @param without users who are neither learned from nor asked about
   */
  public static Holdout of(
      EventLog events, BitSet without, Split split, Protocol protocol, long seed) {
    Touched positive = Touched.of(events, without).positive();
    Split exact =
        split instanceof Split.Temporal temporal && events.size() > 0
            ? new Split.At(temporal.cut(events.time()))
            : split;
    Parts parts = positive.parts(exact, seed);
    BitSet learned = new BitSet(events.size());
    Arrays.stream(parts.train()).forEach(i -> learned.set(positive.event()[i]));
    BitSet foreseen = new BitSet(events.size());
    Arrays.stream(parts.test()).forEach(i -> foreseen.set(positive.event()[i]));
    BitSet newcomers = new BitSet();
    if (split instanceof Split.ColdUsers) {
      Arrays.stream(parts.test()).forEach(i -> newcomers.set(positive.user()[i]));
    }
    int[] known = new int[events.size()];
    int size = 0;
    for (int e = 0; e < known.length; e++) {
      boolean later = (split.needsTimes() || split.isCold()) && events.time()[e] > parts.now();
      boolean untold = foreseen.get(e) || later || newcomers.get(events.user()[e]);
      if (learned.get(e) || !untold) {
        known[size++] = e;
      }
    }
    return new Holdout(
        events.select(Arrays.copyOf(known, size)),
        parts.now(),
        newcomers,
        parts.candidates(),
        positive.heldOut(events, parts, protocol));
  }

  /** Whether the items that are ranked are new, so that nothing was done to them. */
  public boolean asksNewItems() {
    return candidates == Parts.Candidates.NEW;
  }

  /**
   * What is foreseen is given.
   *
   * @param known with users and items that both logs have in common
   * @param later what came after it, numbered in the same way
   */
  public static Holdout of(EventLog known, EventLog later, Protocol protocol) {
    Touched seen = Touched.of(known, new BitSet()).positive();
    BitSet items = new BitSet();
    Arrays.stream(seen.item()).forEach(items::set);
    return new Holdout(
        known,
        known.latest(),
        new BitSet(),
        Parts.Candidates.KNOWN,
        HeldOut.of(
            items,
            seen.byUser(known.users().size()),
            Touched.of(later, new BitSet()).positive().byUser(known.users().size()),
            protocol));
  }
}
