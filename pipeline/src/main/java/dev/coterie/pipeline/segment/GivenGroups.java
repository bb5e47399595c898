package dev.coterie.pipeline.segment;

import dev.coterie.domain.GivenRule;
import dev.coterie.numeric.Matrix;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Segments that were given, and who is in them. They are the last columns of all memberships.
 *
 * @param rules one a segment
 * @param centres one unit row each, as wide as the points or narrower
 * @param of place of each user's, -1 where none
 */
public record GivenGroups(List<GivenRule> rules, Matrix centres, int[] of) {
  /** None. */
  public static GivenGroups none(int users) {
    int[] of = new int[users];
    Arrays.fill(of, -1);
    return new GivenGroups(List.of(), Matrix.zeros(0, 0), of);
  }

  int size() {
    return rules.size();
  }

  /** Users who are in none of them. */
  BitSet members() {
    BitSet members = new BitSet();
    for (int u = 0; u < of.length; u++) {
      members.set(u, of[u] >= 0);
    }
    return members;
  }

  /** Other centres, followed by these. */
  Matrix after(Matrix others) {
    Matrix all = Matrix.zeros(others.rows() + size(), others.columns());
    for (int g = 0; g < all.rows(); g++) {
      boolean given = g >= others.rows();
      float[] row = given ? centres.row(g - others.rows()) : others.row(g);
      all.setRow(g, given ? Arrays.copyOf(row, others.columns()) : row);
    }
    return all;
  }

  /**
   * Similarities by which members are in their segment, and nobody else is.
   *
   * @param similarity users × segments, changed
   * @param temperature of the memberships: so much nearer is clearly nearer
   */
  void hold(Matrix similarity, double temperature) {
    int found = similarity.columns() - size();
    for (int u = 0; u < similarity.rows() && size() > 0; u++) {
      float highest = Float.NEGATIVE_INFINITY;
      for (int g = 0; g < found; g++) {
        highest = Math.max(highest, similarity.get(u, g));
      }
      for (int g = 0; g < size(); g++) {
        float own = similarity.get(u, found + g);
        similarity.set(
            u,
            found + g,
            of[u] == g
                ? Math.max(own, highest + (float) temperature)
                : Math.min(own, highest - (float) temperature));
      }
    }
  }
}
