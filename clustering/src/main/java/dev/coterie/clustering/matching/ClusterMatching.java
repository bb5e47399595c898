package dev.coterie.clustering.matching;

import java.util.Arrays;

/**
 * Which new cluster an old one lives on in. Clusters are alike by the points they share (Jaccard
 * index over the points that both clusterings hold) and by how close their centres are; the
 * assignment is the best as a whole, and a pair counts only if it is alike enough.
 *
 * @param after the new cluster of each old one, -1 where it has none
 * @param before the old cluster of each new one, -1 where it has none
 * @param overlap Jaccard index of each old and new cluster, 0 to 1
 */
public record ClusterMatching(int[] after, int[] before, double[][] overlap) {
  /** A cluster lives on in one that shares at least this with it. */
  public static final double LEAST_OVERLAP = 0.25;

  /** Where no point of a cluster is in both clusterings: the least cosine of the centres. */
  public static final double LEAST_CLOSENESS = 0.8;

  /** Between two that share as much, the closer one. */
  private static final double WEIGHT_OF_CLOSENESS = 0.1;

  /**
   * Matches.
   *
   * @param shared points that are in an old and in a new cluster, old × new
   * @param closeness cosine of the centres, old × new; zeros where it is unknown
   */
  public static ClusterMatching of(int[][] shared, double[][] closeness) {
    int old = shared.length;
    int now = old == 0 ? 0 : shared[0].length;
    int[] ofOld = new int[old];
    int[] ofNow = new int[now];
    for (int i = 0; i < old; i++) {
      for (int j = 0; j < now; j++) {
        ofOld[i] += shared[i][j];
        ofNow[j] += shared[i][j];
      }
    }
    double[][] overlap = new double[old][now];
    double[][] gains = new double[old][now];
    for (int i = 0; i < old; i++) {
      for (int j = 0; j < now; j++) {
        int either = ofOld[i] + ofNow[j] - shared[i][j];
        overlap[i][j] = either == 0 ? 0 : (double) shared[i][j] / either;
        boolean unseen = ofOld[i] == 0 || ofNow[j] == 0;
        boolean alike =
            unseen ? closeness[i][j] >= LEAST_CLOSENESS : overlap[i][j] >= LEAST_OVERLAP;
        gains[i][j] = alike ? overlap[i][j] + WEIGHT_OF_CLOSENESS * (1 + closeness[i][j]) : 0;
      }
    }
    int[] after = Assignment.highest(gains);
    int[] before = new int[now];
    Arrays.fill(before, -1);
    for (int i = 0; i < old; i++) {
      if (after[i] >= 0 && gains[i][after[i]] > 0) {
        before[after[i]] = i;
      } else {
        after[i] = -1;
      }
    }
    return new ClusterMatching(after, before, overlap);
  }
}
