package dev.coterie.clustering.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.kmeans.KMeans;
import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutoChoiceTest {
  private static AutoChoice choose(Matrix points) {
    try (Workers workers = Workers.of(2)) {
      return AutoChoice.of(
          Points.of(points),
          k -> new KMeans(KMeans.Options.of(k, Distance.EUCLIDEAN).withStarts(2)),
          1,
          workers,
          Progress.NONE);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void plantedGroupsCluster(Cases cases) {
    int groups = cases.size("groups", 2, 6);
    AutoChoice choice = choose(cases.groups("points", 400, cases.size("d", 4, 60), groups));
    assertThat(choice.clustersFound()).as("%s: %s", cases, choice.why()).isTrue();
    assertThat(choice.clustering().clusters()).as("%s: %s", cases, choice.why()).isEqualTo(groups);
    assertThat(choice.why()).contains("The points cluster");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 100})
  void uniformNoiseDoesNot(int d) {
    Matrix points = new Cases(d).matrix("points", 400, d);
    for (int i = 0; i < points.data().length; i++) {
      // Evenly spread numbers from normal ones, by a generator that needs no state.
      points.data()[i] = (float) new Cases(i).random("uniform").nextDouble();
    }
    doesNotCluster(points);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 50, 300})
  void oneHeapDoesNot(int d) {
    doesNotCluster(new Cases(d).matrix("points", 300, d));
    doesNotCluster(new Cases(d + 1L).matrix("points", 30, d));
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void correlatedNoiseDoesNot(Cases cases) {
    Matrix points = cases.matrix("points", 300, 12);
    for (int i = 0; i < 300; i++) {
      for (int j = 1; j < 12; j++) {
        points.set(i, j, 0.9f * points.get(i, j - 1) + 0.4f * points.get(i, j));
      }
    }
    doesNotCluster(points);
  }

  @Test
  void veryFewPointsDoNot() {
    doesNotCluster(Matrix.of(1, 2, new float[] {1, 2}));
    doesNotCluster(Matrix.of(3, 1, new float[] {1, 2, 30}));
    doesNotCluster(Matrix.zeros(50, 3));
  }

  private static void doesNotCluster(Matrix points) {
    AutoChoice choice = choose(points);
    assertThat(choice.clustersFound()).as(choice.why()).isFalse();
    assertThat(choice.clustering().label()).containsOnly(0);
    assertThat(choice.why()).startsWith("The points do not cluster: ");
  }
}
