package dev.coterie.clustering.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighbourLayoutTest {
  @Test
  void groupsStandApart() {
    Matrix points = groups(300, 16, 3);
    try (Workers workers = Workers.of(2)) {
      Matrix layout = NeighbourLayout.of(points, 1, workers);

      double within = 0;
      double between = 0;
      int nWithin = 0;
      int nBetween = 0;
      for (int i = 0; i < 300; i++) {
        for (int j = 0; j < i; j++) {
          double distance = Math.sqrt(VectorMath.squaredDistance(layout.row(i), layout.row(j)));
          if (i % 3 == j % 3) {
            within += distance;
            nWithin++;
          } else {
            between += distance;
            nBetween++;
          }
        }
      }
      assertThat(between / nBetween).isGreaterThan(2 * within / nWithin);
    }
  }

  @Test
  void thePictureIsTheSameForAnyNumberOfThreads() {
    Matrix points = groups(200, 8, 4);
    try (Workers one = Workers.of(1);
        Workers eight = Workers.of(8)) {
      assertThat(NeighbourLayout.of(points, 7, eight))
          .isEqualTo(NeighbourLayout.of(points, 7, one));
    }
  }

  @Test
  void moreThanAreDrawnStandAmongTheDrawn() {
    Matrix points = groups(9_000, 4, 3);
    try (Workers workers = Workers.of(2)) {
      Matrix layout = NeighbourLayout.of(points, 7, workers);

      assertThat(layout.rows()).isEqualTo(9_000);
      layout.requireFinite("layout");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 13, 14})
  void fewPointsAreDrawnToo(int n) {
    try (Workers workers = Workers.of(1)) {
      Matrix layout = NeighbourLayout.of(groups(n, 3, 2), 7, workers);

      assertThat(layout.rows()).isEqualTo(n);
      layout.requireFinite("layout");
    }
  }

  @Test
  void equalPointsAreDrawn() {
    Matrix points = Matrix.zeros(50, 3);
    for (int i = 0; i < 50; i++) {
      points.set(i, 0, 1);
    }
    try (Workers workers = Workers.of(1)) {
      NeighbourLayout.of(points, 7, workers).requireFinite("layout");
    }
  }

  private static Matrix groups(int n, int columns, int groups) {
    SplittableRandom random = Seeds.stream(3, "layout test");
    Matrix points = Matrix.zeros(n, columns);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < columns; j++) {
        points.set(i, j, (float) (random.nextGaussian() * 0.2 + (j == i % groups ? 1 : 0)));
      }
      VectorMath.normalise(points, i);
    }
    return points;
  }
}
