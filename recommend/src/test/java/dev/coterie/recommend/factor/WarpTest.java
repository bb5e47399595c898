package dev.coterie.recommend.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Recommender;
import dev.coterie.recommend.RecommenderContract;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarpTest extends RecommenderContract {
  /** Every tenth item is new. */
  private static final int NEW_EVERY = 10;

  @Override
  protected Recommender recommender() {
    return new Warp(tastes(), Warp.Options.DEFAULT);
  }

  /** A label for each taste. */
  private SparseMatrix tastes() {
    Matrix vectors = shop.itemVectors();
    int[] starts = new int[shop.items() + 1];
    int[] labels = new int[shop.items()];
    float[] ones = new float[shop.items()];
    for (int i = 0; i < shop.items(); i++) {
      starts[i + 1] = i + 1;
      ones[i] = 1;
      while (vectors.get(i, labels[i]) == 0) {
        labels[i]++;
      }
    }
    return SparseMatrix.of(shop.tastes(), starts, labels, ones);
  }

  @Test
  void whatIsNewStandsByItsLabels() {
    BitSet known = new BitSet();
    for (int i = 0; i < shop.items(); i++) {
      known.set(i, i % NEW_EVERY != 0);
    }
    Interactions old = interactions.onItems(known);
    int right = 0;
    int pairs = 0;
    try (Workers workers = Workers.of(1)) {
      Model model = recommender().fit(old, workers, 1, Progress.NONE);
      float[] scores = new float[shop.items()];
      for (int u = 0; u < shop.users(); u++) {
        model.score(shop.traits().state(old, u), scores);
        int own = (u % shop.tastes()) * (shop.items() / shop.tastes());
        for (int i = 0; i < shop.items(); i += NEW_EVERY) {
          if (i / (shop.items() / shop.tastes()) != u % shop.tastes()) {
            int near = Math.ceilDiv(own, NEW_EVERY) * NEW_EVERY;
            right += scores[near] > scores[i] ? 1 : 0;
            pairs++;
          }
        }
      }
    }
    assertThat((double) right / pairs).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesARateThatIsNone(double rate) {
    assertThatThrownBy(() -> new Warp.Options(1, 1, rate, 1)).hasMessageContaining("rate");
  }

  @Test
  void refusesLabelsOfOtherItems() {
    Warp warp =
        new Warp(SparseMatrix.of(0, new int[3], new int[0], new float[0]), Warp.Options.DEFAULT);
    try (Workers workers = Workers.of(1)) {
      assertThatThrownBy(() -> warp.fit(interactions, workers, 1, Progress.NONE))
          .hasMessageContaining("labels of 2 items");
    }
  }
}
