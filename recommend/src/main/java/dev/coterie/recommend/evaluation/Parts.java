package dev.coterie.recommend.evaluation;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Events parted in two, by their index; what is in neither came too late to be known.
 *
 * @param train what is learned from, ascending
 * @param test what is foreseen, ascending
 * @param now the time of asking: the cut of a split in time, else that of the latest event
 * @param candidates what may be in a list
 */
public record Parts(int[] train, int[] test, long now, Candidates candidates) {
  /** The items that are ranked. */
  public enum Candidates {
    /** Those of the training part. */
    KNOWN,
    /** Those of the test part, which the training part lacks. */
    NEW
  }

  /** Parts of which known items are ranked. */
  public Parts(int[] train, int[] test, long now) {
    this(train, test, now, Candidates.KNOWN);
  }

  static Parts of(boolean[] isTrain, long now) {
    return of(e -> isTrain[e], e -> !isTrain[e], isTrain.length, now, Candidates.KNOWN);
  }

  static Parts of(
      IntPredicate isTrain, IntPredicate isTest, int events, long now, Candidates candidates) {
    return new Parts(
        IntStream.range(0, events).filter(isTrain).toArray(),
        IntStream.range(0, events).filter(isTest).toArray(),
        now,
        candidates);
  }
}
