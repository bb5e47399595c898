package dev.coterie.recommend.ranking;

import dev.coterie.numeric.TopK;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.History;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.UserState;
import java.util.function.IntFunction;

/**
 * The best items for a user, best first; equal scores by the lower index. There are exactly as many
 * as asked for, or as many as the rules leave.
 */
public final class Ranking {
  private static final int BLOCK = 64;

  private Ranking() {}

  /**
   * The best of one user.
   *
   * @param scores of all items; those that may not be in the list become −∞
   * @param n at least 1
   */
  public static TopK best(float[] scores, History history, Rules rules, int n) {
    mask(scores, history, rules);
    return TopK.of(scores, n);
  }

  /**
   * A list of one user, put together by more than scores; as long as {@link #best} would be.
   *
   * @param scores of all items; those that may not be in the list become −∞
   * @param n at least 1
   */
  public static int[] list(
      float[] scores, History history, Rules rules, Arrangement arrangement, int n) {
    if (arrangement.isPlain()) {
      return best(scores, history, rules, n).indices();
    }
    mask(scores, history, rules);
    return new Arranging(scores, arrangement, n).list();
  }

  /** Sets to −∞ what may not be in the user's list. */
  public static void mask(float[] scores, History history, Rules rules) {
    int eligible = rules.eligible().nextSetBit(0);
    for (int i = 0; i < scores.length; i++) {
      if (i == eligible) {
        eligible = rules.eligible().nextSetBit(i + 1);
      } else {
        scores[i] = Float.NEGATIVE_INFINITY;
      }
    }
    for (int p = 0; p < history.size(); p++) {
      if (rules.rests(history, p)) {
        scores[history.items()[p]] = Float.NEGATIVE_INFINITY;
      }
    }
    for (int item : history.excluded()) {
      scores[item] = Float.NEGATIVE_INFINITY;
    }
  }

  /** The lists of many users, by one model. */
  public static TopK[] all(
      Model model, int users, IntFunction<UserState> state, Rules rules, int n, Workers workers) {
    TopK[] lists = new TopK[users];
    workers.forBlocks(
        users,
        BLOCK,
        (from, to) -> {
          float[] scores = new float[model.items()];
          for (int u = from; u < to; u++) {
            UserState user = state.apply(u);
            model.score(user, scores);
            lists[u] = best(scores, user.history(), rules, n);
          }
        });
    return lists;
  }
}
