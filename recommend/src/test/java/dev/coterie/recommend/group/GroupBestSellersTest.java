package dev.coterie.recommend.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.numeric.Matrix;
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
import dev.coterie.recommend.Touch;
import dev.coterie.recommend.UserState;
import dev.coterie.recommend.UserTraits;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupBestSellersTest extends RecommenderContract {
  /** Group 0: users 0, 1 and 2, of which 2 is in the second half; group 1: user 3. */
  private static final UserTraits TRAITS =
      new UserTraits(
          Matrix.zeros(4, 0),
          List.of(
              UserTraits.oneHot(new int[] {0, 0, 0, 1}, 2),
              UserTraits.oneHot(new int[] {0, 0, 1, 2}, 3)),
          new int[] {0, 0, 1});

  private static final Interactions FEW =
      Interactions.of(
          4,
          3,
          new int[] {0, 1, 2, 2, 3, 3},
          new int[] {0, 0, 0, 1, 2, 1},
          new float[] {1, 1, 1, 1, 1, 1},
          new long[] {0, 0, 0, 0, 0, 0},
          Shop.DAY);

  @Override
  protected Recommender recommender() {
    return new GroupBestSellers(
        shop.traits(), new GroupBestSellers.Options(1, new HalfLife(10), Touch.FIRST, 20));
  }

  private static Model few(int level, double shrinkage) {
    try (Workers workers = Workers.of(1)) {
      return new GroupBestSellers(
              TRAITS, new GroupBestSellers.Options(level, HalfLife.NEVER, Touch.FIRST, shrinkage))
          .fit(FEW, workers, 1, Progress.NONE);
    }
  }

  private static float[] scores(Model model, float[]... memberships) {
    float[] scores = new float[3];
    model.score(new UserState(History.none(FEW.now()), new float[0], List.of(memberships)), scores);
    return scores;
  }

  @Test
  void shrinksAGroupToEveryone() {
    float[] scores = scores(few(0, 2), new float[] {1, 0});
    // In the group 3, 1 and 0 of 4 touches; among all 3, 2 and 1 of 6.
    assertThat(scores[0]).isCloseTo((3 + 2 * 3 / 6f) / 6, within(1e-6f));
    assertThat(scores[1]).isCloseTo((1 + 2 * 2 / 6f) / 6, within(1e-6f));
    assertThat(scores[2]).isCloseTo((0 + 2 * 1 / 6f) / 6, within(1e-6f));
  }

  @Test
  void shrinksASubgroupToItsGroup() {
    float[] scores = scores(few(1, 2), new float[] {1, 0}, new float[] {0, 1, 1});
    float parent0 = (3 + 2 * 3 / 6f) / 6;
    assertThat(scores[0]).isCloseTo((1 + 2 * parent0) / 4, within(1e-6f));
  }

  @Test
  void mixesGroupsByMembership() {
    Model model = few(0, 2);
    float[] first = scores(model, new float[] {1, 0});
    float[] second = scores(model, new float[] {0, 1});
    float[] mixed = scores(model, new float[] {0.25f, 0.75f});
    for (int i = 0; i < 3; i++) {
      assertThat(mixed[i]).isCloseTo(0.25f * first[i] + 0.75f * second[i], within(1e-6f));
    }
  }

  @Test
  void withoutMembershipsEveryoneCounts() {
    assertThat(scores(few(0, 2))).containsExactly(3 / 6f, 2 / 6f, 1 / 6f);
    assertThat(scores(few(0, 2), new float[] {0, 0})).containsExactly(3 / 6f, 2 / 6f, 1 / 6f);
  }

  @Test
  void saysWhichShareOfTheGroupTouchedItWhereThatIsMoreThanOfEveryone() {
    UserState user =
        new UserState(History.none(FEW.now()), new float[0], List.of(new float[] {0.6f, 0.4f}));
    assertThat(few(0, 2).because(user, new int[] {0, 1, 2}, 3))
        .containsExactly(List.of(new Term.PopularInGroup(0, 0, 1, 1)), List.of(), List.of());
  }

  @Test
  void anEmptyGroupIsLikeEveryone() {
    UserTraits traits =
        new UserTraits(
            Matrix.zeros(4, 0), List.of(UserTraits.oneHot(new int[] {0, 0, 0, 0}, 2)), new int[0]);
    try (Workers workers = Workers.of(1)) {
      Model model =
          new GroupBestSellers(
                  traits, new GroupBestSellers.Options(0, HalfLife.NEVER, Touch.FIRST, 0))
              .fit(FEW, workers, 1, Progress.NONE);
      assertThat(scores(model, new float[] {0, 1})).containsExactly(3 / 6f, 2 / 6f, 1 / 6f);
    }
  }

  @Test
  void refusesBadOptions() {
    assertThatThrownBy(() -> new GroupBestSellers.Options(0, HalfLife.NEVER, Touch.LAST, -1))
        .hasMessageContaining("shrinkage")
        .hasMessageContaining("-1");
    assertThatThrownBy(
            () -> new GroupBestSellers.Options(0, HalfLife.NEVER, Touch.LAST, Double.NaN))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> new GroupBestSellers.Options(2, HalfLife.NEVER, Touch.LAST, 1))
        .hasMessageContaining("level");
  }
}
