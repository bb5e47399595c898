package dev.coterie.recommend.lineup;

import dev.coterie.numeric.TopK;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.evaluation.HeldOut;
import dev.coterie.recommend.evaluation.Metric;
import dev.coterie.recommend.ranking.Ranking;
import dev.coterie.recommend.ranking.Rules;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Tells how good a setting is: the mean NDCG@10 of its models on users held out, over the folds. Of
 * very many users some are asked.
 */
record Judge(List<Lineup.Fold> folds, Workers workers) {
  private static final int MOST_USERS = 2_000;
  private static final int PLACES = 10;

  /** Whether there is anybody to ask in every fold. */
  boolean canTell() {
    return folds.stream().allMatch(fold -> fold.heldOut().users().length > 0);
  }

  /** The same on other trainings, such as on fewer items. */
  Judge on(Function<Training, Training> changed) {
    return new Judge(
        folds.stream()
            .map(fold -> new Lineup.Fold(changed.apply(fold.earlier()), fold.heldOut()))
            .toList(),
        workers);
  }

  /** The first training. */
  Training training() {
    return folds.getFirst().earlier();
  }

  double ndcg(Function<Training, Model> fit) {
    double sum = 0;
    for (Lineup.Fold fold : folds) {
      sum += ndcg(fit.apply(fold.earlier()), fold);
    }
    return sum / folds.size();
  }

  private double ndcg(Model model, Lineup.Fold fold) {
    HeldOut heldOut = fold.heldOut();
    int step = Math.max(1, Math.ceilDiv(heldOut.users().length, MOST_USERS));
    int[] asked = IntStream.range(0, heldOut.users().length).filter(u -> u % step == 0).toArray();
    TopK[] lists =
        Ranking.all(
            model,
            asked.length,
            u -> fold.earlier().state(heldOut.users()[asked[u]]),
            new Rules(false, heldOut.items()),
            PLACES,
            workers);
    double sum = 0;
    for (int u = 0; u < lists.length; u++) {
      sum += Metric.NDCG.of(lists[u].indices(), heldOut.relevant()[asked[u]], PLACES);
    }
    return sum / lists.length;
  }
}
