package dev.coterie.pipeline.describe;

import dev.coterie.domain.Segmentation;
import java.util.BitSet;
import java.util.List;

/**
 * One level of the tree as disjoint groups of users.
 *
 * @param count how many groups
 * @param of group of each user; negative for a user who is evidence of nothing
 * @param ids of the groups
 */
record Groups(int count, int[] of, List<String> ids) {
  static Groups segments(Segmentation segmentation) {
    return new Groups(segmentation.segments(), segmentation.segment(), segmentation.segmentIds());
  }

  static Groups subsegments(Segmentation segmentation) {
    return new Groups(
        segmentation.subsegments(), segmentation.subsegment(), segmentation.subsegmentIds());
  }

  /** The same groups, with some users evidence of none. */
  Groups without(BitSet users) {
    int[] others = of.clone();
    users.stream().forEach(user -> others[user] = -1);
    return new Groups(count, others, ids);
  }

  /** How many users are evidence of each group. */
  int[] sizes() {
    int[] sizes = new int[count];
    for (int group : of) {
      if (group >= 0) {
        sizes[group]++;
      }
    }
    return sizes;
  }
}
