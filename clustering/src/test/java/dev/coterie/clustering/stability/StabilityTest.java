package dev.coterie.clustering.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.kmeans.KMeans;
import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import org.junit.jupiter.api.Test;

class StabilityTest {
  private static Stability of(Matrix matrix, int k, int threads) {
    KMeans kMeans = new KMeans(KMeans.Options.of(k, Distance.EUCLIDEAN));
    try (Workers workers = Workers.of(threads)) {
      Points points = Points.of(matrix);
      CentreClustering found = kMeans.fit(points, 1, workers, Progress.NONE);
      return Stability.of(
          points, found, kMeans, Stability.Options.defaults(), 1, workers, Progress.NONE);
    }
  }

  @Test
  void plantedGroupsAreFoundAgain() {
    Stability stability = of(new Cases(1).groups("points", 400, 8, 5), 5, 2);
    assertThat(stability.adjustedRand()).isEqualTo(1);
    assertThat(stability.ofCluster()).containsOnly(1).hasSize(5);
  }

  @Test
  void piecesOfOneHeapAreNot() {
    Stability stability = of(new Cases(1).matrix("points", 400, 20), 6, 2);
    assertThat(stability.adjustedRand()).isBetween(-0.1, 0.4);
    for (double jaccard : stability.ofCluster()) {
      assertThat(jaccard).isBetween(0.05, 0.7);
    }
    assertThat(of(new Cases(1).matrix("points", 400, 20), 6, 1).ofCluster())
        .isEqualTo(stability.ofCluster());
  }

  @Test
  void badOptionsAreRefusedByNameAndValue() {
    assertThatThrownBy(() -> new Stability.Options(0, 0.5, 10))
        .hasMessage("samples must be at least 1, not 0");
    assertThatThrownBy(() -> new Stability.Options(1, Double.NaN, 10))
        .hasMessage("share must be above 0 and below 1, not NaN");
    assertThatThrownBy(() -> new Stability.Options(1, 0.5, 1)).hasMessageContaining("most");
  }
}
