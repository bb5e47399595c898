package dev.coterie.recommend.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.numeric.Cases;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IsotonicTest {
  @Test
  void poolsWhatFalls() {
    Isotonic fitted =
        Isotonic.fit(
            new double[] {1, 2, 3, 4}, new double[] {0, 3, 1, 4}, new double[] {4, 4, 4, 4});
    assertThat(fitted.scores()).containsExactly(1, 2.5, 4);
    assertThat(fitted.chances()).containsExactly(0, 0.5, 1);
    assertThat(fitted.at(0)).isZero();
    assertThat(fitted.at(1.75)).isCloseTo(0.25, within(1e-12));
    assertThat(fitted.at(9)).isEqualTo(1);
  }

  @Test
  void nothingToLearnFromGivesNoChance() {
    assertThat(Isotonic.fit(new double[] {1}, new double[1], new double[1]).at(1)).isZero();
    assertThatThrownBy(() -> new Isotonic(new double[0], new double[0]))
        .hasMessageContaining("0 scores");
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#hundred")
  void risesKeepsTheMeanAndIsTheMinMaxOfMeans(Cases cases) {
    int n = cases.size("groups", 1, 12);
    SplittableRandom random = cases.random("outcomes");
    double[] score = new double[n];
    double[] positive = new double[n];
    double[] all = new double[n];
    for (int g = 0; g < n; g++) {
      score[g] = g;
      all[g] = 1 + random.nextInt(5);
      positive[g] = random.nextInt((int) all[g] + 1);
    }
    Isotonic fitted = Isotonic.fit(score, positive, all);
    for (int b = 1; b < fitted.chances().length; b++) {
      assertThat(fitted.chances()[b]).isGreaterThan(fitted.chances()[b - 1]);
      assertThat(fitted.scores()[b]).isGreaterThan(fitted.scores()[b - 1]);
    }
    // The least-squares rising fit at g is max over a ≤ g of min over b ≥ g of the mean of a to b.
    double[] expected = new double[n];
    for (int g = 0; g < n; g++) {
      expected[g] = Double.NEGATIVE_INFINITY;
      for (int a = 0; a <= g; a++) {
        double least = Double.POSITIVE_INFINITY;
        for (int b = g; b < n; b++) {
          least = Math.min(least, mean(positive, all, a, b));
        }
        expected[g] = Math.max(expected[g], least);
      }
    }
    assertThat(fitted.chances())
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(java.util.Arrays.stream(expected).distinct().toArray());
  }

  private static double mean(double[] positive, double[] all, int from, int to) {
    double sum = 0;
    double count = 0;
    for (int g = from; g <= to; g++) {
      sum += positive[g];
      count += all[g];
    }
    return sum / count;
  }
}
