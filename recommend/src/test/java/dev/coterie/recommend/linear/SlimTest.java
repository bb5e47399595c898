package dev.coterie.recommend.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.Recommender;
import dev.coterie.recommend.RecommenderContract;
import dev.coterie.recommend.Shop;
import dev.coterie.recommend.SparseItemWeights;
import dev.coterie.recommend.Touch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SlimTest extends RecommenderContract {
  private static final HalfLife HALF_LIFE = new HalfLife(60);

  @Override
  protected Recommender recommender() {
    return new Slim(new Slim.Options(0.05, 1, 300, HALF_LIFE));
  }

  /**
   * At the least of an elastic net over weights of at least 0, the slope is 0 where a weight is
   * above 0, and does not fall where it is 0.
   */
  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void noWeightCanBeBettered(Cases cases) {
    Interactions shop = Shop.of(cases.seed(), 60, 15, 3, 6).interactions();
    SparseMatrix x = shop.faded(Touch.LAST, HALF_LIFE);
    SparseMatrix weights;
    try (Workers workers = Workers.of(2)) {
      SparseItemWeights model =
          (SparseItemWeights)
              new Slim(new Slim.Options(0.1, 2, 300, HALF_LIFE))
                  .fit(shop, workers, 1, Progress.NONE);
      weights = model.weights();
    }
    int above = 0;
    for (int target = 0; target < 15; target++) {
      assertThat(weights.get(target, target)).isZero();
      double[] residual = new double[x.rows()];
      for (int u = 0; u < x.rows(); u++) {
        residual[u] = x.get(u, target);
        for (int i = 0; i < 15; i++) {
          residual[u] -= (double) x.get(u, i) * weights.get(i, target);
        }
      }
      for (int i = 0; i < 15; i++) {
        if (i == target) {
          continue;
        }
        double along = 0;
        for (int u = 0; u < x.rows(); u++) {
          along += x.get(u, i) * residual[u];
        }
        double slope = 2 * weights.get(i, target) + 0.1 - along;
        if (weights.get(i, target) > 0) {
          above++;
          assertThat(slope).as("%s: %d to %d", cases, i, target).isCloseTo(0, within(0.05));
        } else {
          assertThat(slope).as("%s: %d to %d", cases, i, target).isGreaterThan(-0.05);
        }
      }
    }
    assertThat(above).isPositive();
  }

  @Test
  void refusesBadOptions() {
    assertThatThrownBy(() -> new Slim.Options(Double.NaN, 1, 1, HALF_LIFE))
        .hasMessageContaining("lasso")
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Slim.Options(0, 0, 1, HALF_LIFE)).hasMessageContaining("ridge");
    assertThatThrownBy(() -> new Slim.Options(0, 1, 0, HALF_LIFE))
        .hasMessageContaining("candidates");
  }
}
