package dev.coterie.domain;

import dev.coterie.numeric.Matrix;
import java.util.Arrays;

/**
 * Soft memberships in the tree from similarities to the subsegments' centres, so that the two hard
 * labels never contradict each other.
 *
 * <p>Within a segment a subsegment's membership is the soft-max of the similarities. A segment's
 * membership is in proportion to the highest among its subsegments, so the hard segment is the one
 * that holds the most similar subsegment.
 */
public final class Membership {
  private Membership() {}

  /**
   * Fills both memberships.
   *
   * @param similarity users × subsegments, cosine
   * @param parent segment of each subsegment, ascending from 0
   * @param temperature above 0; the smaller, the harder
   * @param membership users × segments, filled; rows sum to 1
   * @param subMembership users × subsegments, filled; within each segment a row sums to 1
   */
  public static void fill(
      Matrix similarity,
      int[] parent,
      double temperature,
      Matrix membership,
      Matrix subMembership) {
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("temperature must be above 0, not " + temperature);
    }
    int segments = membership.columns();
    double[] best = new double[segments];
    double[] sum = new double[segments];
    for (int u = 0; u < similarity.rows(); u++) {
      Arrays.fill(best, Double.NEGATIVE_INFINITY);
      Arrays.fill(sum, 0);
      double highest = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < parent.length; c++) {
        double s = similarity.get(u, c) / temperature;
        best[parent[c]] = Math.max(best[parent[c]], s);
        highest = Math.max(highest, s);
      }
      for (int c = 0; c < parent.length; c++) {
        double e = Math.exp(similarity.get(u, c) / temperature - best[parent[c]]);
        subMembership.set(u, c, (float) e);
        sum[parent[c]] += e;
      }
      for (int c = 0; c < parent.length; c++) {
        subMembership.set(u, c, (float) (subMembership.get(u, c) / sum[parent[c]]));
      }
      double total = 0;
      for (int g = 0; g < segments; g++) {
        total += Math.exp(best[g] - highest);
      }
      for (int g = 0; g < segments; g++) {
        membership.set(u, g, (float) (Math.exp(best[g] - highest) / total));
      }
    }
  }

  /** The column of the highest value of a row, the first of equal ones. */
  public static int argMax(Matrix matrix, int row) {
    int best = 0;
    for (int j = 1; j < matrix.columns(); j++) {
      if (matrix.get(row, j) > matrix.get(row, best)) {
        best = j;
      }
    }
    return best;
  }
}
