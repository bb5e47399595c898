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
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MiniBatchTest extends ClustererContract {
  @Override
  protected Clusterer<CentreClustering> into(int k, Distance distance) {
    return new MiniBatch(MiniBatch.Options.of(k, distance));
  }

  @Override
  protected float farthestFromMean() {
    return 0.3f;
  }

  @Test
  void isLittleWorseThanAllPointsAtOnce() {
    Points points = Points.of(new Cases(2).groups("points", 20_000, 16, 30));
    MiniBatch.Options options = new MiniBatch.Options(20, Distance.EUCLIDEAN, 1000, 20, 10, 1, 1);
    try (Workers workers = Workers.of(2)) {
      double small = new MiniBatch(options).fit(points, 1, workers, Progress.NONE).inertia();
      KMeans.Options whole = KMeans.Options.of(20, Distance.EUCLIDEAN).withStarts(1);
      double all = new KMeans(whole).fit(points, 1, workers, Progress.NONE).inertia();
      assertThat(small).isLessThan(1.15 * all);
    }
  }

  @Test
  void starvedCentresStartAgainAmongThePoints() {
    Matrix points = new Cases(3).groups("points", 6000, 8, 10);
    Matrix start = points.select(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    for (int c = 5; c < 10; c++) {
      Arrays.fill(start.data(), start.offset(c), start.offset(c) + 8, 1e6f);
    }
    MiniBatch.Options options = new MiniBatch.Options(10, Distance.EUCLIDEAN, 500, 20, 0, 1, 1);
    try (Workers workers = Workers.of(2)) {
      CentreClustering found =
          new MiniBatch(options).fitFrom(start, Points.of(points), workers, Progress.NONE);
      assertThat(found.sizes()).doesNotContain(0);
      for (float x : found.centres().data()) {
        assertThat(Math.abs(x)).isLessThan(100);
      }
    }
  }

  @Test
  void badOptionsAreRefusedByNameAndValue() {
    Distance d = Distance.COSINE;
    assertThatThrownBy(() -> MiniBatch.Options.of(0, d)).hasMessage("k must be at least 1, not 0");
    assertThatThrownBy(() -> new MiniBatch.Options(2, d, 0, 1, 1, 1, 1))
        .hasMessageContaining("batch");
    assertThatThrownBy(() -> new MiniBatch.Options(2, d, 1, 0, 1, 1, 1))
        .hasMessageContaining("passes");
    assertThatThrownBy(() -> new MiniBatch.Options(2, d, 1, 1, -1, 1, 1))
        .hasMessage("patience must be at least 0, not -1");
  }

  @Test
  void aMillionPointsAndAThousandClustersFitIntoEightGibibytes() {
    long points = 4L * 1_000_000 * 384;
    long most = 8L << 30;
    Distance d = Distance.EUCLIDEAN;
    assertThat(points + MiniBatch.memory(1_000_000, 384, MiniBatch.Options.of(1000, d)))
        .isBetween(points, most / 2);
    assertThat(points + KMeans.memory(1_000_000, 384, KMeans.Options.of(1000, d)))
        .isBetween(points, most / 2);
    assertThat(KMeans.memory(1_000_000, 384, KMeans.Options.of(1000, Distance.COSINE)))
        .isGreaterThan(points);
    assertThat(Bisecting.memory(1_000_000, 384, Bisecting.Options.of(1000, d)))
        .isBetween(points, most / 2);
  }
}
