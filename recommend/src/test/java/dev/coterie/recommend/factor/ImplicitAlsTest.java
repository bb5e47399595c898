package dev.coterie.recommend.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Cholesky;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.MatrixProduct;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.History;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Recommender;
import dev.coterie.recommend.RecommenderContract;
import dev.coterie.recommend.Term;
import dev.coterie.recommend.UserState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImplicitAlsTest extends RecommenderContract {
  private static final ImplicitAls.Options SMALL =
      new ImplicitAls.Options(8, 10, 0.1, 0.05, 1, 2, HalfLife.NEVER);

  @Override
  protected Recommender recommender() {
    return new ImplicitAls(SMALL);
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void aUserFollowsFromItsHistoryAsTheEquationsSay(Cases cases) {
    int d = cases.size("d", 1, 9);
    Matrix items = cases.matrix("items", 30, d);
    Matrix gram;
    try (Workers workers = Workers.of(1)) {
      gram = MatrixProduct.gram(items, workers);
    }
    LeastSquares equations = new LeastSquares(items, gram, 0.2, 0.3, 0.5);
    int[] touched = {2, 7, 19};
    float[] strengths = {1, 0.5f, 0.25f};
    Matrix a = Matrix.zeros(d, d);
    Matrix b = Matrix.zeros(d, 1);
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        double sum = 0.2 * gram.get(i, j) + (i == j ? 0.3 * Math.sqrt(3 + 0.2 * 30) : 0);
        for (int p = 0; p < 3; p++) {
          sum += (double) strengths[p] * items.get(touched[p], i) * items.get(touched[p], j);
        }
        a.set(i, j, (float) sum);
      }
      for (int p = 0; p < 3; p++) {
        b.set(i, 0, b.get(i, 0) + strengths[p] * items.get(touched[p], i));
      }
    }
    Matrix exact = Cholesky.solve(a, b);
    FactorModel model = new FactorModel(List.of(equations), HalfLife.NEVER);
    History history = new History(touched, strengths, new long[3], 0, new int[0]);
    float[] scores = new float[30];
    model.score(UserState.of(history), scores);
    for (int i = 0; i < 30; i++) {
      double score = 0;
      for (int j = 0; j < d; j++) {
        score += (double) items.get(i, j) * exact.get(j, 0);
      }
      assertThat((double) scores[i]).as("%s", cases).isCloseTo(score, within(1e-3));
    }
  }

  @Test
  void whatIsTouchedScoresAboveTheRest() {
    Model model = fit(2);
    double touched = 0;
    double other = 0;
    for (int u = 0; u < shop.users(); u++) {
      UserState user = shop.traits().state(interactions, u);
      float[] scores = new float[model.items()];
      model.score(user, scores);
      for (int i = 0; i < scores.length; i++) {
        if (user.history().contains(i)) {
          touched += scores[i] / user.history().size();
        } else {
          other += scores[i] / (scores.length - user.history().size());
        }
      }
    }
    assertThat(touched).isGreaterThan(2 * other);
  }

  @Test
  void reasonsAddUpToTheScore() {
    Model model = fit(1);
    UserState user = shop.traits().state(interactions, 5);
    float[] scores = new float[model.items()];
    model.score(user, scores);
    List<Term> terms = model.because(user, new int[] {9}, 100).getFirst();
    assertThat(terms).isNotEmpty();
    assertThat(terms.stream().mapToDouble(Term::share).sum()).isCloseTo(1, within(1e-6));
  }

  @Test
  void refusesBadOptions() {
    assertThatThrownBy(() -> SMALL.withUnobserved(0)).hasMessageContaining("unobserved");
    assertThatThrownBy(() -> SMALL.withRidge(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> SMALL.withStarts(0)).hasMessageContaining("starts");
    assertThatThrownBy(() -> new ImplicitAls.Options(0, 1, 1, 1, 1, 1, HalfLife.NEVER))
        .hasMessageContaining("factors");
    assertThatThrownBy(() -> new ImplicitAls.Options(1, 0, 1, 1, 1, 1, HalfLife.NEVER))
        .hasMessageContaining("iterations");
    assertThatThrownBy(() -> new ImplicitAls.Options(1, 1, 1, 1, 2, 1, HalfLife.NEVER))
        .hasMessageContaining("exponent");
  }
}
