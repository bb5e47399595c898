package dev.coterie.clustering;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.numeric.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointsTest {
  private static final Matrix TWO = Matrix.zeros(2, 2);

  @ParameterizedTest
  @ValueSource(floats = {-1, Float.NaN, Float.POSITIVE_INFINITY})
  void badWeightsAreRefusedByPlace(float bad) {
    assertThatThrownBy(() -> new Points(TWO, new float[] {1, bad}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weight " + bad + " of point 1");
  }

  @Test
  void weightsMustFitAndWeighSomething() {
    assertThatThrownBy(() -> new Points(TWO, new float[1])).hasMessage("1 weights for 2 points");
    assertThatThrownBy(() -> new Points(TWO, new float[2])).hasMessage("all weights are 0");
  }

  @Test
  void valuesWhoseSquaresOverflowAreRefused() {
    assertThatThrownBy(() -> Points.of(Matrix.of(1, 1, new float[] {1e20f})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scale their columns");
  }
}
