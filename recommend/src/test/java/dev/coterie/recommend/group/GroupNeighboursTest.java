package dev.coterie.recommend.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.History;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Recommender;
import dev.coterie.recommend.RecommenderContract;
import dev.coterie.recommend.Term;
import dev.coterie.recommend.Touch;
import dev.coterie.recommend.UserState;
import dev.coterie.recommend.UserTraits;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupNeighboursTest extends RecommenderContract {
  @Override
  protected Recommender recommender() {
    return new GroupNeighbours(
        shop.traits(), new GroupNeighbours.Options(20, new HalfLife(30), Touch.LAST));
  }

  /** Users 0 to 2 in group 0 at growing angles, user 3 as near as 0 but in group 1. */
  private static Model few(int neighbours) {
    UserTraits traits =
        new UserTraits(
            Matrix.ofRows(new float[][] {{1, 0}, {0.8f, 0.6f}, {0, 1}, {1, 0}}),
            List.of(UserTraits.oneHot(new int[] {0, 0, 0, 1}, 2)),
            new int[0]);
    Interactions interactions =
        Interactions.of(
            4,
            4,
            new int[] {0, 1, 2, 3},
            new int[] {0, 1, 2, 3},
            new float[] {1, 1, 1, 1},
            new long[4],
            0);
    try (Workers workers = Workers.of(1)) {
      return new GroupNeighbours(
              traits, new GroupNeighbours.Options(neighbours, HalfLife.NEVER, Touch.LAST))
          .fit(interactions, workers, 1, Progress.NONE);
    }
  }

  private static UserState asked(float... membership) {
    return new UserState(
        History.none(0),
        new float[] {1, 0},
        membership.length == 0 ? List.of() : List.of(membership));
  }

  private static float[] scores(Model model, UserState user) {
    float[] scores = new float[4];
    model.score(user, scores);
    return scores;
  }

  @Test
  void sumsWhatTheNearestOfTheSameGroupTouched() {
    assertThat(scores(few(5), asked(1, 0))).containsExactly(1, 0.8f, 0, 0);
    assertThat(scores(few(1), asked(1, 0))).containsExactly(1, 0, 0, 0);
  }

  @Test
  void withoutAGroupEveryoneIsCompared() {
    assertThat(scores(few(5), asked())).containsExactly(1, 0.8f, 0, 1);
  }

  @Test
  void countsTheNeighboursThatTouchedIt() {
    assertThat(few(5).because(asked(1, 0), new int[] {1, 2}, 3))
        .containsExactly(List.of(new Term.NearestUsers(1, 1)), List.of());
  }

  @Test
  void refusesNoNeighbours() {
    assertThatThrownBy(() -> new GroupNeighbours.Options(0, HalfLife.NEVER, Touch.LAST))
        .hasMessageContaining("neighbours")
        .hasMessageContaining("0");
  }
}
