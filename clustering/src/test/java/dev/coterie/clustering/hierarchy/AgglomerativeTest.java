package dev.coterie.clustering.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Clusterer;
import dev.coterie.clustering.ClustererContract;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Golden;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.quality.Agreement;
import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WardTest extends ClustererContract {
  @Override
  protected Clusterer<CentreClustering> into(int k, Distance distance) {
    return new Ward(new Ward.Options(new Ward.Cut.Into(k), distance));
  }

  private static Linkage link(Points points) {
    try (Workers workers = Workers.of(2)) {
      return Ward.link(points, Distance.EUCLIDEAN, workers, Progress.NONE);
    }
  }

  @Test
  void treeIsThatOfSciPy() {
    Linkage found = link(Points.of(Golden.points()));
    List<String[]> expected = Golden.cells("ward.csv");
    assertThat(found.height()).hasSize(expected.size());
    for (int m = 0; m < expected.size(); m++) {
      String[] merge = expected.get(m);
      assertThat(found.left()[m]).as("merge %d", m).isEqualTo(Integer.parseInt(merge[0]));
      assertThat(found.right()[m]).as("merge %d", m).isEqualTo(Integer.parseInt(merge[1]));
      assertThat(found.height()[m]).isCloseTo(Double.parseDouble(merge[2]), within(1e-4));
      assertThat(found.size()[m]).isEqualTo(Integer.parseInt(merge[3]));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#hundred")
  void treesAreWellFormed(Cases cases) {
    int n = cases.size("n", 1, 40);
    Matrix points = cases.matrix("points", n, 2);
    for (int i = 0; i < points.data().length && cases.seed() % 2 == 0; i++) {
      points.data()[i] = Math.round(points.data()[i]);
    }
    Linkage tree = link(Points.of(points));
    boolean[] used = new boolean[2 * n];
    for (int m = 0; m < n - 1; m++) {
      assertThat(tree.left()[m]).as("%s", cases).isLessThan(tree.right()[m]);
      assertThat(tree.right()[m]).isLessThan(n + m);
      assertThat(used[tree.left()[m]] || used[tree.right()[m]]).isFalse();
      used[tree.left()[m]] = true;
      used[tree.right()[m]] = true;
      assertThat(m == 0 || tree.height()[m] >= tree.height()[m - 1]).as("%s", cases).isTrue();
    }
    assertThat(n == 1 || tree.size()[n - 2] == n).isTrue();
    for (int k = 1; k <= n; k++) {
      assertThat(java.util.Arrays.stream(tree.cut(k)).max().getAsInt()).isEqualTo(k - 1);
      assertThat(tree.cut(k)[0]).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void treeOverFinerCentresIsThatOfTheirPoints(Cases cases) {
    Matrix centres = cases.matrix("centres", 8, 3);
    int[] copies = new int[80];
    float[] weights = new float[8];
    for (int i = 0; i < 80; i++) {
      copies[i] = Math.min(7, (i * i) % 13);
      weights[copies[i]]++;
    }
    boolean[] present = new boolean[8];
    for (int c : copies) {
      present[c] = true;
    }
    int[] rows = java.util.stream.IntStream.range(0, 8).filter(c -> present[c]).toArray();
    float[] kept = new float[rows.length];
    for (int r = 0; r < rows.length; r++) {
      kept[r] = weights[rows[r]];
    }
    Linkage few = link(new Points(centres.select(rows), kept));
    Linkage many = link(Points.of(centres.select(copies)));
    for (int m = 0; m < few.height().length; m++) {
      assertThat(few.height()[m])
          .as("%s", cases)
          .isCloseTo(many.height()[many.height().length - few.height().length + m], within(1e-4));
    }
  }

  @Test
  void cutAtAHeightStopsThere() {
    Linkage tree = link(Points.of(Matrix.of(5, 1, new float[] {0, 1, 10, 12, 50})));
    assertThat(tree.height()[0]).isEqualTo(1, within(1e-6));
    assertThat(tree.cutAt(0.5)).containsExactly(0, 1, 2, 3, 4);
    assertThat(tree.cutAt(1.5)).containsExactly(0, 0, 1, 2, 3);
    assertThat(tree.cutAt(2.5)).containsExactly(0, 0, 1, 1, 2);
    assertThat(tree.cutAt(1e9)).containsOnly(0);
    Clusterer<CentreClustering> at =
        new Ward(new Ward.Options(new Ward.Cut.At(2.5), Distance.EUCLIDEAN));
    try (Workers workers = Workers.of(1)) {
      CentreClustering found = at.fit(Matrix.of(5, 1, new float[] {0, 1, 10, 12, 50}), 1, workers);
      assertThat(found.label()).containsExactly(0, 0, 1, 1, 2);
      assertThat(found.centres().data()).containsExactly(0.5f, 11, 50);
    }
  }

  @Test
  void manyPointsInParallelGiveTheSameGroups() {
    Matrix points = new Cases(9).groups("points", 1500, 10, 5);
    int[] truth = new int[1500];
    java.util.Arrays.setAll(truth, i -> i % 5);
    assertThat(Agreement.of(link(Points.of(points)).cut(5), truth).adjustedRand()).isEqualTo(1);
  }

  @Test
  void badCutsAreRefused() {
    Linkage tree = link(Points.of(Matrix.zeros(3, 1)));
    assertThatThrownBy(() -> tree.cut(4)).hasMessage("cannot cut 3 points into 4 clusters");
    assertThatThrownBy(() -> tree.cut(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.cutAt(Double.NaN)).hasMessageContaining("not NaN");
    assertThatThrownBy(() -> new Ward.Cut.Into(0)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> new Ward.Cut.At(-1)).hasMessageContaining("not -1.0");
  }
}
