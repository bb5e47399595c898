package dev.coterie.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.clustering.quality.Agreement;
import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every algorithm that is asked for a number of clusters keeps. */
public abstract class ClustererContract extends ClusteringContract {
  private final Workers one = Workers.of(1);
  private final Workers two = Workers.of(2);
  private final Workers eight = Workers.of(8);

  /** The algorithm under test. */
  protected abstract Clusterer<CentreClustering> into(int k, Distance distance);

  /** How far a centre may be from the mean of its points, where a fit ends before it settles. */
  protected float farthestFromMean() {
    return 0.02f;
  }

  @Override
  protected Clusterer<?> forThreeGroups(Distance distance, double scale) {
    return into(3, distance);
  }

  @AfterEach
  void stop() {
    one.close();
    two.close();
    eight.close();
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void sameBytesOnAnyNumberOfThreads(Cases cases) {
    Matrix points = cases.matrix("points", cases.size("n", 600, 1400), cases.size("d", 1, 40));
    for (Distance distance : Distance.values()) {
      Clusterer<CentreClustering> clusterer = into(cases.size("k", 1, 20), distance);
      CentreClustering first = clusterer.fit(points, 5, one);
      for (Workers workers : List.of(two, eight)) {
        CentreClustering other = clusterer.fit(points, 5, workers);
        assertThat(other.label()).as("%s", cases).isEqualTo(first.label());
        assertThat(other.centres()).as("%s", cases).isEqualTo(first.centres());
        assertThat(other.inertia()).isEqualTo(first.inertia());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void findsGroupsThatAreFarApart(Cases cases) {
    int groups = cases.size("groups", 2, 7);
    Matrix points = cases.groups("points", 40 * groups, 16, groups);
    for (Distance distance : Distance.values()) {
      CentreClustering found = into(groups, distance).fit(points, 1, two);
      int[] truth = new int[points.rows()];
      Arrays.setAll(truth, i -> i % groups);
      assertThat(Agreement.of(found.label(), truth).adjustedRand())
          .as("%s by %s", cases, distance)
          .isEqualTo(1);
      assertThat(found.assign(points, two)).isEqualTo(found.label());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void groupsDoNotDependOnTheOrderOfThePoints(Cases cases) {
    Matrix points = cases.groups("points", 150, 12, 3);
    int[] order = new int[150];
    Arrays.setAll(order, i -> (i * 7 + 11) % 150);
    int[] label = into(3, Distance.EUCLIDEAN).fit(points, 1, one).label();
    int[] shuffled = into(3, Distance.EUCLIDEAN).fit(points.select(order), 1, one).label();
    int[] expected = new int[150];
    Arrays.setAll(expected, i -> label[order[i]]);
    assertThat(Agreement.of(shuffled, expected).adjustedRand()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void labelsCentresAndInertiaFitTogether(Distance distance) {
    Points points = Points.of(new Cases(3).matrix("points", 300, 9));
    CentreClustering found = into(6, distance).fit(points, 2, two, Progress.NONE);
    assertThat(found.clusters()).isEqualTo(6);
    assertThat(found.distance()).isEqualTo(distance);
    assertThat(found.sizes()).doesNotContain(0);
    assertThat(Arrays.stream(found.sizes()).sum()).isEqualTo(300);
    Points prepared = points.prepared(distance, one);
    Matrix centres = Centres.of(prepared, found.label(), found.centres(), distance, one);
    assertThat(found.centres().data()).containsExactly(centres.data(), within(farthestFromMean()));
    assertThat(found.inertia())
        .isCloseTo(Centres.inertia(prepared, found.label(), found.centres(), one), within(1e-3));
    for (int c = 0; c < 6 && distance == Distance.COSINE; c++) {
      assertThat(VectorMath.norm(found.centres().row(c), 0, 9)).isCloseTo(1, within(1e-5f));
    }
  }

  @ParameterizedTest
  @EnumSource
  void asManyClustersAsPoints(Distance distance) {
    Matrix points = new Cases(4).matrix("points", 12, 5);
    CentreClustering found = into(12, distance).fit(points, 1, two);
    assertThat(found.label()).doesNotHaveDuplicates();
    assertThat(found.inertia()).isCloseTo(0, within(1e-6));
  }

  @ParameterizedTest
  @EnumSource
  void onePoint(Distance distance) {
    CentreClustering found = into(1, distance).fit(Matrix.of(1, 2, new float[] {0, 2}), 1, one);
    assertThat(found.label()).containsExactly(0);
    assertThat(found.inertia()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void duplicatesStayTogether(Distance distance) {
    Matrix few = new Cases(6).groups("points", 4, 8, 4);
    int[] copies = new int[60];
    Arrays.setAll(copies, i -> i % 4);
    CentreClustering found = into(4, distance).fit(few.select(copies), 1, two);
    assertThat(Agreement.of(found.label(), copies).adjustedRand()).isEqualTo(1);
    assertThat(found.inertia()).isCloseTo(0, within(1e-4));
  }

  @ParameterizedTest
  @EnumSource
  void pointsThatAreAllEqual(Distance distance) {
    Matrix same = Matrix.zeros(30, 3);
    Arrays.fill(same.data(), 0.1f);
    CentreClustering found = into(3, distance).fit(same, 1, two);
    assertThat(found.inertia()).isCloseTo(0, within(1e-9));
    assertThat(VectorMath.isFinite(found.centres().data())).isTrue();
    assertThat(found.clusters()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void rowsOfZeros(Distance distance) {
    CentreClustering found = into(2, distance).fit(Matrix.zeros(5, 3), 1, one);
    assertThat(VectorMath.isFinite(found.centres().data())).isTrue();
    assertThat(found.inertia()).isZero();
  }

  @Test
  void aPointOfWeightThreeCountsAsThree() {
    Cases cases = new Cases(8);
    Matrix few = cases.groups("points", 20, 6, 4);
    float[] weights = new float[20];
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      weights[i] = 1 + i % 3;
      for (int copy = 0; copy < weights[i]; copy++) {
        rows.add(i);
      }
    }
    Matrix many = few.select(rows.stream().mapToInt(row -> row).toArray());
    for (Distance distance : Distance.values()) {
      CentreClustering weighted =
          into(4, distance).fit(new Points(few, weights), 1, one, Progress.NONE);
      CentreClustering copied = into(4, distance).fit(many, 1, one);
      assertThat(weighted.inertia()).isCloseTo(copied.inertia(), within(1e-3));
      for (int c = 0; c < 4; c++) {
        float[] centre = weighted.centres().row(c);
        boolean known = false;
        for (int other = 0; other < 4; other++) {
          known |= VectorMath.squaredDistance(centre, copied.centres().row(other)) < 1e-6f;
        }
        assertThat(known).as("centre %d by %s", c, distance).isTrue();
      }
    }
  }

  @Test
  void badPointsAreRefusedByPlace() {
    Matrix nan = new Cases(1).matrix("points", 10, 3);
    nan.set(7, 2, Float.NaN);
    assertThatThrownBy(() -> into(2, Distance.EUCLIDEAN).fit(nan, 1, one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("points has NaN at row 7, column 2");
    Matrix good = new Cases(1).matrix("points", 10, 3);
    CentreClustering found = into(2, Distance.EUCLIDEAN).fit(good, 1, one);
    assertThatThrownBy(() -> found.assign(nan, one)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> into(2, Distance.COSINE).fit(Matrix.zeros(0, 3), 1, one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no points to cluster");
  }

  @Test
  void moreClustersThanPointsAreRefused() {
    assertThatThrownBy(() -> into(4, Distance.EUCLIDEAN).fit(Matrix.zeros(3, 2), 1, one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("k = 4 is more than the 3 points");
  }

  @Test
  void progressIsToldAndMayStop() {
    Points points = Points.of(new Cases(1).matrix("points", 50, 3));
    List<Long> done = new ArrayList<>();
    into(3, Distance.EUCLIDEAN).fit(points, 1, one, (what, d, total) -> done.add(total - d));
    assertThat(done).isNotEmpty().last().isEqualTo(0L);
    Progress stop =
        (what, d, total) -> {
          throw new CancellationException("stop");
        };
    assertThatThrownBy(() -> into(3, Distance.EUCLIDEAN).fit(points, 1, one, stop))
        .isInstanceOf(CancellationException.class);
  }
}
