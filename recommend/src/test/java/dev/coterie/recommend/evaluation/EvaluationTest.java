package dev.coterie.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static HeldOut heldOut(int items, int[][] relevant) {
    BitSet all = new BitSet();
    all.set(0, items);
    int[] users = new int[relevant.length];
    Arrays.setAll(users, u -> u);
    int[][] seen = new int[relevant.length][0];
    return new HeldOut(all, users, relevant, seen);
  }

  @Test
  void meansAreOverUsers() {
    HeldOut heldOut = heldOut(10, new int[][] {{1}, {2}, {3}});
    Evaluation evaluation = Evaluation.of(heldOut, new int[][] {{1, 5}, {5, 2}, {5, 6}}, 2);
    assertThat(evaluation.mean(Metric.MRR).mean()).isCloseTo(0.5, within(1e-12));
    assertThat(evaluation.mean(Metric.HIT_RATE).mean()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(evaluation.coverage().mean()).isCloseTo(0.4, within(1e-12));
    assertThat(evaluation.perUser().get(Metric.MRR)).containsExactly(1, 0.5, 0);
  }

  @Test
  void theIntervalIsThatOfAMean() {
    Estimate estimate = Estimate.ofMean(new double[] {1, 2, 3, 4});
    double error = Math.sqrt(5.0 / 3 / 4);
    assertThat(estimate.mean()).isEqualTo(2.5);
    assertThat(estimate.low()).isCloseTo(2.5 - 1.959964 * error, within(1e-5));
    assertThat(estimate.high()).isCloseTo(2.5 + 1.959964 * error, within(1e-5));
    assertThat(estimate.error()).isCloseTo(error, within(1e-9));
    assertThat(Estimate.ofMean(new double[] {0.3})).isEqualTo(new Estimate(0.3, 0.3, 0.3));
    assertThat(Estimate.ofMean(new double[0])).isEqualTo(new Estimate(0, 0, 0));
  }

  @Test
  void theIntervalHoldsTheTruthNineteenTimesOutOfTwenty() {
    SplittableRandom random = new SplittableRandom(5);
    int held = 0;
    for (int trial = 0; trial < 1_000; trial++) {
      double[] values = new double[100];
      Arrays.setAll(values, u -> random.nextDouble());
      Estimate estimate = Estimate.ofMean(values);
      held += estimate.low() <= 0.5 && 0.5 <= estimate.high() ? 1 : 0;
    }
    assertThat(held).isBetween(925, 970);
  }

  @Test
  void differencesArePaired() {
    HeldOut heldOut = heldOut(10, new int[][] {{1}, {2}, {3}});
    Evaluation better = Evaluation.of(heldOut, new int[][] {{1}, {2}, {3}}, 1);
    Evaluation worse = Evaluation.of(heldOut, new int[][] {{4}, {4}, {4}}, 1);
    assertThat(better.minus(worse, Metric.NDCG)).isEqualTo(new Estimate(1, 1, 1));
    assertThatThrownBy(() -> Estimate.ofDifference(new double[1], new double[2]))
        .hasMessageContaining("1");
  }

  @Test
  void theCoverageIntervalIsTheJackknife() {
    int[][] lists = {{0, 1}, {0, 2}, {0, 1}, {3, 4}};
    HeldOut heldOut = heldOut(10, new int[][] {{9}, {9}, {9}, {9}});
    Estimate coverage = Coverage.of(lists, 2, heldOut);
    double[] without = new double[4];
    for (int left = 0; left < 4; left++) {
      BitSet items = new BitSet();
      for (int u = 0; u < 4; u++) {
        if (u != left) {
          Arrays.stream(lists[u]).forEach(items::set);
        }
      }
      without[left] = items.cardinality() / 10.0;
    }
    double mean = Arrays.stream(without).average().orElseThrow();
    double squares = Arrays.stream(without).map(w -> (w - mean) * (w - mean)).sum();
    assertThat(coverage.mean()).isEqualTo(0.5);
    assertThat(coverage.error()).isCloseTo(Math.sqrt(squares * 3 / 4), within(1e-9));
    assertThat(Coverage.of(new int[4][0], 2, heldOut).mean()).isZero();
  }

  @Test
  void nobodyToEvaluateGivesZeros() {
    Evaluation evaluation = Evaluation.of(heldOut(3, new int[0][]), new int[0][], 10);
    assertThat(evaluation.mean(Metric.NDCG)).isEqualTo(new Estimate(0, 0, 0));
    assertThat(evaluation.coverage().mean()).isZero();
  }

  @Test
  void refusesListsThatBreakTheProtocol() {
    HeldOut heldOut = heldOut(3, new int[][] {{1}});
    assertThatThrownBy(() -> Evaluation.of(heldOut, new int[][] {{1, 1}}, 2))
        .hasMessageContaining("repeats");
    assertThatThrownBy(() -> Evaluation.of(heldOut, new int[][] {{7}}, 2))
        .hasMessageContaining("item 7");
    assertThatThrownBy(() -> Evaluation.of(heldOut, new int[0][], 2))
        .hasMessageContaining("0 lists for 1 users");
  }
}
