package dev.coterie.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.MatrixProduct;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WhiteningTest {
  private final Workers workers = Workers.of(2);

  @AfterEach
  void stop() {
    workers.close();
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void whiteRowsHaveUnitCovariance(Cases cases) {
    int d = cases.size("d", 1, 12);
    Matrix mix = cases.matrix("mix", d, d);
    Matrix points = MatrixProduct.timesTransposed(cases.matrix("points", 500, d), mix, workers);
    Matrix white = Whitening.of(Points.of(points), workers).apply(points, workers);
    Matrix gram = MatrixProduct.gram(white, workers);
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        assertThat(gram.get(i, j) / 500).as("%s", cases).isCloseTo(i == j ? 1 : 0, within(0.02f));
      }
    }
  }

  @Test
  void distancesAreThoseOfMahalanobis() {
    Matrix points = Matrix.of(4, 2, new float[] {2, 0, -2, 0, 0, 1, 0, -1});
    Matrix white = Whitening.of(Points.of(points), workers).apply(points, workers);
    // The covariance is diagonal, 2 and 1/2.
    assertThat(VectorMath.squaredDistance(white.row(0), white.row(2)))
        .isCloseTo(4 / 2f + 1 / 0.5f, within(1e-4f));
  }

  @Test
  void aSingularCovarianceBlowsNothingUp() {
    Matrix points = new Cases(2).matrix("points", 60, 3);
    for (int i = 0; i < 60; i++) {
      points.set(i, 2, points.get(i, 0) + points.get(i, 1));
    }
    Whitening whitening = Whitening.of(Points.of(points), workers);
    for (float x : whitening.apply(points, workers).data()) {
      assertThat(Math.abs(x)).isLessThan(10);
    }
    Matrix same = Matrix.zeros(5, 3);
    assertThat(Whitening.of(Points.of(same), workers).apply(same, workers)).isEqualTo(same);
  }
}
