package dev.coterie.clustering.kmeans;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.NearestInGroups;
import java.util.Arrays;

/** One block of points that is labelled with {@link Bounds}. */
final class BoundedBlock {
  private final Bounds bounds;
  private final Matrix centres;
  private final NearestInGroups packed;
  private final Drift drift;
  private final int from;
  private final int to;
  private final int groups;

  /** The points that must look at each group. */
  private final int[][] list;

  private final int[] count;
  private final int[] done;
  private final boolean[] searched;
  private final NearestInGroups.Found found;
  private final float[] score;

  /** The group with the highest score of each point, and its place in the list; −1 for none. */
  private final int[] bestGroup;

  private final int[] bestPlace;
  private final float[] bestScore;
  private long computed;

  BoundedBlock(
      Bounds bounds, Matrix centres, NearestInGroups packed, Drift drift, int from, int to) {
    this.bounds = bounds;
    this.centres = centres;
    this.packed = packed;
    this.drift = drift;
    this.from = from;
    this.to = to;
    this.groups = bounds.groups;
    int size = to - from;
    list = new int[groups][size];
    count = new int[groups];
    done = new int[groups];
    searched = new boolean[size * groups];
    found = packed.new Found(size);
    score = new float[size];
    bestGroup = new int[size];
    bestPlace = new int[size];
    bestScore = new float[size];
  }

  /** Labels the points of the block; returns how many distances were computed. */
  long assign(int[] label) {
    for (int i = from; i < to; i++) {
      if (!allClear(i, nearOwn(i, label[i]))) {
        collect(i, tightened(i, label[i]));
      }
    }
    Arrays.fill(bestScore, Float.NEGATIVE_INFINITY);
    Arrays.fill(bestGroup, -1);
    search();
    for (int i = from; i < to; i++) {
      if (bestGroup[i - from] >= 0) {
        lookAtOwnGroup(i, label[i]);
      }
    }
    search();
    for (int i = from; i < to; i++) {
      if (bestGroup[i - from] >= 0 && searched[at(i, packed.groupOf(label[i]))]) {
        settle(i, label);
      }
    }
    return computed;
  }

  private float nearOwn(int i, int label) {
    return bounds.own[i] + drift.own(bounds.ownStamp[i], label);
  }

  private float farOther(int i, int group) {
    int at = i * groups + group;
    return bounds.other[at] - drift.group(bounds.otherStamp[at], group);
  }

  private boolean allClear(int i, float near) {
    for (int g = 0; g < groups; g++) {
      if (!bounds.clear(near, farOther(i, g))) {
        return false;
      }
    }
    return true;
  }

  /** The bound of the own centre after measuring, which costs one distance. */
  private float tightened(int i, int label) {
    if (bounds.own[i] < Float.POSITIVE_INFINITY && bounds.ownStamp[i] != bounds.now()) {
      bounds.own[i] = bounds.measured(i, centres, label);
      bounds.ownStamp[i] = bounds.now();
      computed++;
    }
    return bounds.own[i];
  }

  private void collect(int i, float near) {
    for (int g = 0; g < groups; g++) {
      if (!bounds.clear(near, farOther(i, g))) {
        list[g][count[g]++] = i;
      }
    }
  }

  /** Unless the own centre is clearly nearer than what was found, its score must be compared. */
  private void lookAtOwnGroup(int i, int label) {
    int g = packed.groupOf(label);
    float far = bounds.below(i, bestScore[i - from]);
    if (!searched[at(i, g)] && !bounds.clear(bounds.own[i], far)) {
      list[g][count[g]++] = i;
    }
  }

  private void search() {
    for (int g = 0; g < groups; g++) {
      packed.search(bounds.points, list[g], done[g], count[g], g, found, score);
      computed += (long) (count[g] - done[g]) * packed.size(g);
      for (int m = done[g]; m < count[g]; m++) {
        take(list[g][m], g, m);
      }
      done[g] = count[g];
    }
  }

  private void take(int i, int group, int m) {
    int r = i - from;
    bounds.other[i * groups + group] = bounds.below(i, score[m]);
    bounds.otherStamp[i * groups + group] = bounds.now();
    searched[at(i, group)] = true;
    if (score[m] > bestScore[r] || (score[m] == bestScore[r] && group < bestGroup[r])) {
      bestScore[r] = score[m];
      bestGroup[r] = group;
      bestPlace[r] = m;
    }
  }

  private void settle(int i, int[] label) {
    int r = i - from;
    int group = bestGroup[r];
    label[i] = found.row(group, bestPlace[r], bestScore[r]);
    bounds.own[i] = bounds.above(i, bestScore[r]);
    bounds.ownStamp[i] = bounds.now();
    float second = found.second(group, bestPlace[r], label[i]);
    bounds.other[i * groups + group] = bounds.below(i, second);
  }

  private int at(int i, int group) {
    return (i - from) * groups + group;
  }
}
