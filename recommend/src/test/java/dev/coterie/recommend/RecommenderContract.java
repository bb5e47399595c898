package dev.coterie.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every recommender promises. */
public abstract class RecommenderContract {
  protected final Shop shop = Shop.of(11, 120, 60, 4, 10);
  protected final Interactions interactions = shop.interactions();

  /** The recommender under test, for the users and items of {@link #shop}. */
  protected abstract Recommender recommender();

  protected final Model fit(int threads) {
    try (Workers workers = Workers.of(threads)) {
      return recommender().fit(interactions, workers, 1, Progress.NONE);
    }
  }

  private static float[] scores(Model model, UserState user) {
    float[] scores = new float[model.items()];
    Arrays.fill(scores, Float.NaN);
    model.score(user, scores);
    return scores;
  }

  @Test
  void givesTheSameBitsForAnyNumberOfThreads() {
    Model one = fit(1);
    Model many = fit(5);
    for (int u = 0; u < shop.users(); u++) {
      UserState user = shop.traits().state(interactions, u);
      assertThat(scores(many, user)).isEqualTo(scores(one, user));
    }
  }

  @Test
  void scoresAreFiniteAndNotAllTheSame() {
    Model model = fit(2);
    assertThat(model.items()).isEqualTo(shop.items());
    float[] scores = scores(model, shop.traits().state(interactions, 3));
    for (float score : scores) {
      assertThat(score).isFinite();
    }
    assertThat(scores).isNotEqualTo(filled(scores[0]));
  }

  @Test
  void answersForAUserOfWhomNothingIsKnown() {
    float[] scores = scores(fit(2), UserState.of(History.none(interactions.now())));
    for (float score : scores) {
      assertThat(score).isFinite();
    }
  }

  @Test
  void answersFromTheHistoryAloneForAUserNeverSeen() {
    History history =
        interactions.history(
            new int[] {2, 3}, new float[] {3, 3}, new long[] {0, 5}, interactions.now());
    for (float score : scores(fit(2), UserState.of(history))) {
      assertThat(score).isFinite();
    }
  }

  @Test
  void theTermsAreSortedSharesOfTheScore() {
    Model model = fit(2);
    int[] all = new int[shop.items()];
    Arrays.setAll(all, i -> i);
    int explained = 0;
    for (int u = 0; u < 10; u++) {
      UserState user = shop.traits().state(interactions, u);
      List<List<Term>> terms = model.because(user, all, 3);
      assertThat(terms).hasSize(all.length);
      for (List<Term> some : terms) {
        explained += some.size();
        assertThat(some).hasSizeLessThanOrEqualTo(3);
        assertThat(some.stream().mapToDouble(Term::share).sum()).isBetween(0.0, 1 + 1e-6);
        assertThat(some)
            .isSortedAccordingTo((a, b) -> Double.compare(b.share(), a.share()))
            .allSatisfy(term -> assertThat(term.share()).isPositive())
            .allSatisfy(
                term -> {
                  if (term instanceof Term.Touched touched) {
                    assertThat(user.history().contains(touched.item())).isTrue();
                  }
                });
      }
    }
    assertThat(explained).isPositive();
  }

  @Test
  void scoringLeavesTheUserAsItWas() {
    UserState user = shop.traits().state(interactions, 3);
    float[] strengths = user.history().strengths().clone();
    float[] vector = user.vector().clone();
    Model model = fit(1);
    float[] first = scores(model, user);
    assertThat(scores(model, user)).isEqualTo(first);
    assertThat(user.history().strengths()).isEqualTo(strengths);
    assertThat(user.vector()).isEqualTo(vector);
  }

  private float[] filled(float value) {
    float[] values = new float[shop.items()];
    Arrays.fill(values, value);
    return values;
  }
}
