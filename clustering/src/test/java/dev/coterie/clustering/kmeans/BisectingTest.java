package dev.coterie.clustering.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Clusterer;
import dev.coterie.clustering.ClustererContract;
import dev.coterie.clustering.Distance;
import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BisectingTest extends ClustererContract {
  @Override
  protected Clusterer<CentreClustering> into(int k, Distance distance) {
    return new Bisecting(Bisecting.Options.of(k, distance));
  }

  @Test
  void moreClustersAreSplitsOfFewer() {
    Matrix points = new Cases(3).matrix("points", 500, 6);
    try (Workers workers = Workers.of(2)) {
      int[] four = into(4, Distance.EUCLIDEAN).fit(points, 1, workers).label();
      int[] nine = into(9, Distance.EUCLIDEAN).fit(points, 1, workers).label();
      int[] parent = new int[9];
      Arrays.fill(parent, -1);
      for (int i = 0; i < 500; i++) {
        assertThat(parent[nine[i]]).isIn(-1, four[i]);
        parent[nine[i]] = four[i];
      }
    }
  }

  @Test
  void badOptionsAreRefusedByNameAndValue() {
    assertThatThrownBy(() -> Bisecting.Options.of(0, Distance.COSINE))
        .hasMessage("k must be at least 1, not 0");
    assertThatThrownBy(() -> new Bisecting.Options(2, Distance.COSINE, 1, 1, Double.NaN))
        .hasMessageContaining("tolerance");
  }
}
