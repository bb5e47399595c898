package dev.coterie.recommend;

import java.util.List;

/**
 * All that a model may know of a user when it is asked, seen in training or not.
 *
 * @param vector in the space of the item vectors, of unit length; empty where unknown
 * @param memberships one array a level of groups, each summing to 1; a level's groups within a
 *     group of the level above sum to 1 there; empty where unknown
 */
public record UserState(History history, float[] vector, List<float[]> memberships) {
  public UserState {
    memberships = List.copyOf(memberships);
  }

  /** A user of whom only the history is known. */
  public static UserState of(History history) {
    return new UserState(history, new float[0], List.of());
  }

  /**
   * Weights of the groups of a level, summing to 1; empty where the user's memberships are unknown.
   *
   * @param parent of each group of the second level
   */
  public float[] weights(int level, int[] parent) {
    if (memberships.size() <= level) {
      return new float[0];
    }
    float[] weights = memberships.get(level).clone();
    for (int g = 0; level == 1 && g < weights.length; g++) {
      weights[g] *= memberships.get(0)[parent[g]];
    }
    return weights;
  }
}
