package dev.coterie.clustering.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.clustering.Centres;
import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PairsTest {
  private final Workers workers = Workers.of(2);

  @AfterEach
  void stop() {
    workers.close();
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void distancesAreThoseMeasuredDirectly(Cases cases) {
    Matrix points = cases.matrix("points", cases.size("n", 1, 200), cases.size("d", 1, 70));
    for (int i = 0; i < points.data().length; i++) {
      points.data()[i] += 50;
    }
    float[][] matrix = DistanceMatrix.squared(points, workers);
    for (int i = 0; i < points.rows(); i++) {
      assertThat(matrix[i][i]).isInfinite();
      for (int j = 0; j < i; j++) {
        float direct = Centres.squared(points, i, points, j);
        assertThat(matrix[i][j])
            .as("%s", cases)
            .isEqualTo(matrix[j][i])
            .isCloseTo(direct, within(2e-5f * (1 + direct)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void coreDistancesAreThoseOfSortedRows(Cases cases) {
    int n = cases.size("n", 1, 400);
    Matrix points = cases.matrix("points", n, 3);
    int k = cases.size("k", 1, 12);
    float[][] matrix = DistanceMatrix.squared(points, workers);
    float[] core = CoreDistances.squared(matrix, k, workers);
    for (int i = 0; i < n; i++) {
      float[] row = matrix[i].clone();
      row[i] = 0;
      Arrays.sort(row);
      assertThat(core[i]).as("%s", cases).isEqualTo(row[Math.min(k, n) - 1]);
    }
    assertThat(CoreDistances.squared(new PairBlocks(points, workers), k, workers)).isEqualTo(core);
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void treesWithAndWithoutAMatrixWeighTheSame(Cases cases) {
    Matrix points = cases.matrix("points", cases.size("n", 2, 600), cases.size("d", 1, 8));
    for (int i = 0; i < points.data().length && cases.seed() % 3 == 0; i++) {
      points.data()[i] = Math.round(points.data()[i]);
    }
    float[][] matrix = DistanceMatrix.squared(points, workers);
    float[] core = CoreDistances.squared(matrix, cases.size("k", 1, 6), workers);
    SpanningTree prim = SpanningTree.prim(matrix, core, Progress.NONE);
    SpanningTree rounds = new NearestOutside(points, core).tree(workers, Progress.NONE);
    float[] expected = prim.squared().clone();
    float[] found = rounds.squared().clone();
    Arrays.sort(expected);
    Arrays.sort(found);
    assertThat(found).as("%s", cases).containsExactly(expected, within(1e-4f));
    assertThat(spans(prim, points.rows())).isTrue();
    assertThat(spans(rounds, points.rows())).isTrue();
  }

  @Test
  void pointsThatAreAllEqual() {
    Matrix same = Matrix.zeros(90, 2);
    Arrays.fill(same.data(), 7);
    assertThat(SpanningTree.of(same, 4, workers, Progress.NONE).tree().squared()).containsOnly(0);
    assertThat(new NearestOutside(same, new float[90]).tree(workers, Progress.NONE).squared())
        .containsOnly(0);
    assertThat(SpanningTree.of(Matrix.zeros(1, 1), 5, workers, Progress.NONE).tree().a()).isEmpty();
  }

  private static boolean spans(SpanningTree tree, int n) {
    int[] root = new int[n];
    Arrays.setAll(root, i -> i);
    for (int e = 0; e < n - 1; e++) {
      int from = root[tree.a()[e]];
      int to = root[tree.b()[e]];
      if (from == to) {
        return false;
      }
      Arrays.setAll(root, i -> root[i] == from ? to : root[i]);
    }
    return true;
  }
}
