package dev.coterie.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EigenTest {
  private static final Workers ONE = Workers.of(1);
  private static final Workers THREE = Workers.of(3);

  @AfterAll
  static void stop() {
    ONE.close();
    THREE.close();
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void eigenvectorsAreOnlyStretched(Cases cases) {
    int n = cases.size("n", 1, 60);
    Matrix a = symmetric(cases, n);
    SymmetricEigen eigen = SymmetricEigen.of(a);
    for (int e = 0; e < n; e++) {
      double[] v = eigen.vectors()[e];
      for (int i = 0; i < n; i++) {
        double stretched = 0;
        for (int j = 0; j < n; j++) {
          stretched += a.get(i, j) * v[j];
        }
        assertThat(stretched).as("%s", cases).isCloseTo(eigen.values()[e] * v[i], within(1e-10));
      }
      assertThat(e == 0 || eigen.values()[e] <= eigen.values()[e - 1]).isTrue();
    }
    assertOrthonormal(eigen.vectors());
  }

  @Test
  void knownEigenvalues() {
    SymmetricEigen eigen = SymmetricEigen.of(Matrix.of(2, 2, new float[] {2, 1, 1, 2}));
    assertThat(eigen.values()).containsExactly(new double[] {3, 1}, within(1e-14));
    assertThat(eigen.vectors()[0]).containsExactly(new double[] {r(), r()}, within(1e-14));
  }

  private static double r() {
    return Math.sqrt(0.5);
  }

  @Test
  void diagonalZeroAndRepeatedValues() {
    Matrix diagonal = Matrix.zeros(4, 4);
    diagonal.set(1, 1, 5);
    diagonal.set(3, 3, 5);
    SymmetricEigen eigen = SymmetricEigen.of(diagonal);
    assertThat(eigen.values()).containsExactly(5, 5, 0, 0);
    assertOrthonormal(eigen.vectors());
    assertThat(SymmetricEigen.of(Matrix.zeros(3, 3)).values()).containsExactly(0, 0, 0);
    assertThat(SymmetricEigen.of(Matrix.zeros(0, 0)).values()).isEmpty();
    Matrix ones = Matrix.of(5, 5, filled(25, 1));
    assertThat(SymmetricEigen.of(ones).values())
        .containsExactly(new double[] {5, 0, 0, 0, 0}, within(1e-12));
  }

  @Test
  void nanIsRefusedByPlace() {
    assertThatThrownBy(() -> SymmetricEigen.of(Matrix.of(2, 2, new float[] {1, Float.NaN, 0, 1})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the matrix has NaN at row 0, column 1");
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void singularValuesPutTheMatrixTogetherAgain(Cases cases) {
    int n = cases.size("n", 1, 40);
    int rank = cases.size("rank", 1, n);
    Matrix m = MatrixProduct.times(cases.matrix("l", n, rank), cases.matrix("r", rank, n), ONE);
    SmallSvd svd = SmallSvd.of(m);
    assertOrthonormal(svd.left());
    assertOrthonormal(svd.right());
    for (int i = 0; i < n; i++) {
      assertThat(svd.values()[i]).isNotNegative();
      assertThat(i == 0 || svd.values()[i] <= svd.values()[i - 1]).isTrue();
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += svd.left()[k][i] * svd.values()[k] * svd.right()[k][j];
        }
        assertThat(sum).as("%s", cases).isCloseTo(m.get(i, j), within(1e-5 * n));
      }
    }
  }

  @Test
  void nearestOrthogonalFindsThePlantedRotation() {
    Cases cases = new Cases(4);
    double[][] planted = SymmetricEigen.of(symmetric(cases, 12)).vectors();
    Matrix rotation = Matrix.zeros(12, 12);
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < 12; j++) {
        rotation.set(i, j, (float) planted[i][j]);
      }
    }
    Matrix x = cases.matrix("x", 50, 12);
    Matrix y = MatrixProduct.times(x, rotation, ONE);
    Matrix cross = MatrixProduct.times(x.transpose(), y, ONE);
    assertThat(SmallSvd.of(cross).nearestOrthogonal().data())
        .containsExactly(rotation.data(), within(1e-5f));
    assertOrthonormal(SmallSvd.of(Matrix.zeros(3, 3)).left());
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void truncatedEigenvaluesAreTheLargest(Cases cases) {
    int n = cases.size("n", 20, 120);
    Matrix a = lowRank(cases, n);
    SymmetricEigen all = SymmetricEigen.of(a);
    TruncatedEigen few = TruncatedEigen.of(a, 5, 9, THREE);
    double[] magnitudes = java.util.Arrays.stream(all.values()).map(Math::abs).sorted().toArray();
    for (int e = 0; e < 5; e++) {
      assertThat((double) Math.abs(few.values()[e]))
          .as("%s, value %d", cases, e)
          .isCloseTo(magnitudes[n - 1 - e], within(1e-4 * magnitudes[n - 1]));
      float largest = 0;
      for (int i = 0; i < n; i++) {
        float v = few.vectors().get(i, e);
        largest = Math.abs(v) > Math.abs(largest) ? v : largest;
      }
      assertThat(largest).isPositive();
    }
    TruncatedEigen again = TruncatedEigen.of(a, 5, 9, ONE);
    assertThat(again.vectors()).isEqualTo(few.vectors());
    assertThat(again.values()).isEqualTo(few.values());
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void truncatedSvdOfSparseAndDenseAgree(Cases cases) {
    SparseMatrix sparse = cases.sparse("a", 40, 30, 0.15);
    Matrix dense = SparseProduct.times(sparse, unit(30), ONE);
    TruncatedSvd full = TruncatedSvd.of(sparse, 30, 3, THREE);
    assertThat(full.values()).hasSize(30);
    Matrix scaled = full.left().copy();
    for (int i = 0; i < 40; i++) {
      for (int j = 0; j < 30; j++) {
        scaled.set(i, j, scaled.get(i, j) * full.values()[j]);
      }
    }
    assertThat(MatrixProduct.timesTransposed(scaled, full.right(), ONE).data())
        .as("%s", cases)
        .containsExactly(dense.data(), within(1e-4f));
    assertThat(TruncatedSvd.of(dense, 30, 3, ONE).values())
        .containsExactly(full.values(), within(1e-4f));
    assertThat(TruncatedSvd.of(sparse, 30, 3, ONE).left()).isEqualTo(full.left());
  }

  @Test
  void rankDeficientAndZeroMatrices() {
    SparseMatrix zero = SparseMatrix.ofEntries(5, 4, new int[0], new int[0], new float[0]);
    TruncatedSvd svd = TruncatedSvd.of(zero, 3, 1, ONE);
    assertThat(svd.values()).containsExactly(0, 0, 0);
    assertThat(VectorMath.isFinite(svd.left().data())).isTrue();
    assertThatThrownBy(() -> TruncatedSvd.of(zero, 0, 1, ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rank must be at least 1, not 0");
    assertThat(TruncatedSvd.of(zero, 100, 1, ONE).values()).hasSize(4);
    assertThatThrownBy(() -> TruncatedEigen.of(zero, 2, 1, ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 x 4 is not square");
  }

  private static Matrix unit(int n) {
    Matrix unit = Matrix.zeros(n, n);
    for (int i = 0; i < n; i++) {
      unit.set(i, i, 1);
    }
    return unit;
  }

  private static Matrix symmetric(Cases cases, int n) {
    Matrix a = cases.matrix("symmetric", n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        a.set(i, j, a.get(j, i));
      }
    }
    return a;
  }

  /** Twelve strong directions of both signs, and noise. */
  private static Matrix lowRank(Cases cases, int n) {
    Matrix x = cases.matrix("x", n, 12);
    Matrix signed = x.copy();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < 12; j++) {
        signed.set(i, j, signed.get(i, j) * (j % 2 == 0 ? j + 1 : -j - 1));
      }
    }
    Matrix a = MatrixProduct.timesTransposed(signed, x, ONE);
    Matrix noise = symmetric(cases, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        a.set(i, j, a.get(i, j) + 0.1f * noise.get(i, j));
        a.set(j, i, a.get(i, j));
      }
    }
    return a;
  }

  private static float[] filled(int n, float value) {
    float[] filled = new float[n];
    java.util.Arrays.fill(filled, value);
    return filled;
  }

  private static void assertOrthonormal(double[][] rows) {
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j <= i; j++) {
        double dot = 0;
        for (int k = 0; k < rows.length; k++) {
          dot += rows[i][k] * rows[j][k];
        }
        assertThat(dot).as("rows %d and %d", i, j).isCloseTo(i == j ? 1 : 0, within(1e-10));
      }
    }
  }
}
