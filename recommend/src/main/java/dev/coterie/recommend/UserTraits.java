package dev.coterie.recommend;

import dev.coterie.numeric.Matrix;
import java.util.List;

/**
 * What is known of the training users beside their interactions, a row a user.
 *
 * @param vectors unit rows, or rows of zeros where nothing is known; no columns where there are
 *     none
 * @param memberships one matrix a level of groups: users × groups; may be empty
 * @param parent of each group of the second level, in the first; empty with fewer than two levels
 */
public record UserTraits(Matrix vectors, List<Matrix> memberships, int[] parent) {
  public UserTraits {
    memberships = List.copyOf(memberships);
    for (Matrix membership : memberships) {
      if (membership.rows() != vectors.rows()) {
        throw new IllegalArgumentException(
            "vectors of " + vectors.rows() + " users, memberships of " + membership.rows());
      }
    }
    if (memberships.size() > 1 && parent.length != memberships.get(1).columns()) {
      throw new IllegalArgumentException(
          parent.length + " parents for " + memberships.get(1).columns() + " groups");
    }
  }

  /** Nothing is known. */
  public static UserTraits none(int users) {
    return new UserTraits(Matrix.zeros(users, 0), List.of(), new int[0]);
  }

  /** Memberships of 1 in one group each; a label below 0 is in none. */
  public static Matrix oneHot(int[] labels, int groups) {
    Matrix membership = Matrix.zeros(labels.length, groups);
    for (int u = 0; u < labels.length; u++) {
      if (labels[u] >= 0) {
        membership.set(u, labels[u], 1);
      }
    }
    return membership;
  }

  /**
   * Users × groups of a level, rows summing to 1: on the second level, the membership in the group
   * times that in the group inside it.
   */
  public Matrix weights(int level) {
    if (level == 0) {
      return memberships.get(0);
    }
    Matrix weights = memberships.get(1).copy();
    for (int u = 0; u < weights.rows(); u++) {
      for (int g = 0; g < weights.columns(); g++) {
        weights.set(u, g, weights.get(u, g) * memberships.get(0).get(u, parent[g]));
      }
    }
    return weights;
  }

  public int users() {
    return vectors.rows();
  }

  /** A training user as a model is asked about it. */
  public UserState state(Interactions interactions, int user) {
    return new UserState(
        interactions.history(user),
        vectors.row(user),
        memberships.stream().map(membership -> membership.row(user)).toList());
  }
}
