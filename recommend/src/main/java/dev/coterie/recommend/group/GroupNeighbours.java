package dev.coterie.recommend.group;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Recommender;
import dev.coterie.recommend.Term;
import dev.coterie.recommend.Touch;
import dev.coterie.recommend.UserState;
import dev.coterie.recommend.UserTraits;
import java.util.Arrays;
import java.util.List;

/**
 * The nearest users of the same group, by the cosine of their vectors, and what they went for: the
 * sum of their faded strengths, weighted by cosine. The group is the heaviest one of the first
 * level; a user without a group is compared with everyone. A training user is its own nearest
 * neighbour, which adds only to items that it has seen.
 */
public final class GroupNeighbours implements Recommender {
  /**
   * The settings.
   *
   * @param neighbours at least 1
   * @param halfLife of a neighbour's touch
   * @param touch the event that counts of each neighbour
   */
  public record Options(int neighbours, HalfLife halfLife, Touch touch) {
    public Options {
      if (neighbours < 1) {
        throw new IllegalArgumentException("neighbours must be at least 1, not " + neighbours);
      }
    }
  }

  private final UserTraits traits;
  private final Options options;

  /**
   * For the given users.
   *
   * @param traits of the users that the model will be fitted to, with vectors
   */
  public GroupNeighbours(UserTraits traits, Options options) {
    this.traits = traits;
    this.options = options;
  }

  @Override
  public Model fit(Interactions interactions, Workers workers, long seed, Progress progress) {
    if (interactions.users() != traits.users()) {
      throw new IllegalArgumentException(
          interactions.users() + " users, traits of " + traits.users());
    }
    int users = traits.users();
    int[] group = new int[users];
    Arrays.fill(group, -1);
    for (int u = 0; u < users && !traits.memberships().isEmpty(); u++) {
      group[u] = TouchedShares.heaviest(traits.memberships().getFirst().row(u));
    }
    return new Fitted(
        traits.vectors(),
        group,
        interactions.faded(options.touch(), options.halfLife()),
        options.neighbours());
  }

  private record Fitted(Matrix vectors, int[] group, SparseMatrix touched, int neighbours)
      implements Model {

    @Override
    public int items() {
      return touched.columns();
    }

    @Override
    public void score(UserState user, float[] scores) {
      Arrays.fill(scores, 0);
      TopK nearest = nearest(user);
      int[] users = nearest.indices();
      float[] cosines = nearest.scores();
      for (int n = 0; n < users.length; n++) {
        for (int p = touched.start(users[n]); p < touched.end(users[n]); p++) {
          scores[touched.column(p)] += cosines[n] * touched.value(p);
        }
      }
    }

    /** The nearest users with a positive cosine. */
    private TopK nearest(UserState user) {
      TopK nearest = new TopK(neighbours);
      if (user.vector().length != vectors.columns()) {
        return nearest;
      }
      int mine =
          user.memberships().isEmpty() ? -1 : TouchedShares.heaviest(user.memberships().getFirst());
      for (int u = 0; u < group.length; u++) {
        if (mine < 0 || group[u] == mine) {
          float cosine =
              VectorMath.dot(
                  user.vector(), 0, vectors.data(), vectors.offset(u), vectors.columns());
          if (cosine > 0) {
            nearest.offer(u, cosine);
          }
        }
      }
      return nearest;
    }

    @Override
    public List<List<Term>> because(UserState user, int[] items, int limit) {
      int[] who = new int[items()];
      for (int u : nearest(user).indices()) {
        for (int p = touched.start(u); p < touched.end(u); p++) {
          who[touched.column(p)] += touched.value(p) > 0 ? 1 : 0;
        }
      }
      return Arrays.stream(items)
          .mapToObj(
              item ->
                  who[item] == 0 || limit < 1
                      ? List.<Term>of()
                      : List.<Term>of(new Term.NearestUsers(who[item], 1)))
          .toList();
    }
  }
}
