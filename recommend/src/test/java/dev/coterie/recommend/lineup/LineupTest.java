package dev.coterie.recommend.lineup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.ItemTraits;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Shop;
import dev.coterie.recommend.UserTraits;
import dev.coterie.recommend.evaluation.Evaluation;
import dev.coterie.recommend.evaluation.HeldOut;
import dev.coterie.recommend.evaluation.Metric;
import dev.coterie.recommend.evaluation.Parts;
import dev.coterie.recommend.evaluation.Split;
import dev.coterie.recommend.fusion.FusedModel;
import dev.coterie.recommend.fusion.Fusion;
import dev.coterie.recommend.fusion.Kin;
import dev.coterie.recommend.ranking.Ranking;
import dev.coterie.recommend.ranking.Rules;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineupTest {
  /** A shop of which the last tenth is tested, and the last tenth of the rest held out. */
  private record Run(Training earlier, HeldOut inner, Training all, HeldOut outer) {
    static Run of(Shop shop) {
      Parts outer = new Split.Temporal(0.9).apply(shop.user(), shop.user(), shop.time(), 1);
      Shop known = shop.select(outer.train());
      Parts inner = new Split.Temporal(0.9).apply(known.user(), known.user(), known.time(), 1);
      return new Run(
          training(known.select(inner.train()), inner.now()),
          HeldOut.of(shop.users(), shop.items(), known.user(), known.item(), inner),
          training(known, outer.now()),
          HeldOut.of(shop.users(), shop.items(), shop.user(), shop.item(), outer));
    }

    Lineup.Learned learn(Workers workers) {
      return Lineup.learn(
          List.of(new Lineup.Fold(earlier, inner)),
          List.of(Member.values()),
          workers,
          1,
          Progress.NONE);
    }
  }

  private static Training training(Shop shop, long now) {
    return new Training(
        Interactions.of(
            shop.users(), shop.items(), shop.user(), shop.item(), shop.weight(), shop.time(), now),
        shop.traits(),
        new ItemTraits(shop.itemVectors()));
  }

  private static double ndcg(Model model, Run run, Workers workers) {
    TopK[] lists =
        Ranking.all(
            model,
            run.outer().users().length,
            u -> run.all().state(run.outer().users()[u]),
            new Rules(false, run.outer().items()),
            10,
            workers);
    int[][] items = Arrays.stream(lists).map(TopK::indices).toArray(int[][]::new);
    return Evaluation.of(run.outer(), items, 10).mean(Metric.NDCG).mean();
  }

  @Test
  void theFusedRankingIsAsGoodAsTheBestAndGroupsBeatEveryone() {
    Run run = Run.of(Shop.of(5, 400, 120, 4, 12));
    try (Workers workers = Workers.of(2)) {
      Lineup.Learned learned = run.learn(workers);
      Map<Member, Model> models = Lineup.fitAll(learned, run.all(), workers, 1, Progress.NONE);
      Map<Member, Double> figures = new EnumMap<>(Member.class);
      models.forEach((member, model) -> figures.put(member, ndcg(model, run, workers)));
      double fused = ndcg(Lineup.fuse(learned, models, Kin.none()), run, workers);
      assertThat(models)
          .hasSize(Member.values().length - 2)
          .doesNotContainKeys(Member.SPARSE, Member.FACTORS);
      assertThat(figures.get(Member.GROUP))
          .isGreaterThan(1.5 * figures.getOrDefault(Member.RECENT_POPULARITY, 1.0));
      assertThat(figures.get(Member.RECENT_POPULARITY))
          .isGreaterThan(figures.get(Member.POPULARITY));
      assertThat(figures.get(Member.NEXT)).isGreaterThan(figures.get(Member.EASE));
      assertThat(fused).isGreaterThan(0.95 * figures.getOrDefault(Member.GROUP, 1.0));
      assertThat(learned.choices())
          .extracting(Choice::member)
          .containsExactlyInAnyOrder(
              Member.RECENT_POPULARITY,
              Member.GROUP,
              Member.GROUP_NEIGHBOURS,
              Member.EASE,
              Member.NEXT,
              Member.CONTENT);
      for (Choice choice : learned.choices()) {
        double best = choice.trials().stream().mapToDouble(Choice.Trial::ndcg).max().orElseThrow();
        assertThat(choice.trials())
            .filteredOn(trial -> trial.value().equals(choice.chosen()))
            .singleElement()
            .satisfies(trial -> assertThat(trial.ndcg()).isEqualTo(best));
      }
    }
  }

  @Test
  void theSameListsForAnyNumberOfThreads() {
    Run run = Run.of(Shop.of(6, 150, 60, 3, 12));
    int[][][] lists = new int[2][][];
    float[][][] scores = new float[2][][];
    for (int t = 0; t < 2; t++) {
      try (Workers workers = Workers.of(1 + 4 * t)) {
        FusedModel model =
            Lineup.fitFused(run.learn(workers), run.all(), workers, 1, Progress.NONE);
        TopK[] tops = Ranking.all(model, 150, run.all()::state, Rules.unseen(60), 10, workers);
        lists[t] = Arrays.stream(tops).map(TopK::indices).toArray(int[][]::new);
        scores[t] = Arrays.stream(tops).map(TopK::scores).toArray(float[][]::new);
      }
    }
    assertThat(lists[1]).isDeepEqualTo(lists[0]);
    assertThat(scores[1]).isDeepEqualTo(scores[0]);
  }

  @Test
  void withoutTimesNothingFadesAndThePlainLinearModelIsFused() {
    Shop shop = Shop.of(7, 150, 60, 3, 12);
    Arrays.fill(shop.time(), Interactions.NO_TIME);
    Parts parts = new Split.Random(0.8).apply(shop.user(), shop.user(), shop.time(), 1);
    Training earlier = training(shop.select(parts.train()), Interactions.NO_TIME);
    HeldOut heldOut = HeldOut.of(150, 60, shop.user(), shop.item(), parts);
    try (Workers workers = Workers.of(2)) {
      Lineup.Learned learned =
          Lineup.learn(
              List.of(new Lineup.Fold(earlier, heldOut)),
              Lineup.possible(earlier),
              workers,
              1,
              Progress.NONE);
      assertThat(learned.members())
          .containsExactly(Member.GROUP, Member.EASE, Member.SPARSE, Member.FACTORS);
      assertThat(learned.fusion().ndcg())
          .isGreaterThanOrEqualTo(Arrays.stream(learned.fusion().memberNdcg()).max().orElseThrow());
      assertThat(learned.choices())
          .extracting(Choice::member)
          .contains(Member.EASE, Member.SPARSE, Member.FACTORS);
      assertThat(learned.fusion().method()).isEqualTo(Fusion.Method.WEIGHTED);
      assertThat(learned.settings().recent().days()).isInfinite();
    }
  }

  @Test
  void threeUsersWithNothingSharedEndWell() {
    Interactions interactions =
        Interactions.of(
            3, 3, new int[] {0, 1, 2}, new int[] {0, 1, 2}, new float[] {1, 1, 1}, new long[3], 0);
    Training training =
        new Training(interactions, UserTraits.none(3), new ItemTraits(Matrix.zeros(3, 0)));
    HeldOut nobody = HeldOut.of(3, 3, new int[0], new int[0], new Parts(new int[0], new int[0], 0));
    try (Workers workers = Workers.of(1)) {
      Lineup.Learned learned =
          Lineup.learn(
              List.of(new Lineup.Fold(training, nobody)),
              List.of(Member.values()),
              workers,
              1,
              Progress.NONE);
      assertThat(learned.choices()).isEmpty();
      assertThat(learned.fusion().method()).isEqualTo(Fusion.Method.RECIPROCAL_RANKS);
      FusedModel model = Lineup.fitFused(learned, training, workers, 1, Progress.NONE);
      TopK[] lists = Ranking.all(model, 3, training::state, Rules.unseen(3), 10, workers);
      assertThat(lists[0].indices()).containsExactlyInAnyOrder(1, 2);
    }
  }
}
