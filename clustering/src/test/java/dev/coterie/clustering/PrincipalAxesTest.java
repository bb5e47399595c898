package dev.coterie.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrincipalAxesTest {
  private final Workers workers = Workers.of(2);

  @AfterEach
  void stop() {
    workers.close();
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void distancesInAPlaneAreKept(Cases cases) {
    Matrix points = cases.matrix("points", 80, 6);
    float[] a = cases.floats("a", 6);
    float[] b = cases.floats("b", 6);
    for (int i = 0; i < 80; i++) {
      float x = points.get(i, 0);
      float y = points.get(i, 1);
      for (int j = 0; j < 6; j++) {
        points.set(i, j, 5 + x * a[j] + y * b[j]);
      }
    }
    Matrix flat = PrincipalAxes.of(points, 2, 1, workers).apply(points, workers);
    assertThat(flat.columns()).isEqualTo(2);
    for (int i = 1; i < 80; i++) {
      assertThat(VectorMath.squaredDistance(flat.row(0), flat.row(i)))
          .as("%s", cases)
          .isCloseTo(Centres.squared(points, 0, points, i), within(2e-2f));
    }
  }

  @Test
  void moreColumnsThanThereAreAreRefused() {
    assertThatThrownBy(() -> PrincipalAxes.of(Matrix.zeros(3, 2), 3, 1, workers))
        .hasMessage("cannot reduce 2 columns to 3");
    assertThatThrownBy(() -> PrincipalAxes.of(Matrix.zeros(3, 2), 0, 1, workers))
        .hasMessage("cannot reduce 2 columns to 0");
  }
}
