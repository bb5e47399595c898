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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AgglomerativeTest extends ClustererContract {
  @Override
  protected Clusterer<CentreClustering> into(int k, Distance distance) {
    return new Agglomerative(new Agglomerative.Options(Method.WARD, new Cut.Into(k), distance));
  }

  private static Linkage link(Points points) {
    return link(points, Method.WARD);
  }

  private static Linkage link(Points points, Method method) {
    try (Workers workers = Workers.of(2)) {
      return Agglomerative.link(points, method, Distance.EUCLIDEAN, workers, Progress.NONE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void treeIsThatOfSciPy(Method method) {
    Linkage found = link(Points.of(Golden.points()), method);
    List<String[]> expected = Golden.cells(method.name().toLowerCase(Locale.ROOT) + ".csv");
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
    for (Method method : Method.values()) {
      wellFormed(cases, method);
    }
  }

  private static void wellFormed(Cases cases, Method method) {
    int n = cases.size("n", 1, 40);
    Matrix points = cases.matrix("points", n, 2);
    for (int i = 0; i < points.data().length && cases.seed() % 2 == 0; i++) {
      points.data()[i] = Math.round(points.data()[i]);
    }
    Linkage tree = link(Points.of(points), method);
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
      assertThat(Arrays.stream(tree.cut(k)).max().getAsInt()).isEqualTo(k - 1);
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
    int[] rows = IntStream.range(0, 8).filter(c -> present[c]).toArray();
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
        new Agglomerative(
            new Agglomerative.Options(Method.WARD, new Cut.At(2.5), Distance.EUCLIDEAN));
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
    Arrays.setAll(truth, i -> i % 5);
    assertThat(Agreement.of(link(Points.of(points)).cut(5), truth).adjustedRand()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void treeWithoutAMatrixIsThatOfTheMatrix(Cases cases) {
    Matrix points = cases.matrix("points", cases.size("n", 2, 700), cases.size("d", 1, 20));
    float[] weights = new float[points.rows()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 1 + i % 3;
    }
    Points weighted = new Points(points, weights);
    try (Workers workers = Workers.of(2)) {
      Linkage expected = link(weighted);
      Linkage found = new WardRounds(weighted, workers, Progress.NONE).link();
      for (int m = 0; m < expected.height().length; m++) {
        assertThat(found.height()[m])
            .as("%s, merge %d", cases, m)
            .isCloseTo(expected.height()[m], within(1e-4 * (1 + expected.height()[m])));
      }
      int k = Math.min(5, points.rows());
      assertThat(Agreement.of(found.cut(k), expected.cut(k)).adjustedRand())
          .as("%s", cases)
          .isEqualTo(1);
    }
  }

  @Test
  void pointsAllEqualAndWithoutWeightMergeWithoutAMatrixToo() {
    float[] weights = new float[40];
    weights[3] = 1;
    try (Workers workers = Workers.of(2)) {
      Points equal = Points.of(Matrix.zeros(40, 2));
      assertThat(new WardRounds(equal, workers, Progress.NONE).link().height()).containsOnly(0);
      Points weightless = new Points(new Cases(3).matrix("points", 40, 2), weights);
      assertThat(new WardRounds(weightless, workers, Progress.NONE).link().height())
          .containsOnly(0);
    }
  }

  @Test
  void memoryIsForetold() {
    assertThat(Agglomerative.bytes(Method.COMPLETE, 10_000, 100))
        .isBetween(400_000_000L, 450_000_000L);
    assertThat(Agglomerative.bytes(Method.WARD, 30_000, 384)).isLessThan(200_000_000L);
    assertThat(Agglomerative.bytes(Method.SINGLE, 30_000, 384)).isLessThan(200_000_000L);
  }

  @Test
  void badCutsAreRefused() {
    Linkage tree = link(Points.of(Matrix.zeros(3, 1)));
    assertThatThrownBy(() -> tree.cut(4)).hasMessage("cannot cut 3 points into 4 clusters");
    assertThatThrownBy(() -> tree.cut(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.cutAt(Double.NaN)).hasMessageContaining("not NaN");
    assertThatThrownBy(() -> new Cut.Into(0)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> new Cut.At(-1)).hasMessageContaining("not -1.0");
  }
}
