package dev.coterie.pipeline.describe;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.VectorMath;
import java.util.Arrays;

/**
 * The users who stand for a group: nearest to its centre among those with at least the group's
 * median number of events, since a user of one event lies on that event's item.
 */
final class Exemplars {
  private Exemplars() {}

  /** Indices of at most {@code most} users, nearest first. */
  static int[] of(
      Matrix interest, int[] events, Groups groups, int group, Matrix centroids, int most) {
    int[] own = new int[groups.of().length];
    int size = 0;
    for (int u = 0; u < groups.of().length; u++) {
      if (groups.of()[u] == group) {
        own[size++] = events[u];
      }
    }
    if (size == 0) {
      return new int[0];
    }
    int[] sorted = Arrays.copyOf(own, size);
    Arrays.sort(sorted);
    int median = sorted[(size - 1) / 2];
    TopK nearest = new TopK(most);
    for (int u = 0; u < groups.of().length; u++) {
      if (groups.of()[u] == group && events[u] >= median) {
        nearest.offer(
            u,
            VectorMath.dot(
                interest.data(),
                interest.offset(u),
                centroids.data(),
                centroids.offset(group),
                interest.columns()));
      }
    }
    return nearest.indices();
  }
}
