package dev.coterie.clustering.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.clustering.Clusterer;
import dev.coterie.clustering.ClusteringContract;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.quality.Agreement;
import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DbscanTest extends ClusteringContract {
  private final Workers workers = Workers.of(2);

  @AfterEach
  void stop() {
    workers.close();
  }

  @Override
  protected Clusterer<?> forThreeGroups(Distance distance, double scale) {
    return new Dbscan(
        Dbscan.Options.of(distance == Distance.COSINE ? 0.1 : 4 * scale, 4, distance));
  }

  private DbscanClustering fit(double epsilon, int minPoints, float... line) {
    return new Dbscan(Dbscan.Options.of(epsilon, minPoints, Distance.EUCLIDEAN))
        .fit(Matrix.of(line.length, 1, line), 1, workers);
  }

  @Test
  void figuresAreThoseOfScikitLearn() {
    Matrix points = Density.points();
    DbscanClustering found =
        new Dbscan(Dbscan.Options.of(0.5, 6, Distance.EUCLIDEAN)).fit(points, 1, workers);
    int[] expected = Density.column(2);
    int[] core = Density.column(3);
    for (int i = 0; i < core.length; i++) {
      assertThat(found.core()[i]).as("point %d", i).isEqualTo(core[i] == 1);
      assertThat(found.label()[i] < 0).as("point %d", i).isEqualTo(expected[i] < 0);
    }
    assertThat(Agreement.of(found.label(), expected).adjustedRand()).isGreaterThan(0.99);
    assertThat(found.assign(points, workers)).isEqualTo(found.label());
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void labelsAreThoseOfTheDefinition(Cases cases) {
    int n = cases.size("n", 1, 300);
    Matrix points = cases.matrix("points", n, 2);
    for (int i = 0; i < points.data().length && cases.seed() % 2 == 0; i++) {
      points.data()[i] = Math.round(3 * points.data()[i]) / 3f;
    }
    double epsilon = cases.seed() % 2 == 0 ? 1 / 3.0 : 0.3;
    DbscanClustering found =
        new Dbscan(Dbscan.Options.of(epsilon, 5, Distance.EUCLIDEAN)).fit(points, 1, workers);
    for (int i = 0; i < n; i++) {
      int neighbours = 0;
      boolean nearCore = false;
      for (int j = 0; j < n; j++) {
        double apart =
            Math.hypot(
                (double) points.get(i, 0) - points.get(j, 0),
                (double) points.get(i, 1) - points.get(j, 1));
        boolean near = apart <= epsilon * (1 + 5e-7);
        neighbours += near ? 1 : 0;
        nearCore |= near && found.core()[j];
        if (near && found.core()[i] && found.core()[j]) {
          assertThat(found.label()[i]).as("%s", cases).isEqualTo(found.label()[j]);
        }
      }
      assertThat(found.core()[i]).as("%s, point %d", cases, i).isEqualTo(neighbours >= 5);
      assertThat(found.label()[i] >= 0).as("%s, point %d", cases, i).isEqualTo(nearCore);
    }
  }

  @Test
  void borderPointsJoinTheNearestCore() {
    DbscanClustering found =
        fit(1, 5, 0, 0.1f, 0.15f, 0.2f, 0.25f, 1.22f, 2, 2.5f, 2.6f, 2.7f, 2.8f, 9);
    assertThat(found.label()).containsExactly(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, -1);
    assertThat(found.core()[5]).isFalse();
    float[] confidence = found.confidence(Points.of(Matrix.zeros(12, 1)), workers);
    assertThat(confidence[4]).isEqualTo(1);
    assertThat(confidence[5]).isEqualTo(3 / 5f);
    assertThat(confidence[11]).isEqualTo(1 - 1 / 5f);
    assertThat(found.assign(Matrix.of(3, 1, new float[] {1.1f, 3.75f, 3.9f}), workers))
        .containsExactly(0, 1, -1);
  }

  @Test
  void distancesOfEpsilonAreWithin() {
    assertThat(fit(0.1, 2, 0, 0.1f, 0.2f, 0.3f).label()).containsOnly(0);
    assertThat(fit(0, 2, 5, 5, 6).label()).containsExactly(0, 0, -1);
  }

  @Test
  void aPointOfWeightThreeCountsAsThree() {
    Matrix line = Matrix.of(3, 1, new float[] {0, 0.5f, 9});
    Points points = new Points(line, new float[] {1, 1, 3});
    DbscanClustering found =
        new Dbscan(Dbscan.Options.of(1, 3, Distance.EUCLIDEAN))
            .fit(points, 1, workers, Progress.NONE);
    assertThat(found.label()).containsExactly(-1, -1, 0);
  }

  @Test
  void noiseMayJoinOrStandApart() {
    float[] line = {0, 0.1f, 0.2f, 5, 5.1f, 5.2f, 9, 2};
    Matrix points = Matrix.of(8, 1, line);
    assertThat(label(points, new NoisePolicy.Nearest())).containsExactly(0, 0, 0, 1, 1, 1, 1, 0);
    assertThat(label(points, new NoisePolicy.Segment())).containsExactly(0, 0, 0, 1, 1, 1, 2, 2);
    int[] most = label(points, new NoisePolicy.AtMost(0.125));
    assertThat(Arrays.stream(most).filter(l -> l < 0).count()).isEqualTo(1);
    assertThat(label(Matrix.of(2, 1, new float[] {0, 9}), new NoisePolicy.Nearest()))
        .containsExactly(-1, -1);
  }

  private int[] label(Matrix points, NoisePolicy noise) {
    DbscanClustering found =
        new Dbscan(new Dbscan.Options(0.3, 3, Distance.EUCLIDEAN, noise)).fit(points, 1, workers);
    assertThat(found.clusters()).isGreaterThan(Arrays.stream(found.label()).max().getAsInt());
    return found.label();
  }

  @Test
  void badOptionsAreRefused() {
    assertThatThrownBy(() -> Dbscan.Options.of(Double.NaN, 3, Distance.EUCLIDEAN))
        .hasMessageContaining("epsilon")
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> Dbscan.Options.of(1, 0, Distance.EUCLIDEAN))
        .hasMessageContaining("minPoints")
        .hasMessageContaining("not 0");
    assertThatThrownBy(() -> new NoisePolicy.AtMost(1.5)).hasMessageContaining("1.5");
  }
}
