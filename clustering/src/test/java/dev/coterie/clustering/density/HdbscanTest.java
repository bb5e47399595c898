package dev.coterie.clustering.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.clustering.Clusterer;
import dev.coterie.clustering.ClusteringContract;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.density.Hdbscan.Selection;
import dev.coterie.clustering.quality.Agreement;
import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HdbscanTest extends ClusteringContract {
  private final Workers workers = Workers.of(2);

  @AfterEach
  void stop() {
    workers.close();
  }

  @Override
  protected Clusterer<?> forThreeGroups(Distance distance, double scale) {
    return new Hdbscan(
        new Hdbscan.Options(20, 4, Selection.EXCESS_OF_MASS, distance, new NoisePolicy.Nearest()));
  }

  private HdbscanClustering fit(Selection selection, NoisePolicy noise) {
    return new Hdbscan(new Hdbscan.Options(12, 5, selection, Distance.EUCLIDEAN, noise))
        .fit(Density.points(), 1, workers);
  }

  @Test
  void figuresAreThoseOfScikitLearn() {
    HdbscanClustering found = fit(Selection.EXCESS_OF_MASS, NoisePolicy.keep());
    int[] expected = Density.column(4);
    double[] strength = Density.figures(5);
    int same = 0;
    for (int i = 0; i < expected.length; i++) {
      boolean equal = Math.abs(found.strength()[i] - strength[i]) < 1e-4;
      same += equal && found.label()[i] < 0 == expected[i] < 0 ? 1 : 0;
    }
    // Many merges have equal heights. There these are one split, in scikit-learn some order of two.
    assertThat(same).isGreaterThanOrEqualTo(298);
    assertThat(Agreement.of(found.label(), expected).adjustedRand()).isGreaterThan(0.98);
    int[] leaves = fit(Selection.LEAF, NoisePolicy.keep()).label();
    assertThat(Agreement.of(leaves, Density.column(6)).adjustedRand()).isGreaterThan(0.98);
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void nothingDependsOnTheOrderOfThePoints(Cases cases) {
    Matrix points = cases.matrix("points", 200, 2);
    for (int i = 0; i < points.data().length && cases.seed() % 2 == 0; i++) {
      points.data()[i] = Math.round(4 * points.data()[i]);
    }
    int[] order = new int[200];
    Arrays.setAll(order, i -> (i * 7 + 11) % 200);
    Hdbscan hdbscan = new Hdbscan(Hdbscan.Options.of(8, 4, Distance.EUCLIDEAN));
    HdbscanClustering found = hdbscan.fit(points, 1, workers);
    HdbscanClustering shuffled = hdbscan.fit(points.select(order), 1, workers);
    assertThat(shuffled.clusters()).as("%s", cases).isEqualTo(found.clusters());
    for (int i = 0; i < 200; i++) {
      assertThat(shuffled.strength()[i])
          .as("%s", cases)
          .isCloseTo(found.strength()[order[i]], within(1e-5f));
    }
  }

  @Test
  void leavesAreFinerThanTheMostLastingClusters() {
    Matrix points = new Cases(3).matrix("points", 400, 2);
    for (int i = 0; i < 400; i++) {
      points.set(i, 0, points.get(i, 0) + (i % 2) * 40 + (i % 4 / 2) * 6);
    }
    Hdbscan.Options lasting = Hdbscan.Options.of(25, 10, Distance.EUCLIDEAN);
    Hdbscan.Options leaf =
        new Hdbscan.Options(25, 10, Selection.LEAF, Distance.EUCLIDEAN, NoisePolicy.keep());
    assertThat(new Hdbscan(leaf).fit(points, 1, workers).clusters())
        .isGreaterThanOrEqualTo(new Hdbscan(lasting).fit(points, 1, workers).clusters());
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void membershipSumsToOneAndAgreesWithTheLabel(Cases cases) {
    Matrix points = cases.groups("points", 120, 3, cases.size("groups", 1, 4));
    for (int i = 0; i < 20; i++) {
      points.setRow(
          i,
          cases
              .random("far " + i)
              .doubles(3)
              .collect(
                  () -> new float[3], (a, x) -> shift(a, (float) (60 * x - 30)), (a, b) -> {}));
    }
    for (NoisePolicy noise :
        List.of(NoisePolicy.keep(), new NoisePolicy.Nearest(), new NoisePolicy.AtMost(0.05))) {
      HdbscanClustering found =
          new Hdbscan(
                  new Hdbscan.Options(10, 4, Selection.EXCESS_OF_MASS, Distance.EUCLIDEAN, noise))
              .fit(points, 1, workers);
      Matrix shares = found.membership(workers);
      float[] confidence = found.confidence(Points.of(points), workers);
      int noiseColumn = shares.columns() - 1;
      for (int i = 0; i < 120; i++) {
        float sum = 0;
        int highest = 0;
        for (int c = 0; c < shares.columns(); c++) {
          sum += shares.get(i, c);
          highest = shares.get(i, c) > shares.get(i, highest) ? c : highest;
          assertThat(shares.get(i, c)).isBetween(0f, 1f);
        }
        assertThat(sum).as("%s, point %d", cases, i).isCloseTo(1, within(1e-5f));
        int own = found.label()[i] < 0 ? noiseColumn : found.label()[i];
        assertThat(highest).as("%s, point %d, %s", cases, i, noise).isEqualTo(own);
        if (noiseColumn > 0) {
          assertThat(shares.get(i, own)).isEqualTo(confidence[i]);
        }
      }
    }
  }

  private static void shift(float[] values, float next) {
    values[0] = values[1];
    values[1] = values[2];
    values[2] = next;
  }

  @Test
  void noiseIsKeptMovedOrASegment() {
    int[] kept = fit(Selection.EXCESS_OF_MASS, NoisePolicy.keep()).label();
    long noise = Arrays.stream(kept).filter(l -> l < 0).count();
    assertThat(noise).isBetween(23L, 26L);
    HdbscanClustering nearest = fit(Selection.EXCESS_OF_MASS, new NoisePolicy.Nearest());
    assertThat(nearest.label()).doesNotContain(-1);
    HdbscanClustering segment = fit(Selection.EXCESS_OF_MASS, new NoisePolicy.Segment());
    assertThat(segment.clusters()).isEqualTo(5);
    assertThat(segment.sizes()[4]).isEqualTo((int) noise);
    HdbscanClustering most = fit(Selection.EXCESS_OF_MASS, new NoisePolicy.AtMost(0.05));
    assertThat(Arrays.stream(most.label()).filter(l -> l < 0).count()).isEqualTo(15);
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] >= 0) {
        assertThat(nearest.label()[i]).isEqualTo(kept[i]);
      } else if (most.label()[i] >= 0) {
        assertThat(most.label()[i]).isEqualTo(nearest.label()[i]);
      }
    }
  }

  @Test
  void outliersScoreHigh() {
    Matrix points = new Cases(4).groups("points", 101, 2, 1);
    points.setRow(100, new float[] {points.get(0, 0) + 30, 0});
    HdbscanClustering found =
        new Hdbscan(Hdbscan.Options.of(10, 5, Distance.EUCLIDEAN)).fit(points, 1, workers);
    float[] scores = found.outlierScores();
    for (int i = 0; i < 100; i++) {
      assertThat(scores[i]).isBetween(0f, scores[100]);
    }
    assertThat(scores[100]).isGreaterThan(0.95f);
  }

  @Test
  void whatNeverSplitsIsOneClusterAndTooFewAreNone() {
    Hdbscan hdbscan = new Hdbscan(Hdbscan.Options.of(5, 3, Distance.EUCLIDEAN));
    assertThat(hdbscan.fit(Matrix.zeros(9, 2), 1, workers).label()).containsOnly(0);
    assertThat(hdbscan.fit(Matrix.zeros(4, 2), 1, workers).label()).containsOnly(-1);
    assertThat(hdbscan.fit(Matrix.zeros(1, 2), 1, workers).clusters()).isZero();
  }

  @Test
  void badOptionsAreRefused() {
    assertThatThrownBy(() -> Hdbscan.Options.of(1, 3, Distance.EUCLIDEAN))
        .hasMessageContaining("minClusterSize")
        .hasMessageContaining("not 1");
    assertThatThrownBy(() -> Hdbscan.Options.of(5, 0, Distance.EUCLIDEAN))
        .hasMessageContaining("minPoints")
        .hasMessageContaining("not 0");
  }
}
