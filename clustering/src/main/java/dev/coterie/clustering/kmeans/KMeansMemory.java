package dev.coterie.clustering.kmeans;

import dev.coterie.clustering.Distance;

/** What K-means and its kin keep in memory, in bytes, at most. */
final class KMeansMemory {
  private KMeansMemory() {}

  /** Beside the points: labels before and after, their order, scores and weights. */
  static long ofPoints(long points, long columns, Distance distance) {
    long copy = distance == Distance.COSINE ? 4 * points * columns : 0;
    return copy + 32 * points;
  }

  /** One set of centres, packed or not. */
  static long ofCentres(long k, long columns) {
    return 4 * (k + 64) * columns;
  }
}
