package dev.coterie.pipeline.audience;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Every user of a snapshot, scored for a target.
 *
 * @param scores of each user; those who are not eligible have any
 * @param affinity calibrated, NaN where it is not known
 * @param item the catalogue number of the best item of each user, −1 for none
 * @param items of the target, nearest first
 * @param usual how many users an audience has where nothing else is asked for
 * @param reasons of one user
 */
record Scored(
    float[] scores,
    double[] affinity,
    int[] item,
    BitSet eligible,
    int[] items,
    AudienceSize usual,
    IntFunction<List<String>> reasons) {
  /** Of all users, where nothing else is asked for. */
  static final AudienceSize USUAL = new AudienceSize.Share(0.05);
}
