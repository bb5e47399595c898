package dev.coterie.clustering.stability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.kmeans.KMeans;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeparationTest {
  private static final double LEVEL = 0.05;

  private static Separation of(Matrix points, Distance distance) {
    try (Workers workers = Workers.of(2)) {
      return Separation.of(
          Points.of(points), new KMeans(KMeans.Options.of(2, distance)), 3, workers);
    }
  }

  /** Directions spread evenly over bows of a circle, each so many degrees wide. */
  private static Matrix bows(double wide, double... middles) {
    SplittableRandom random = new SplittableRandom(5);
    Matrix points = Matrix.zeros(1200, 2);
    for (int i = 0; i < points.rows(); i++) {
      double angle =
          Math.toRadians(middles[i % middles.length] + wide * (random.nextDouble() - 0.5));
      points.set(i, 0, (float) Math.cos(angle));
      points.set(i, 1, (float) Math.sin(angle));
    }
    return points;
  }

  @ParameterizedTest
  @ValueSource(doubles = {60, 150, 220})
  void oneBowOfACircleIsOneHeapByCosine(double wide) {
    assertThat(of(bows(wide, 20), Distance.COSINE).chance()).isGreaterThan(LEVEL);
  }

  @Test
  void twoBowsAreTwoHeapsByCosine() {
    assertThat(of(bows(60, 0, 120), Distance.COSINE).chance()).isLessThan(LEVEL);
  }

  @Test
  void aCapOfASphereIsOneHeapAndTwoCapsAreTwo() {
    assertThat(of(caps(1), Distance.COSINE).chance()).isGreaterThan(LEVEL);
    assertThat(of(caps(2), Distance.COSINE).chance()).isLessThan(LEVEL);
  }

  /** Directions around one or two axes of twenty. */
  private static Matrix caps(int axes) {
    SplittableRandom random = new SplittableRandom(9);
    Matrix points = Matrix.zeros(1200, 20);
    for (int i = 0; i < points.rows(); i++) {
      for (int j = 0; j < points.columns(); j++) {
        points.set(i, j, (float) (0.2 * random.nextGaussian() + (j == i % axes ? 1 : 0)));
      }
    }
    try (Workers workers = Workers.of(1)) {
      return Distance.COSINE.prepared(points, workers);
    }
  }

  @Test
  void aNormalHeapIsOneAndTwoAreTwo() {
    assertThat(of(heaps(0), Distance.EUCLIDEAN).chance()).isGreaterThan(LEVEL);
    assertThat(of(heaps(8), Distance.EUCLIDEAN).chance()).isLessThan(LEVEL);
  }

  private static Matrix heaps(double apart) {
    SplittableRandom random = new SplittableRandom(7);
    Matrix points = Matrix.zeros(600, 5);
    for (int i = 0; i < points.rows(); i++) {
      for (int j = 0; j < points.columns(); j++) {
        points.set(i, j, (float) (random.nextGaussian() + (j == 0 ? apart * (i % 2) : 0)));
      }
    }
    return points;
  }
}
