package dev.coterie.clustering.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Clusterer;
import dev.coterie.clustering.ClustererContract;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KMeansTest extends ClustererContract {
  @Override
  protected Clusterer<CentreClustering> into(int k, Distance distance) {
    return new KMeans(KMeans.Options.of(k, distance));
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void labelsAreThoseOfTheNearestCentres(Cases cases) {
    Matrix points = cases.matrix("points", 700, 20);
    try (Workers workers = Workers.of(2)) {
      for (Distance distance : Distance.values()) {
        CentreClustering found = into(15, distance).fit(points, 3, workers);
        assertThat(found.assign(points, workers)).as("%s", cases).isEqualTo(found.label());
        assertThat(found.sizes()).doesNotContain(0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void moreStartsAreNeverWorse(Cases cases) {
    Matrix points = cases.matrix("points", 300, 4);
    KMeans.Options one = KMeans.Options.of(12, Distance.EUCLIDEAN).withStarts(1);
    try (Workers workers = Workers.of(1)) {
      double single = new KMeans(one).fit(points, 3, workers).inertia();
      double eight = new KMeans(one.withStarts(8)).fit(points, 3, workers).inertia();
      assertThat(eight).as("%s", cases).isLessThanOrEqualTo(single);
    }
  }

  @Test
  void clustersThatRunEmptyStartAgainAtTheFarthestPoint() {
    Matrix points = Matrix.of(5, 1, new float[] {0, 0.1f, 1, 1.1f, 50});
    Matrix centres = Matrix.of(3, 1, new float[] {0, 1, -1000});
    KMeans kMeans = new KMeans(KMeans.Options.of(3, Distance.EUCLIDEAN));
    try (Workers workers = Workers.of(1)) {
      CentreClustering found = kMeans.fitFrom(centres, Points.of(points), workers, Progress.NONE);
      assertThat(found.label()).containsExactly(0, 0, 1, 1, 2);
      assertThat(found.centres().get(2, 0)).isEqualTo(50);
      assertThat(found.converged()).isTrue();
    }
  }

  @Test
  void warmStartOfASettledClusteringChangesNothing() {
    Points points = Points.of(new Cases(5).matrix("points", 400, 8));
    KMeans kMeans = new KMeans(new KMeans.Options(7, Distance.COSINE, 3, 500, 0));
    try (Workers workers = Workers.of(2)) {
      CentreClustering cold = kMeans.fit(points, 1, workers, Progress.NONE);
      CentreClustering warm = kMeans.fitFrom(cold.centres(), points, workers, Progress.NONE);
      assertThat(cold.converged()).isTrue();
      assertThat(warm.label()).isEqualTo(cold.label());
      assertThat(warm.iterations()).isLessThanOrEqualTo(2);
      assertThatThrownBy(() -> kMeans.fitFrom(Matrix.zeros(6, 8), points, workers, Progress.NONE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("centres of 6 x 8 for k = 7");
    }
  }

  @Test
  void pointsWithoutWeightMoveNothing() {
    Matrix points = Matrix.of(5, 1, new float[] {0, 1, 10, 11, 1000});
    float[] weights = {1, 1, 1, 1, 0};
    try (Workers workers = Workers.of(1)) {
      CentreClustering found =
          into(2, Distance.EUCLIDEAN).fit(new Points(points, weights), 1, workers, Progress.NONE);
      assertThat(found.centres().data()).containsExactlyInAnyOrder(0.5f, 10.5f);
      assertThat(found.label()[4]).isEqualTo(found.label()[3]);
    }
  }

  @Test
  void largeSetsAreSeededFromASample() {
    Matrix points = new Cases(2).groups("points", 20_000, 4, 5);
    try (Workers workers = Workers.of(2)) {
      CentreClustering found = into(5, Distance.EUCLIDEAN).fit(points, 1, workers);
      assertThat(found.sizes()).containsOnly(4000);
    }
  }

  @Test
  void badOptionsAreRefusedByNameAndValue() {
    Distance d = Distance.COSINE;
    assertThatThrownBy(() -> KMeans.Options.of(0, d)).hasMessage("k must be at least 1, not 0");
    assertThatThrownBy(() -> new KMeans.Options(2, d, 0, 1, 0)).hasMessageContaining("starts");
    assertThatThrownBy(() -> new KMeans.Options(2, d, 1, 0, 0))
        .hasMessageContaining("maxIterations");
    assertThatThrownBy(() -> new KMeans.Options(2, d, 1, 1, Double.NaN))
        .hasMessageContaining("tolerance must be a finite number of 0 or more, not NaN");
  }
}
