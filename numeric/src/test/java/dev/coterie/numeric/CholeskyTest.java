package dev.coterie.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {
  private static final Workers ONE = Workers.of(1);
  private static final Workers THREE = Workers.of(3);

  @AfterAll
  static void stop() {
    ONE.close();
    THREE.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 17, 255, 256, 257, 600})
  void inverseTimesTheMatrixIsTheUnit(int n) {
    Matrix a = positive(n);
    Matrix before = a.copy();
    Matrix inverse = Cholesky.inverse(a, THREE);
    assertThat(a).isEqualTo(before);
    assertThat(inverse).isEqualTo(inverse.transpose());
    assertUnit(MatrixProduct.times(a, inverse, ONE), 2e-4f);
    assertThat(Cholesky.inverse(a, ONE)).isEqualTo(inverse);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 65, 200})
  void solutionTimesTheMatrixIsTheRightHandSide(int n) {
    Matrix a = positive(n);
    Matrix rhs = new Cases(2).matrix("rhs", n, 7);
    Matrix x = Cholesky.solve(a, rhs);
    assertThat(MatrixProduct.times(a, x, ONE).data()).containsExactly(rhs.data(), within(1e-4f));
  }

  @Test
  void onlyTheUpperTriangleIsRead() {
    Matrix a = positive(40);
    Matrix expected = Cholesky.inverse(a, ONE);
    Matrix unit = Matrix.zeros(40, 40);
    for (int i = 0; i < 40; i++) {
      unit.set(i, i, 1);
      for (int j = 0; j < i; j++) {
        a.set(i, j, 99);
      }
    }
    assertThat(Cholesky.inverse(a, ONE)).isEqualTo(expected);
    assertThat(Cholesky.solve(a, unit).data()).containsExactly(expected.data(), within(1e-5f));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 290})
  void indefiniteMatricesAreRefusedWithTheRow(int n) {
    Matrix a = positive(n);
    a.set(n - 1, n - 1, -1);
    assertThatThrownBy(() -> Cholesky.inverse(a, ONE))
        .isInstanceOf(NotPositiveDefiniteException.class)
        .hasMessageContaining(n + " x " + n + " is not positive definite")
        .hasMessageContaining("at row " + (n - 1));
    assertThatThrownBy(() -> Cholesky.solve(a, Matrix.zeros(n, 1)))
        .isInstanceOf(NotPositiveDefiniteException.class)
        .hasMessageContaining("at row " + (n - 1));
  }

  @Test
  void singularAndNanMatricesAreRefused() {
    Matrix singular = MatrixProduct.gram(new Cases(1).matrix("few rows", 5, 20), ONE);
    assertThatThrownBy(() -> Cholesky.inverse(singular, ONE))
        .isInstanceOf(NotPositiveDefiniteException.class);
    assertThatThrownBy(() -> Cholesky.inverse(Matrix.of(1, 1, new float[] {Float.NaN}), ONE))
        .isInstanceOf(NotPositiveDefiniteException.class);
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> Cholesky.inverse(Matrix.zeros(2, 3), ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a matrix of 2 x 3 is not square");
    assertThatThrownBy(() -> Cholesky.solve(Matrix.zeros(2, 2), Matrix.zeros(3, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("right-hand side 3");
  }

  private static Matrix positive(int n) {
    Matrix gram = MatrixProduct.gram(new Cases(n).matrix("a", 2 * n, n), ONE);
    for (int i = 0; i < n; i++) {
      gram.set(i, i, gram.get(i, i) + 1);
    }
    return gram;
  }

  private static void assertUnit(Matrix matrix, float tolerance) {
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        assertThat(Math.abs(matrix.get(i, j) - (i == j ? 1 : 0)))
            .as("row %d, column %d", i, j)
            .isLessThan(tolerance);
      }
    }
  }
}
