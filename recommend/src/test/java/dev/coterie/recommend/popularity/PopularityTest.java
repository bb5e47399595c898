package dev.coterie.recommend.popularity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.History;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Recommender;
import dev.coterie.recommend.RecommenderContract;
import dev.coterie.recommend.Shop;
import dev.coterie.recommend.Term;
import dev.coterie.recommend.UserState;
import org.junit.jupiter.api.Test;

class PopularityTest extends RecommenderContract {
  /** User 0 came to item 0 three times, the last time two days ago; user 1 to item 1 today. */
  private static final Interactions FEW =
      Interactions.of(
          3,
          3,
          new int[] {0, 0, 0, 1, 2, 2},
          new int[] {0, 0, 0, 1, 1, 0},
          new float[] {1, 1, 1, 1, 1, 1},
          new long[] {0, Shop.DAY, 8 * Shop.DAY, 10 * Shop.DAY, 6 * Shop.DAY, 0},
          10 * Shop.DAY);

  @Override
  protected Recommender recommender() {
    return new Popularity(Popularity.Options.recent(new HalfLife(10)));
  }

  private static Model few(Popularity.Options options) {
    try (Workers workers = Workers.of(1)) {
      return new Popularity(options).fit(FEW, workers, 1, Progress.NONE);
    }
  }

  private static float[] scores(Model model) {
    float[] scores = new float[3];
    model.score(UserState.of(History.none(FEW.now())), scores);
    return scores;
  }

  @Test
  void allTimeCountsDistinctUsers() {
    assertThat(scores(few(Popularity.Options.ALL_TIME))).containsExactly(2, 2, 0);
  }

  @Test
  void aUserCountsOnceWhateverItDid() {
    Interactions kinds =
        Interactions.of(
            3,
            3,
            new int[] {0, 1, 2},
            new int[] {0, 1, 1},
            new float[] {5, 1, 1},
            new long[3],
            Shop.DAY);
    try (Workers workers = Workers.of(1)) {
      assertThat(
              scores(
                  new Popularity(Popularity.Options.ALL_TIME)
                      .fit(kinds, workers, 1, Progress.NONE)))
          .containsExactly(1, 2, 0);
    }
  }

  @Test
  void recentCountsEachUsersLastTouchFaded() {
    assertThat(scores(few(Popularity.Options.recent(new HalfLife(2)))))
        .containsExactly(0.5f + 1f / 32, 1 + 0.25f, 0);
  }

  @Test
  void saysHowManyUsersWereThereLately() {
    Model model = few(Popularity.Options.recent(new HalfLife(2)));
    assertThat(model.because(UserState.of(History.none(FEW.now())), new int[] {0, 1, 2}, 3))
        .containsExactly(
            java.util.List.of(new Term.Popular(1, 1)),
            java.util.List.of(new Term.Popular(2, 1)),
            java.util.List.of());
  }
}
