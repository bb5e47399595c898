package dev.coterie.clustering.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DipTest {
  private static final Workers TWO = Workers.of(2);

  @Test
  void byHand() {
    double[] even = new double[20];
    Arrays.setAll(even, i -> i);
    assertThat(Dip.value(even)).isCloseTo(1.0 / 40, within(1e-12));
    assertThat(Dip.value(new double[] {5})).isEqualTo(0.5);
    assertThat(Dip.value(new double[] {3, 3, 3, 3})).isEqualTo(0.125);
    double[] two = new double[100];
    Arrays.setAll(two, i -> i % 2 + i * 1e-6);
    assertThat(Dip.value(two)).isCloseTo(0.25, within(0.01));
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void scaleMirrorAndOrderDoNotMatter(Cases cases) {
    SplittableRandom random = cases.random("numbers");
    double[] x = random.doubles(cases.size("n", 2, 200)).map(v -> v * v).toArray();
    double dip = Dip.value(x);
    assertThat(dip).isBetween(0.5 / x.length, 0.25);
    assertThat(Dip.value(Arrays.stream(x).map(v -> 7 - 3 * v).toArray()))
        .isCloseTo(dip, within(1e-9));
    double[] reversed = new double[x.length];
    Arrays.setAll(reversed, i -> x[x.length - 1 - i]);
    assertThat(Dip.value(reversed)).isEqualTo(dip);
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void onePeakDipsLittleAndTwoDipFar(Cases cases) {
    SplittableRandom random = cases.random("numbers");
    double[] one = new double[300];
    Arrays.setAll(one, i -> random.nextGaussian());
    double[] two = new double[300];
    Arrays.setAll(two, i -> random.nextGaussian() + i % 2 * 4);
    assertThat(Dip.of(one, 1, TWO).chance()).as("%s", cases).isGreaterThan(0.05);
    assertThat(Dip.of(two, 1, TWO).chance()).as("%s", cases).isLessThan(0.01);
  }
}
