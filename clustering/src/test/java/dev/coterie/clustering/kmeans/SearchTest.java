package dev.coterie.clustering.kmeans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Centres;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The search by bounds against the search without them. */
class SearchTest {
  private static final int STEPS = 80;

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void labelsAreThoseOfAllDistancesToTheLastBit(Cases cases) {
    int k = cases.size("k", 1, 90);
    Matrix points = cases.groups("points", 1500, cases.size("d", 1, 40), 7);
    for (Distance distance : Distance.values()) {
      agree(points, start(points, k), distance, cases);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void pointsOfAGridAreAsFarFromSeveralCentres(Cases cases) {
    Matrix points = Matrix.zeros(1000, 3);
    for (int i = 0; i < 1000; i++) {
      int tens = i / 10;
      points.set(i, 0, i % 10);
      points.set(i, 1, tens % 10);
      points.set(i, 2, tens);
    }
    agree(points, start(points, cases.size("k", 2, 70)), Distance.EUCLIDEAN, cases);
  }

  @Test
  void farFromTheOriginNothingIsSkippedWrongly() {
    Cases cases = new Cases(4);
    Matrix points = cases.matrix("points", 1000, 8);
    for (int i = 0; i < points.data().length; i++) {
      points.data()[i] += 5000;
    }
    agree(points, start(points, 20), Distance.EUCLIDEAN, cases);
  }

  @Test
  void separateGroupsNeedFewDistances() {
    Matrix points = new Cases(2).groups("points", 4000, 32, 40);
    KMeans kMeans = new KMeans(new KMeans.Options(40, Distance.EUCLIDEAN, 1, 50, 0));
    try (Workers workers = Workers.of(2)) {
      CentreClustering found =
          kMeans.fitFrom(start(points, 40), Points.of(points), workers, Progress.NONE);
      assertThat(found.work().possible()).isEqualTo(found.iterations() * 4000L * 40);
      assertThat(found.work().computed()).isLessThan(found.work().possible() * 8 / 10);
    }
  }

  private static Matrix start(Matrix points, int k) {
    int[] rows = new int[k];
    Arrays.setAll(rows, c -> c * 11);
    return points.select(rows);
  }

  /** Lloyd's steps, past the number of them that bounds remember, each searched both ways. */
  private static void agree(Matrix rows, Matrix start, Distance distance, Cases cases) {
    try (Workers workers = Workers.of(2)) {
      Matrix points = distance.prepared(rows, workers);
      Matrix centres = distance.prepared(start, workers);
      Bounds bounds = new Bounds(points, centres, distance, workers);
      int[] label = new int[points.rows()];
      int[] expected = new int[points.rows()];
      float[] score = new float[points.rows()];
      for (int step = 0; step < STEPS; step++) {
        bounds.assign(centres, label);
        CentreClustering.nearest(centres, distance, workers).find(points, workers, expected, score);
        assertThat(label).as("%s, step %d by %s", cases, step, distance).isEqualTo(expected);
        if (step % 9 == 5) {
          bounds.forget(step);
          label[step] = 0;
        }
        centres = Centres.of(Points.of(points), label, centres, distance, workers);
        if (step % 13 == 7) {
          centres.setRow(0, points.row(step));
        }
      }
    }
  }
}
