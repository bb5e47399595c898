package dev.coterie.pipeline.describe;

import dev.coterie.domain.Segmentation;
import java.util.List;

/**
 * One level of the tree as disjoint groups of users.
 *
 * @param count how many groups
 * @param of group of each user
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

  int[] sizes() {
    int[] sizes = new int[count];
    for (int group : of) {
      sizes[group]++;
    }
    return sizes;
  }
}
