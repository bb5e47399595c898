package dev.coterie.recommend.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Recommender;
import dev.coterie.recommend.RecommenderContract;
import dev.coterie.recommend.Term;
import dev.coterie.recommend.UserState;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemNeighboursTest extends RecommenderContract {
  @Override
  protected Recommender recommender() {
    return new ItemNeighbours(ItemNeighbours.Options.of(new HalfLife(60)));
  }

  /** Users 0 to 2 touch item 0; of them 0 and 1 item 1, and 2 item 2. */
  private static Model few(int neighbours, double shrinkage) {
    try (Workers workers = Workers.of(1)) {
      return new ItemNeighbours(new ItemNeighbours.Options(neighbours, shrinkage, HalfLife.NEVER))
          .fit(FEW, workers, 1, Progress.NONE);
    }
  }

  private static final Interactions FEW =
      Interactions.of(
          4,
          3,
          new int[] {0, 1, 2, 0, 1, 2, 3},
          new int[] {0, 0, 0, 1, 1, 2, 2},
          new float[] {1, 1, 1, 1, 1, 1, 1},
          new long[7],
          0);

  @Test
  void similarityIsAShrunkCosine() {
    float[] scores = new float[3];
    few(5, 1).score(UserState.of(FEW.history(3)), scores);
    assertThat(scores[0]).isCloseTo((float) (1 / (Math.sqrt(6) + 1)), within(1e-6f));
    assertThat(scores[1]).isZero();
    assertThat(scores[2]).isZero();
  }

  @Test
  void keepsOnlyTheNearest() {
    float[] scores = new float[3];
    few(1, 0)
        .score(UserState.of(FEW.history(new int[] {0}, new float[] {1}, new long[1], 0)), scores);
    assertThat(scores[1]).isPositive();
    assertThat(scores[2]).isZero();
  }

  @Test
  void namesTheItemsThatLedThere() {
    assertThat(few(5, 0).because(UserState.of(FEW.history(3)), new int[] {0, 1}, 2))
        .containsExactly(List.of(new Term.Touched(2, 1)), List.of());
  }

  @Test
  void refusesBadOptions() {
    assertThatThrownBy(() -> new ItemNeighbours.Options(0, 0, HalfLife.NEVER))
        .hasMessageContaining("neighbours");
    assertThatThrownBy(() -> new ItemNeighbours.Options(1, Double.NaN, HalfLife.NEVER))
        .hasMessageContaining("NaN");
  }
}
