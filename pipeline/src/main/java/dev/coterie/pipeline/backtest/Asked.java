package dev.coterie.pipeline.backtest;

import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.UserState;
import dev.coterie.recommend.evaluation.Auc;
import dev.coterie.recommend.evaluation.HeldOut;
import dev.coterie.recommend.ranking.Ranking;
import dev.coterie.recommend.ranking.Rules;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What a model answered about every evaluated user.
 *
 * @param lists best first
 * @param auc over all candidates
 */
record Asked(int[][] lists, double[] auc) {
  private static final int BLOCK = 16;

  /**
   * Asks a model.
   *
   * @param most places of a list
   * @param order of the items by which equal scores are ranked
   */
  static Asked of(
      Model model,
      IntFunction<UserState> states,
      HeldOut heldOut,
      int most,
      int[] order,
      Workers workers) {
    int[] users = heldOut.users();
    Asked asked = new Asked(new int[users.length][], new double[users.length]);
    Rules rules = new Rules(false, heldOut.items());
    workers.forBlocks(
        users.length,
        BLOCK,
        (from, to) -> {
          float[] scores = new float[model.items()];
          float[] ordered = new float[scores.length];
          for (int u = from; u < to; u++) {
            UserState state = states.apply(users[u]);
            model.score(state, scores);
            Ranking.mask(scores, state.history(), rules);
            asked.auc[u] = Auc.of(scores, heldOut.relevant()[u]);
            for (int place = 0; place < ordered.length; place++) {
              ordered[place] = scores[order[place]];
            }
            int[] places = TopK.of(ordered, most).indices();
            asked.lists[u] = Arrays.stream(places).map(place -> order[place]).toArray();
          }
        });
    return asked;
  }

  /** The items by their index, as lists have them elsewhere. */
  static int[] byIndex(int items) {
    return IntStream.range(0, items).toArray();
  }

  /**
   * The items by chance: of new items many score the same, and their ids may tell how popular they
   * are.
   */
  static int[] byChance(int items, long seed) {
    SplittableRandom random = Seeds.stream(seed, "order of equals");
    int[] order = byIndex(items);
    for (int at = items - 1; at > 0; at--) {
      int other = random.nextInt(at + 1);
      int kept = order[at];
      order[at] = order[other];
      order[other] = kept;
    }
    return order;
  }
}
