package dev.coterie.recommend.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.History;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Recommender;
import dev.coterie.recommend.RecommenderContract;
import dev.coterie.recommend.Term;
import dev.coterie.recommend.UserState;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentTest extends RecommenderContract {
  @Override
  protected Recommender recommender() {
    return new Content(shop.itemVectors(), 0.5);
  }

  private Model fitted() {
    Matrix vectors = Matrix.zeros(shop.items(), 2);
    vectors.setRow(0, new float[] {1, 0});
    vectors.setRow(1, new float[] {0.6f, 0.8f});
    vectors.setRow(2, new float[] {0, 1});
    try (Workers workers = Workers.of(1)) {
      return new Content(vectors, 0).fit(interactions, workers, 1, Progress.NONE);
    }
  }

  @Test
  void scoresByCosine() {
    float[] scores = new float[shop.items()];
    fitted().score(new UserState(History.none(0), new float[] {1, 0}, List.of()), scores);
    assertThat(scores).startsWith(1, 0.6f, 0, 0);
  }

  @Test
  void lengthsCountOfWhatWasTouched() {
    int fresh = shop.items();
    Matrix vectors = Matrix.zeros(fresh + 2, 2);
    vectors.setRow(0, new float[] {4, 0});
    vectors.setRow(1, new float[] {1, 0});
    vectors.setRow(fresh, new float[] {0.1f, 0});
    vectors.setRow(fresh + 1, new float[] {50, 0});
    Interactions two =
        Interactions.of(
            1, fresh + 2, new int[2], new int[] {0, 1}, new float[] {1, 1}, new long[2], 0);
    float[] scores = new float[fresh + 2];
    try (Workers workers = Workers.of(1)) {
      new Content(vectors, 0.5)
          .fit(two, workers, 1, Progress.NONE)
          .score(new UserState(History.none(0), new float[] {1, 0}, List.of()), scores);
    }
    assertThat(scores).startsWith(2, 1).endsWith(1.5f, 1.5f);
  }

  @Test
  void withoutAVectorTheHistorySpeaks() {
    float[] scores = new float[shop.items()];
    History history = new History(new int[] {2}, new float[] {1}, new long[1], 0, new int[0]);
    fitted().score(UserState.of(history), scores);
    assertThat(scores).startsWith(0, 0.8f, 1, 0);
  }

  @Test
  void namesTheNearestOfTheHistory() {
    History history = new History(new int[] {0, 2}, new float[] {1, 1}, new long[2], 0, new int[0]);
    List<Term> terms = fitted().because(UserState.of(history), new int[] {1}, 5).getFirst();
    assertThat(terms).extracting(Term::getClass).containsOnly(Term.SimilarContent.class);
    assertThat(((Term.SimilarContent) terms.getFirst()).item()).isEqualTo(2);
    assertThat(terms.getFirst().share()).isCloseTo(0.8 / 1.4, within(1e-6));
  }

  @Test
  void refusesVectorsOfOtherItems() {
    try (Workers workers = Workers.of(1)) {
      assertThatThrownBy(
              () -> new Content(Matrix.zeros(3, 2), 0).fit(interactions, workers, 1, Progress.NONE))
          .hasMessageContaining("3 items");
    }
  }
}
