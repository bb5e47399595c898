package dev.coterie.pipeline.describe;

import dev.coterie.domain.Segmentation;

/**
 * One level of the tree as disjoint groups of users.
 *
 * @param count how many groups
 * @param of group of each user
 */
record Groups(int count, int[] of) {
  static Groups segments(Segmentation segmentation) {
    return new Groups(segmentation.segments(), segmentation.segment());
  }

  static Groups subsegments(Segmentation segmentation) {
    return new Groups(segmentation.subsegments(), segmentation.subsegment());
  }

  int[] sizes() {
    int[] sizes = new int[count];
    for (int group : of) {
      sizes[group]++;
    }
    return sizes;
  }
}
