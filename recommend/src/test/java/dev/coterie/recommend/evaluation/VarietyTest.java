package dev.coterie.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VarietyTest {
  private static HeldOut heldOut(int items, int users) {
    BitSet all = new BitSet();
    all.set(0, items);
    return new HeldOut(
        all, IntStream.range(0, users).toArray(), new int[users][0], new int[users][0]);
  }

  private static Variety of(int items, int[][] lists, int k, Matrix vectors) {
    int[] touched = new int[items];
    Arrays.setAll(touched, i -> i == 0 ? 7 : 0);
    return Variety.of(
        heldOut(items, lists.length), lists, k, touched, 7, vectors, new int[items][0]);
  }

  @Test
  void oneListForAllAndAListForEach() {
    Variety same = of(4, new int[][] {{0, 1}, {0, 1}, {0, 1}}, 1, Matrix.zeros(4, 0));
    assertThat(same.gini()).as("one of four has all").isCloseTo(0.75, within(1e-12));
    assertThat(same.sameList()).isEqualTo(1);
    assertThat(same.novelty().mean()).as("everyone touched it").isZero();

    Variety own = of(4, new int[][] {{0}, {1}, {2}, {3}}, 5, Matrix.zeros(4, 0));
    assertThat(own.gini()).isCloseTo(0, within(1e-12));
    assertThat(own.sameList()).isZero();
    assertThat(own.novelty().mean()).as("three of four are unknown, 3 bits").isEqualTo(2.25);
    assertThat(of(4, new int[][] {{0, 1}, {1, 0}, {0, 1}}, 2, Matrix.zeros(4, 0)).sameList())
        .as("the order counts")
        .isCloseTo(2 / 3.0, within(1e-12));
  }

  @Test
  void diversityIsHowFarApartTheItemsOfAListAre() {
    Matrix vectors = Matrix.ofRows(new float[][] {{1, 0}, {1, 0}, {0, 1}, {0, 0}});
    assertThat(of(4, new int[][] {{0, 1}}, 2, vectors).diversity().mean()).isZero();
    assertThat(of(4, new int[][] {{0, 2}}, 2, vectors).diversity().mean()).isEqualTo(1);
    assertThat(of(4, new int[][] {{0, 1, 2}, {0, 3}}, 3, vectors).diversity().mean())
        .as("what has no vector does not count")
        .isCloseTo(2 / 3.0, within(1e-6));
  }

  @Test
  void aListOfWhatAUserLikesIsCalibratedAndOneOfAnythingElseIsNot() {
    BitSet all = new BitSet();
    all.set(0, 6);
    int[][] seen = {{0, 1, 2}};
    HeldOut heldOut = new HeldOut(all, new int[] {0}, new int[][] {{3}}, seen);
    // Two of three in category 0, one in both 1 and 2.
    int[][] categories = {{0}, {0}, {1, 2}, {0}, {1, 2}, {3}};
    assertThat(calibration(heldOut, new int[] {3, 0, 4}, categories)).isCloseTo(0, within(1e-9));
    assertThat(calibration(heldOut, new int[] {3}, categories))
        .as("2/3·log₂((2/3)/(0.99 + 0.02/3)) + 1/3·log₂(1/0.01)")
        .isCloseTo(1.8278, within(1e-4));
    assertThat(calibration(heldOut, new int[] {5}, categories))
        .isCloseTo(Math.log(100) / Math.log(2), within(1e-9));
    assertThat(
            Variety.of(
                    heldOut, new int[][] {{3}}, 1, new int[6], 1, Matrix.zeros(6, 0), new int[6][0])
                .calibration())
        .isEmpty();
  }

  private static double calibration(HeldOut heldOut, int[] list, int[][] categories) {
    return Variety.of(heldOut, new int[][] {list}, 9, new int[6], 1, Matrix.zeros(6, 0), categories)
        .calibration()
        .orElseThrow()
        .mean();
  }

  @Test
  void nobodyAndNothing() {
    Variety none = of(3, new int[0][], 10, Matrix.zeros(3, 2));
    assertThat(none.gini()).isZero();
    assertThat(none.sameList()).isZero();
    assertThat(of(3, new int[][] {{}, {}}, 10, Matrix.zeros(3, 2)).gini()).isZero();
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#hundred")
  void aucIsTheShareOfPairsInTheRightOrder(Cases cases) {
    int items = cases.size("items", 2, 60);
    SplittableRandom random = cases.random("auc");
    float[] scores = new float[items];
    for (int i = 0; i < items; i++) {
      scores[i] = random.nextInt(6) == 0 ? Float.NEGATIVE_INFINITY : random.nextInt(8);
    }
    int[] relevant = IntStream.range(0, items).filter(i -> random.nextInt(4) == 0).toArray();
    double right = 0;
    int pairs = 0;
    for (int wanted : relevant) {
      for (int other = 0; other < items; other++) {
        if (Arrays.binarySearch(relevant, other) < 0
            && scores[wanted] > Float.NEGATIVE_INFINITY
            && scores[other] > Float.NEGATIVE_INFINITY) {
          right += scores[wanted] > scores[other] ? 1 : scores[wanted] == scores[other] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    assertThat(Auc.of(scores, relevant)).isCloseTo(pairs == 0 ? 0.5 : right / pairs, within(1e-9));
  }

  @Test
  void theBootstrapAgreesWithTheMeanOfManyAndHoldsToItsSeed() {
    SplittableRandom random = new SplittableRandom(3);
    double[] first = random.doubles(400).toArray();
    double[] second = Arrays.stream(first).map(v -> v - 0.1 - random.nextDouble() / 10).toArray();
    Estimate normal = Estimate.ofDifference(first, second);
    Estimate drawn = Bootstrap.ofDifference(first, second, 1);
    assertThat(drawn.mean()).isEqualTo(normal.mean());
    assertThat(drawn.low()).isCloseTo(normal.low(), within(0.001));
    assertThat(drawn.high()).isCloseTo(normal.high(), within(0.001));
    assertThat(Bootstrap.ofDifference(first, second, 1)).isEqualTo(drawn);
    assertThat(Bootstrap.ofDifference(first, second, 2)).isNotEqualTo(drawn);
    assertThat(Bootstrap.ofDifference(new double[] {1}, new double[] {0}, 1))
        .isEqualTo(new Estimate(1, 1, 1));
  }
}
