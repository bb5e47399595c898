package dev.coterie.domain;

import dev.coterie.numeric.Matrix;
import java.util.Arrays;

/**
 * Soft memberships from similarities to centres: the soft-max of similarity over temperature, over
 * all segments, and for subsegments within each segment, so that the two hard labels never
 * contradict each other.
 */
public final class Membership {
  private Membership() {}

  /**
   * Memberships in the segments.
   *
   * @param similarity users × segments, cosine
   * @param temperature above 0; the smaller, the harder
   * @return users × segments, rows sum to 1
   */
  public static Matrix ofSegments(Matrix similarity, double temperature) {
    return within(similarity, new int[similarity.columns()], temperature);
  }

  /**
   * Memberships within groups of columns.
   *
   * @param similarity users × subsegments, cosine
   * @param parent segment of each subsegment, from 0
   * @param temperature above 0; the smaller, the harder
   * @return users × subsegments; the columns of one segment sum to 1 in each row
   */
  public static Matrix within(Matrix similarity, int[] parent, double temperature) {
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("temperature must be above 0, not " + temperature);
    }
    int groups = 0;
    for (int p : parent) {
      groups = Math.max(groups, p + 1);
    }
    Matrix membership = Matrix.zeros(similarity.rows(), similarity.columns());
    double[] best = new double[groups];
    double[] sum = new double[groups];
    for (int u = 0; u < similarity.rows(); u++) {
      Arrays.fill(best, Double.NEGATIVE_INFINITY);
      Arrays.fill(sum, 0);
      for (int c = 0; c < parent.length; c++) {
        best[parent[c]] = Math.max(best[parent[c]], similarity.get(u, c) / temperature);
      }
      for (int c = 0; c < parent.length; c++) {
        double e = Math.exp(similarity.get(u, c) / temperature - best[parent[c]]);
        membership.set(u, c, (float) e);
        sum[parent[c]] += e;
      }
      for (int c = 0; c < parent.length; c++) {
        membership.set(u, c, (float) (membership.get(u, c) / sum[parent[c]]));
      }
    }
    return membership;
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

  /** The column of the highest value of a row among those of one group, the first of equal ones. */
  public static int argMaxWithin(Matrix matrix, int row, int[] parent, int group) {
    int best = -1;
    for (int c = 0; c < parent.length; c++) {
      if (parent[c] == group && (best < 0 || matrix.get(row, c) > matrix.get(row, best))) {
        best = c;
      }
    }
    return best;
  }
}
