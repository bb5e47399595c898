package dev.coterie.recommend.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.History;
import dev.coterie.recommend.ItemTraits;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Term;
import dev.coterie.recommend.UserState;
import dev.coterie.recommend.ranking.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FusionTest {
  private static final int ITEMS = 40;

  /** Scores that are given for each user; a user's number is in its vector. */
  private record Table(Matrix scores) implements Model {
    @Override
    public int items() {
      return scores.columns();
    }

    @Override
    public void score(UserState user, float[] out) {
      System.arraycopy(scores.row((int) user.vector()[0]), 0, out, 0, out.length);
    }

    @Override
    public List<List<Term>> because(UserState user, int[] items, int limit) {
      return Arrays.stream(items).mapToObj(i -> List.<Term>of(new Term.Popular(i, 1))).toList();
    }
  }

  private static UserState user(int u, int... seen) {
    History history =
        new History(seen, new float[seen.length], new long[seen.length], 0, new int[0]);
    return new UserState(history, new float[] {u}, List.of());
  }

  private static List<HeldOutUser> users(int n, int[][] relevant) {
    List<HeldOutUser> users = new ArrayList<>();
    for (int u = 0; u < n; u++) {
      users.add(new HeldOutUser(user(u), relevant[u]));
    }
    return users;
  }

  /** Two models see half of the truth each, the third sees nothing. */
  private static Fusion learn(int users, int threads) {
    return learnBoth(users, threads).whole();
  }

  private static FusionLearner.Learnt learnBoth(int n, int threads) {
    SplittableRandom random = Seeds.stream(3, "truth");
    Matrix first = Matrix.zeros(n, ITEMS);
    Matrix second = Matrix.zeros(n, ITEMS);
    Matrix noise = Matrix.zeros(n, ITEMS);
    int[][] relevant = new int[n][];
    for (int u = 0; u < n; u++) {
      for (int i = 0; i < ITEMS; i++) {
        first.set(u, i, (float) random.nextDouble());
        second.set(u, i, 100 * (float) random.nextDouble());
        noise.set(u, i, (float) random.nextDouble());
      }
      int row = u;
      relevant[u] =
          java.util.stream.IntStream.range(0, ITEMS)
              .filter(i -> first.get(row, i) + second.get(row, i) / 100 > 1.5)
              .toArray();
    }
    try (Workers workers = Workers.of(threads)) {
      return new FusionLearner(FusionLearner.Options.DEFAULT)
          .learn(
              List.of(
                  new FusionLearner.Fold(
                      () -> List.of(new Table(noise), new Table(first), new Table(second)),
                      users(n, relevant),
                      Rules.unseen(ITEMS))),
              BitSet.valueOf(new long[] {0b100}),
              workers,
              1);
    }
  }

  @Test
  void findsTheModelsThatTellSomething() {
    Fusion fusion = learn(300, 2);
    assertThat(fusion.method()).isEqualTo(Fusion.Method.WEIGHTED);
    assertThat(fusion.weights()).containsExactly(0, 0.5, 0.5);
    assertThat(fusion.ndcg()).isGreaterThan(1.15 * fusion.memberNdcg()[1]);
    assertThat(fusion.memberNdcg()[0]).isLessThan(fusion.memberNdcg()[1]);
  }

  @Test
  void whatOneModelKnowsAloneIsNotSpoiledByOthers() {
    SplittableRandom random = Seeds.stream(4, "noise");
    Matrix truth = Matrix.zeros(60, ITEMS);
    Matrix noise = Matrix.zeros(60, ITEMS);
    int[][] relevant = new int[60][];
    for (int u = 0; u < 60; u++) {
      for (int i = 0; i < ITEMS; i++) {
        truth.set(u, i, (i * 7 + u) % ITEMS);
        noise.set(u, i, (float) random.nextDouble());
      }
      int row = u;
      relevant[u] =
          java.util.stream.IntStream.range(0, ITEMS)
              .filter(i -> truth.get(row, i) > ITEMS - 4)
              .toArray();
    }
    try (Workers workers = Workers.of(2)) {
      Fusion fusion =
          new FusionLearner(FusionLearner.Options.DEFAULT)
              .learn(
                  List.of(
                      new FusionLearner.Fold(
                          () -> List.of(new Table(noise), new Table(truth)),
                          users(60, relevant),
                          Rules.unseen(ITEMS))),
                  new BitSet(),
                  workers,
                  1)
              .whole();
      assertThat(fusion.ndcg()).isEqualTo(1).isEqualTo(fusion.memberNdcg()[1]);
    }
  }

  @Test
  void theGridHoldsEveryModelAloneAndSumsToOne() {
    List<double[]> grid = FusionLearner.grid(3);
    assertThat(grid).hasSize(15).allSatisfy(w -> assertThat(Arrays.stream(w).sum()).isEqualTo(1));
    assertThat(grid)
        .contains(new double[] {1, 0, 0}, new double[] {0, 1, 0}, new double[] {0, 0, 1});
    assertThat(FusionLearner.grid(1)).containsExactly(new double[] {1});
  }

  @Test
  void membersThatAreSetApartHaveNoWeightInTheOtherFusion() {
    FusionLearner.Learnt learnt = learnBoth(300, 2);
    assertThat(learnt.without().weights()[2]).isZero();
    assertThat(learnt.without().weights()[1]).isPositive();
    assertThat(learnt.without().ndcg()).isLessThan(learnt.whole().ndcg());
    assertThat(learnBoth(20, 1).without().weights()).containsExactly(1, 1, 0);
  }

  @Test
  void theSameForAnyNumberOfThreads() {
    assertThat(learn(300, 5)).usingRecursiveComparison().isEqualTo(learn(300, 1));
  }

  @Test
  void tooFewUsersGiveReciprocalRanks() {
    Fusion fusion = learn(20, 1);
    assertThat(fusion.method()).isEqualTo(Fusion.Method.RECIPROCAL_RANKS);
    assertThat(fusion.weights()).containsOnly(1);
  }

  @Test
  void noUsersAtAllEndWell() {
    Fusion fusion = learn(0, 1);
    assertThat(fusion.method()).isEqualTo(Fusion.Method.RECIPROCAL_RANKS);
    assertThat(fusion.chance().at(0.01)).isZero();
  }

  @Test
  void theChanceIsHowOftenItCameTrue() {
    Fusion fusion = learn(300, 1);
    double sum = Arrays.stream(fusion.weights()).sum();
    assertThat(fusion.chance().at(0)).isLessThan(0.05);
    assertThat(fusion.chance().at(sum)).isGreaterThan(0.9);
  }

  @Test
  void weightedScoresAreSumsOfScoresBroughtToOne() {
    Table first = new Table(Matrix.of(1, 4, new float[] {1, 2, 3, 6}));
    Table second = new Table(Matrix.of(1, 4, new float[] {0, 0, 80, 0}));
    FusedModel model =
        new Fusion(
                Fusion.Method.WEIGHTED,
                new double[] {1, 0.5},
                new double[2],
                0,
                1,
                Isotonic.level(0.25))
            .of(List.of(first, second));
    float[] scores = new float[4];
    model.score(user(0), scores);
    assertThat(scores[3]).isCloseTo(1, within(1e-6f));
    assertThat(scores[2]).isCloseTo(0.5f, within(1e-6f));
    assertThat(scores[0]).isZero();
    model.score(user(0, 3), scores);
    assertThat(scores[2]).isCloseTo(1.5f, within(1e-6f));
    assertThat(model.affinity(1)).isEqualTo(0.25);
    List<Term> terms = model.because(user(0, 3), new int[] {2}, 5).getFirst();
    assertThat(terms).hasSize(2);
    assertThat(terms.get(0).share()).isCloseTo(2 / 3.0, within(1e-6));
    assertThat(terms.get(1).share()).isCloseTo(1 / 3.0, within(1e-6));
  }

  @Test
  void ofWhomTheChosenModelsKnowNothingTheOthersAreAsked() {
    Table silent = new Table(Matrix.zeros(1, 4));
    Table other = new Table(Matrix.of(1, 4, new float[] {0, 1, 9, 2}));
    FusedModel model =
        new Fusion(
                Fusion.Method.WEIGHTED, new double[] {1, 0}, new double[2], 0, 1, Isotonic.level(0))
            .of(List.of(silent, other));
    float[] scores = new float[4];
    model.score(user(0), scores);
    assertThat(scores[2]).isEqualTo(1);
    assertThat(model.because(user(0), new int[] {2}, 5).getFirst()).hasSize(1);
    FusedModel known =
        new Fusion(
                Fusion.Method.WEIGHTED, new double[] {1, 0}, new double[2], 0, 1, Isotonic.level(0))
            .of(List.of(new Table(Matrix.of(1, 4, new float[] {5, 0, 0, 0})), other));
    known.score(user(0), scores);
    assertThat(scores).containsExactly(1, 0, 0, 0);
  }

  @Test
  void reciprocalRanksCountOnlyWhatIsNewAndPlaceWhatIsSeenAmongIt() {
    Table table = new Table(Matrix.of(1, 4, new float[] {-1, 5, 5, -0f}));
    FusedModel model =
        new Fusion(
                Fusion.Method.RECIPROCAL_RANKS,
                new double[] {1},
                new double[1],
                0,
                0,
                Isotonic.level(0))
            .of(List.of(table));
    float[] scores = new float[4];
    model.score(user(0), scores);
    assertThat(scores).containsExactly(1 / 64f, 1 / 61f, 1 / 62f, 1 / 63f);
    model.score(user(0, 1), scores);
    assertThat(scores).containsExactly(1 / 63f, 1 / 61f, 1 / 61f, 1 / 62f);
  }

  /** Gives the same reasons for every item. */
  private record Told(List<Term> terms) implements Model {
    @Override
    public int items() {
      return 3;
    }

    @Override
    public void score(UserState user, float[] scores) {
      for (int i = 0; i < scores.length; i++) {
        scores[i] = i;
      }
    }

    @Override
    public List<List<Term>> because(UserState user, int[] items, int limit) {
      return Arrays.stream(items).mapToObj(_ -> terms).toList();
    }
  }

  @Test
  void reasonsNameAnItemOnceAndLeaveDetailsOut() {
    FusedModel model =
        new Fusion(
                Fusion.Method.WEIGHTED,
                new double[] {0.5, 0.5},
                new double[2],
                0,
                1,
                Isotonic.level(0))
            .of(
                List.of(
                    new Told(List.of(new Term.Touched(7, 0.6), new Term.Touched(8, 0.02))),
                    new Told(
                        List.of(
                            new Term.SimilarContent(7, 0.4), new Term.SimilarContent(9, 0.2)))));
    assertThat(model.because(user(0), new int[] {2}, 3).getFirst())
        .extracting(Term::historyItem)
        .containsExactly(OptionalInt.of(7), OptionalInt.of(9));
  }

  @Test
  void refusesAnotherNumberOfModels() {
    assertThatThrownBy(
            () ->
                new Fusion(
                        Fusion.Method.WEIGHTED,
                        new double[2],
                        new double[2],
                        0,
                        0,
                        Isotonic.level(0))
                    .of(List.of()))
        .hasMessageContaining("0 models for 2 weights");
  }

  @Test
  void anItemThatNobodyTouchedStandsByWhatItIsLike() {
    Matrix scores = Matrix.zeros(1, 4);
    scores.setRow(0, new float[] {5, 1, 0, 9});
    Matrix vectors = Matrix.ofRows(new float[][] {{1, 0}, {0, 1}, {0, 1}, {2, 0}});
    try (Workers workers = Workers.of(1)) {
      Kin kin = Kin.of(new ItemTraits(vectors), new int[] {3, 3, 3, 0}, workers);
      Fusion fusion =
          new Fusion(
              Fusion.Method.WEIGHTED, new double[] {1}, new double[1], 0, 1, Isotonic.level(0));
      FusedModel model = fusion.of(List.of(new Table(scores)), kin);
      float[] joined = new float[4];
      model.score(user(0, 0), joined);
      assertThat(joined[3]).as("as its like, not the 9 of a model").isEqualTo(joined[0]);
      assertThat(model.because(user(0, 0), new int[] {3}, 3).getFirst())
          .as("the user touched what it is like")
          .containsExactly(new Term.SimilarContent(0, 1));
      assertThat(model.because(user(0, 1), new int[] {3}, 3).getFirst())
          .as("who went for that did not go for the new one")
          .isEmpty();
    }
  }
}
