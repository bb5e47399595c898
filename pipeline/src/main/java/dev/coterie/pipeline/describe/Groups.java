package dev.coterie.pipeline.describe;

import dev.coterie.domain.Segmentation;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * One level of the tree as disjoint groups of users.
 *
 * @param count how many groups
 * @param of group of each user
 * @param ids of the groups
 */
record Groups(int count, int[] of, List<String> ids) {
  static Groups segments(Segmentation segmentation) {
    return new Groups(
        segmentation.segments(),
        segmentation.segment(),
        ids(segmentation.segments(), Segmentation::id));
  }

  static Groups subsegments(Segmentation segmentation) {
    return new Groups(
        segmentation.subsegments(),
        segmentation.subsegment(),
        ids(segmentation.subsegments(), segmentation::subId));
  }

  private static List<String> ids(int count, IntFunction<String> id) {
    return IntStream.range(0, count).mapToObj(id).toList();
  }

  int[] sizes() {
    int[] sizes = new int[count];
    for (int group : of) {
      sizes[group]++;
    }
    return sizes;
  }
}
