package dev.coterie.recommend.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Cholesky;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.History;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Recommender;
import dev.coterie.recommend.RecommenderContract;
import dev.coterie.recommend.Shop;
import dev.coterie.recommend.Touch;
import dev.coterie.recommend.UserState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EaseTest extends RecommenderContract {
  private static final HalfLife HISTORY = new HalfLife(60);
  private static final HalfLife TARGET = new HalfLife(15);
  private static final double RIDGE = 7;

  @Override
  protected Recommender recommender() {
    return new Ease(Ease.Options.next(HISTORY, RIDGE, TARGET));
  }

  private static Model fit(Interactions interactions, Ease.Options options) {
    try (Workers workers = Workers.of(2)) {
      return new Ease(options).fit(interactions, workers, 1, Progress.NONE);
    }
  }

  /** Each column on its own: the ridge regression on all other items. */
  private static double[][] solved(SparseMatrix x, SparseMatrix y) {
    int n = x.columns();
    double[][] weights = new double[n][n];
    for (int j = 0; j < n; j++) {
      Matrix a = Matrix.zeros(n - 1, n - 1);
      Matrix b = Matrix.zeros(n - 1, 1);
      for (int r = 0; r < n - 1; r++) {
        int i = r < j ? r : r + 1;
        for (int s = 0; s < n - 1; s++) {
          int k = s < j ? s : s + 1;
          a.set(r, s, (float) (dot(x, i, x, k) + (i == k ? RIDGE : 0)));
        }
        b.set(r, 0, (float) dot(x, i, y, j));
      }
      Matrix solution = Cholesky.solve(a, b);
      for (int r = 0; r < n - 1; r++) {
        weights[r < j ? r : r + 1][j] = solution.get(r, 0);
      }
    }
    return weights;
  }

  private static double dot(SparseMatrix x, int i, SparseMatrix y, int j) {
    double sum = 0;
    for (int u = 0; u < x.rows(); u++) {
      sum += (double) x.get(u, i) * y.get(u, j);
    }
    return sum;
  }

  private static void assertWeights(Model model, double[][] weights, long now) {
    for (int i = 0; i < weights.length; i++) {
      float[] scores = new float[weights.length];
      History one = new History(new int[] {i}, new float[] {1}, new long[] {now}, now, new int[0]);
      model.score(UserState.of(one), scores);
      for (int j = 0; j < weights.length; j++) {
        assertThat((double) scores[j]).isCloseTo(weights[i][j], within(2e-4));
      }
      assertThat(scores[i]).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void plainWeightsAreTheRidgeRegressionOfEachItemOnTheOthers(Cases cases) {
    Interactions interactions = Shop.of(cases.seed(), 40, 12, 3, 6).interactions();
    SparseMatrix x = interactions.faded(Touch.LAST, HISTORY);
    assertWeights(
        fit(interactions, Ease.Options.plain(HISTORY, RIDGE)), solved(x, x), interactions.now());
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void withATargetTheyForeseeFirstTouches(Cases cases) {
    Interactions interactions = Shop.of(cases.seed(), 40, 12, 3, 6).interactions();
    assertWeights(
        fit(interactions, Ease.Options.next(HISTORY, RIDGE, TARGET)),
        solved(interactions.faded(Touch.LAST, HISTORY), interactions.faded(Touch.FIRST, TARGET)),
        interactions.now());
  }

  @Test
  void itemsThatNobodyTouchedScoreNothingAndTakeNoRoom() {
    Interactions interactions =
        Interactions.of(
            3,
            5_000,
            new int[] {0, 0, 1, 1, 2},
            new int[] {10, 4_000, 10, 4_000, 10},
            new float[] {1, 1, 1, 1, 1},
            new long[5],
            0);
    Model model = fit(interactions, Ease.Options.plain(HalfLife.NEVER, 1));
    float[] scores = new float[5_000];
    model.score(UserState.of(interactions.history(2)), scores);
    assertThat(scores[4_000]).isPositive();
    scores[4_000] = 0;
    assertThat(scores).containsOnly(0);
    History unknown = new History(new int[] {7}, new float[] {1}, new long[] {0}, 0, new int[0]);
    model.score(UserState.of(unknown), scores);
    assertThat(scores).containsOnly(0);
  }

  @Test
  void nothingAtAllEndsWell() {
    Interactions none = Interactions.of(2, 3, new int[0], new int[0], new float[0], new long[0], 0);
    float[] scores = {1, 1, 1};
    fit(none, Ease.Options.plain(HalfLife.NEVER, 1)).score(UserState.of(none.history(0)), scores);
    assertThat(scores).containsOnly(0);
  }

  @Test
  void refusesBadRidges() {
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> Ease.Options.plain(HalfLife.NEVER, bad))
          .hasMessageContaining("ridge")
          .hasMessageContaining(String.valueOf(bad));
    }
  }
}
