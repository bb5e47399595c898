package dev.coterie.pipeline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtrapolationTest {
  @Test
  void nothingIsNothing() {
    assertThat(Extrapolation.distinct(new long[] {0, 0, 0}, 10)).isZero();
  }

  @Test
  void aWholeThatWasSeenIsKnown() {
    assertThat(Extrapolation.distinct(new long[] {0, 3, 4}, 2)).isEqualTo(7);
  }

  @Test
  void valuesOfOnePieceEachGrowInProportion() {
    long[] seen = new long[33];
    seen[1] = 3200;

    assertThat(Extrapolation.distinct(seen, 320)).isCloseTo(32_000, withPercentage(5));
  }

  @Test
  void valuesOfEveryPieceAreAll() {
    long[] seen = new long[33];
    seen[32] = 500;

    assertThat(Extrapolation.distinct(seen, 3200)).isCloseTo(500, withPercentage(1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.1, 0.5})
  void equallyFrequentValuesAreCounted(double chance) {
    int values = 10_000;
    long[] seen = new long[33];
    double probability = Math.pow(1 - chance, 32);
    for (int n = 1; n <= 32; n++) {
      probability *= chance / (1 - chance) * (33 - n) / n;
      seen[n] = Math.round(values * probability);
    }

    assertThat(Extrapolation.distinct(seen, 640)).isCloseTo(values, withPercentage(15));
  }

  @Test
  void aLargerWholeHoldsNoFewer() {
    long[] seen = {0, 400, 120, 60, 30, 15, 8, 4, 2};
    double before = 0;
    for (double whole = 1; whole < 5000; whole *= 1.5) {
      double now = Extrapolation.distinct(seen, whole);
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
    }
  }
}
