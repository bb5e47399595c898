package dev.coterie.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SparseProductTest {
  private static final Workers ONE = Workers.of(1);
  private static final Workers THREE = Workers.of(3);

  @AfterAll
  static void stop() {
    ONE.close();
    THREE.close();
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void productsEqualThoseOfTheDenseMatrix(Cases cases) {
    SparseMatrix a = cases.sparse("a", cases.size("n", 1, 150), cases.size("m", 1, 90), 0.1);
    Matrix dense = dense(a);
    Matrix right = cases.matrix("right", a.columns(), 19);
    Matrix left = cases.matrix("left", a.rows(), 5);
    close(SparseProduct.times(a, right, THREE), MatrixProduct.times(dense, right, ONE));
    close(
        SparseProduct.transposedTimes(a, left, THREE),
        MatrixProduct.times(dense.transpose(), left, ONE));
    Matrix gram = MatrixProduct.gram(dense, ONE);
    close(SparseProduct.cooccurrence(a, THREE), gram);
    close(rows(a, THREE), gram);
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void bitsDoNotDependOnThreads(Cases cases) {
    SparseMatrix a = cases.sparse("a", 300, 200, 0.05);
    assertThat(SparseProduct.cooccurrence(a, THREE)).isEqualTo(SparseProduct.cooccurrence(a, ONE));
    assertThat(rows(a, THREE)).isEqualTo(rows(a, ONE));
  }

  @Test
  void emptyRowsAndColumns() {
    SparseMatrix empty = SparseMatrix.ofEntries(3, 4, new int[0], new int[0], new float[0]);
    assertThat(SparseProduct.cooccurrence(empty, ONE)).isEqualTo(Matrix.zeros(4, 4));
    assertThat(rows(empty, ONE)).isEqualTo(Matrix.zeros(4, 4));
    assertThat(SparseProduct.times(empty, Matrix.zeros(4, 2), ONE)).isEqualTo(Matrix.zeros(3, 2));
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    SparseMatrix a = new Cases(1).sparse("a", 3, 4, 0.5);
    assertThatThrownBy(() -> SparseProduct.times(a, Matrix.zeros(3, 2), ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("columns of a and rows of b differ: 4 and 3");
  }

  private static Matrix rows(SparseMatrix a, Workers workers) {
    Matrix all = Matrix.zeros(a.columns(), a.columns());
    SparseProduct.cooccurrenceRows(
        a,
        workers,
        (row, size, columns, sums) -> {
          assertThat(Arrays.stream(columns, 0, size).distinct().count()).isEqualTo(size);
          for (int c = 0; c < size; c++) {
            all.set(row, columns[c], (float) sums[columns[c]]);
          }
        });
    return all;
  }

  private static Matrix dense(SparseMatrix a) {
    Matrix dense = Matrix.zeros(a.rows(), a.columns());
    for (int i = 0; i < a.rows(); i++) {
      for (int p = a.start(i); p < a.end(i); p++) {
        dense.set(i, a.column(p), a.value(p));
      }
    }
    return dense;
  }

  private static void close(Matrix actual, Matrix expected) {
    assertThat(actual.rows()).isEqualTo(expected.rows());
    assertThat(actual.data()).containsExactly(expected.data(), within(1e-4f));
  }
}
