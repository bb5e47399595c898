package dev.coterie.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MatrixProductTest {
  private static final Workers ONE = Workers.of(1);
  private static final Workers THREE = Workers.of(3);

  @AfterAll
  static void stop() {
    ONE.close();
    THREE.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "5, 3, 7",
    "4, 64, 64",
    "9, 65, 17",
    "130, 100, 31",
    "67, 83, 257",
    "3, 49, 600",
    "0, 5, 3",
    "5, 0, 3",
    "4, 5, 0"
  })
  void productsEqualThePlainSums(int n, int m, int depth) {
    Cases cases = new Cases(3);
    Matrix a = cases.matrix("a", n, depth);
    Matrix b = cases.matrix("b", depth, m);
    Matrix expected = plain(a, b);
    close(MatrixProduct.times(a, b, THREE), expected, depth);
    close(MatrixProduct.timesTransposed(a, b.transpose(), THREE), expected, depth);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 5", "256, 64", "300, 100", "1000, 67", "0, 3", "3, 0"})
  void gramEqualsThePlainSums(int rows, int columns) {
    Matrix a = new Cases(5).matrix("a", rows, columns);
    Matrix gram = MatrixProduct.gram(a, THREE);
    close(gram, plain(a.transpose(), a), rows);
    assertThat(gram).isEqualTo(gram.transpose());
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void bitsDependNeitherOnThreadsNorOnNeighbours(Cases cases) {
    int n = cases.size("n", 1, 200);
    int m = cases.size("m", 1, 150);
    int depth = cases.size("depth", 1, 400);
    Matrix a = cases.matrix("a", n, depth);
    Matrix b = cases.matrix("b", m, depth);
    Matrix whole = MatrixProduct.timesTransposed(a, b, ONE);
    assertThat(MatrixProduct.timesTransposed(a, b, THREE)).as("%s", cases).isEqualTo(whole);
    assertThat(MatrixProduct.gram(a, THREE)).isEqualTo(MatrixProduct.gram(a, ONE));
    int[] lastRow = {n - 1};
    int[] lastColumn = {m - 1};
    assertThat(
            MatrixProduct.timesTransposed(a.select(lastRow), b.select(lastColumn), ONE).get(0, 0))
        .as("%s", cases)
        .isEqualTo(whole.get(n - 1, m - 1));
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> MatrixProduct.times(Matrix.zeros(2, 3), Matrix.zeros(2, 3), ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("columns of a and rows of b differ: 3 and 2");
    assertThatThrownBy(
            () -> MatrixProduct.timesTransposed(Matrix.zeros(2, 3), Matrix.zeros(2, 4), ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 and 4");
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void nearestRowsAreTheNearest(Cases cases) {
    int n = cases.size("n", 1, 300);
    int k = cases.size("k", 1, 140);
    int d = cases.size("d", 1, 90);
    Matrix points = cases.matrix("points", n, d);
    Matrix rows = cases.matrix("rows", k, d);
    int[] label = new int[n];
    float[] score = new float[n];
    NearestRows.byDistance(rows, THREE).find(points, THREE, label, score);
    for (int i = 0; i < n; i++) {
      float found = VectorMath.squaredDistance(points.row(i), rows.row(label[i]));
      float norm = VectorMath.dot(points.row(i), points.row(i));
      assertThat(Math.abs(norm - 2 * score[i] - found)).isLessThan(1e-4f * (norm + found + 1));
      for (int j = 0; j < k; j++) {
        assertThat(VectorMath.squaredDistance(points.row(i), rows.row(j)))
            .as("%s, point %d, row %d", cases, i, j)
            .isGreaterThanOrEqualTo(found - 1e-4f * (found + norm));
      }
    }
    NearestRows.byDot(rows, ONE).find(points, ONE, label, score);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < k; j++) {
        assertThat(VectorMath.dot(points.row(i), rows.row(j)))
            .isLessThanOrEqualTo(score[i] + 1e-4f * d);
      }
    }
  }

  @Test
  void equallyNearRowsGoToTheLowerIndex() {
    Matrix rows = Matrix.ofRows(new float[][] {{5, 5}, {1, 0}, {0, 1}, {1, 0}});
    Matrix points = Matrix.ofRows(new float[][] {{0, 0}, {2, 0}, {2, 0}, {2, 2}, {9, 9}});
    int[] label = new int[5];
    NearestRows.byDistance(rows, ONE).find(points, ONE, label, new float[5]);
    assertThat(label).containsExactly(1, 1, 1, 1, 0);
  }

  private static Matrix plain(Matrix a, Matrix b) {
    Matrix c = Matrix.zeros(a.rows(), b.columns());
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < b.columns(); j++) {
        double sum = 0;
        for (int p = 0; p < a.columns(); p++) {
          sum += (double) a.get(i, p) * b.get(p, j);
        }
        c.set(i, j, (float) sum);
      }
    }
    return c;
  }

  private static void close(Matrix actual, Matrix expected, int depth) {
    assertThat(actual.rows()).isEqualTo(expected.rows());
    assertThat(actual.columns()).isEqualTo(expected.columns());
    for (int i = 0; i < expected.data().length; i++) {
      assertThat(Math.abs(actual.data()[i] - expected.data()[i]))
          .as("element %d", i)
          .isLessThan(1e-6f * (depth + 10));
    }
  }
}
