package dev.coterie.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.clustering.quality.Agreement;
import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every algorithm keeps, whatever it is asked for. */
public abstract class ClusteringContract {
  private final Workers one = Workers.of(1);
  private final Workers two = Workers.of(2);
  private final Workers eight = Workers.of(8);

  /**
   * The algorithm under test, set so that it finds three groups as {@link Cases#groups} makes them.
   *
   * @param scale by which their coordinates were multiplied
   */
  protected abstract Clusterer<?> forThreeGroups(Distance distance, double scale);

  @AfterEach
  void stopWorkers() {
    one.close();
    two.close();
    eight.close();
  }

  private static Matrix groups(Cases cases) {
    return cases.groups("points", 150, 12, 3);
  }

  private static int[] truth(int n) {
    int[] truth = new int[n];
    Arrays.setAll(truth, i -> i % 3);
    return truth;
  }

  private static double agreement(int[] label, int[] truth) {
    return Agreement.of(label, truth).adjustedRand();
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void sameBytesForAnyThreads(Cases cases) {
    Matrix points = cases.matrix("points", cases.size("n", 300, 900), cases.size("d", 1, 30));
    for (Distance distance : Distance.values()) {
      Clusterer<?> clusterer = forThreeGroups(distance, 1);
      Clustering first = clusterer.fit(points, 5, one);
      for (Workers workers : List.of(two, eight)) {
        Clustering other = clusterer.fit(points, 5, workers);
        assertThat(other.label()).as("%s by %s", cases, distance).isEqualTo(first.label());
        assertThat(other.confidence(Points.of(points), workers))
            .as("%s by %s", cases, distance)
            .isEqualTo(first.confidence(Points.of(points), one));
        assertThat(other.assign(points, workers)).isEqualTo(first.assign(points, one));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void threeGroupsAreFoundAndNewPointsJoinThem(Cases cases) {
    Matrix points = groups(cases);
    for (Distance distance : Distance.values()) {
      Clustering found = forThreeGroups(distance, 1).fit(points, 1, two);
      assertThat(found.clusters()).as("%s by %s", cases, distance).isEqualTo(3);
      assertThat(agreement(found.label(), truth(150))).as("%s by %s", cases, distance).isEqualTo(1);
      assertThat(found.assign(points, two)).isEqualTo(found.label());
      Matrix nearby = points.copy();
      for (int i = 0; i < nearby.data().length; i++) {
        nearby.data()[i] += 0.01f * (i % 3 - 1);
      }
      assertThat(found.assign(nearby, two))
          .as("%s by %s", cases, distance)
          .isEqualTo(found.label());
      for (float sure : found.confidence(Points.of(points), two)) {
        assertThat(sure).as("%s by %s", cases, distance).isBetween(0f, 1f);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void groupsAreTheSameInAnyOrder(Cases cases) {
    Matrix points = groups(cases);
    int[] order = new int[150];
    Arrays.setAll(order, i -> (i * 7 + 11) % 150);
    int[] label = forThreeGroups(Distance.EUCLIDEAN, 1).fit(points, 1, one).label();
    int[] shuffled =
        forThreeGroups(Distance.EUCLIDEAN, 1).fit(points.select(order), 1, one).label();
    int[] expected = new int[150];
    Arrays.setAll(expected, i -> label[order[i]]);
    assertThat(agreement(shuffled, expected)).as("%s", cases).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void groupsAreTheSameAtAnyScale(Cases cases) {
    Matrix points = groups(cases);
    Matrix scaled = points.copy();
    for (int i = 0; i < scaled.data().length; i++) {
      scaled.data()[i] *= 1024;
    }
    assertThat(forThreeGroups(Distance.EUCLIDEAN, 1024).fit(scaled, 1, one).label())
        .as("%s", cases)
        .isEqualTo(forThreeGroups(Distance.EUCLIDEAN, 1).fit(points, 1, one).label());
  }

  @ParameterizedTest
  @EnumSource
  void copiesHaveOneLabel(Distance distance) {
    Matrix few = new Cases(6).groups("points", 3, 8, 3);
    int[] copies = new int[90];
    Arrays.setAll(copies, i -> i % 3);
    Clustering found = forThreeGroups(distance, 1).fit(few.select(copies), 1, two);
    assertThat(agreement(found.label(), copies)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void equalPointsHaveOneLabelAndZerosDoNoHarm(Distance distance) {
    for (float value : new float[] {0, 7}) {
      Matrix same = Matrix.zeros(50, 3);
      Arrays.fill(same.data(), value);
      Clustering found = forThreeGroups(distance, 1).fit(same, 1, two);
      assertThat(found.label()).hasSize(50);
      for (float sure : found.confidence(Points.of(same), two)) {
        assertThat(sure).isBetween(0f, 1f);
      }
      assertThat(found.assign(same, two)).hasSize(50);
    }
  }

  @ParameterizedTest
  @EnumSource
  void twentyPointsInOneColumn(Distance distance) {
    Clustering found =
        forThreeGroups(distance, 1).fit(new Cases(2).matrix("points", 20, 1), 1, two);
    assertThat(found.label()).hasSize(20);
    assertThat(Arrays.stream(found.label()).max().getAsInt()).isLessThan(found.clusters());
  }

  @Test
  void badValuesAreRefusedByRowAndColumn() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Matrix points = groups(new Cases(1));
      points.set(7, 2, bad);
      assertThatThrownBy(() -> forThreeGroups(Distance.EUCLIDEAN, 1).fit(points, 1, one))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("points has " + bad + " at row 7, column 2");
      Clustering found = forThreeGroups(Distance.EUCLIDEAN, 1).fit(groups(new Cases(1)), 1, one);
      assertThatThrownBy(() -> found.assign(points, one))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at row 7, column 2");
    }
    assertThatThrownBy(() -> forThreeGroups(Distance.COSINE, 1).fit(Matrix.zeros(0, 3), 1, one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no points to cluster");
  }

  @Test
  void itCanBeStopped() {
    Points points = Points.of(groups(new Cases(1)));
    Progress stop =
        (what, d, total) -> {
          throw new CancellationException("stop");
        };
    assertThatThrownBy(() -> forThreeGroups(Distance.EUCLIDEAN, 1).fit(points, 1, one, stop))
        .isInstanceOf(CancellationException.class);
  }
}
