package dev.coterie.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VectorMathTest {
  private static final float[] A = {1, 2, 3};
  private static final float[] B = {4, 5, 6};

  @Test
  void knownFigures() {
    assertThat(VectorMath.dot(A, B)).isEqualTo(32);
    assertThat(VectorMath.cosine(A, B)).isCloseTo(0.97463185f, within(1e-6f));
    assertThat(Math.sqrt(VectorMath.squaredDistance(A, B))).isCloseTo(5.19615, within(1e-5));
    assertThat(VectorMath.sum(B, 1, 2)).isEqualTo(11);
    assertThat(VectorMath.norm(new float[] {9, 3, 4}, 1, 2)).isEqualTo(5);
  }

  @Test
  void normaliseTellsTheOldLengthAndLeavesZeros() {
    Matrix matrix = Matrix.of(3, 2, new float[] {3, 4, 0, 0, -2, 0});
    assertThat(VectorMath.normalise(matrix, 0)).isEqualTo(5);
    assertThat(VectorMath.normalise(matrix, 1)).isZero();
    assertThat(VectorMath.normalise(matrix, 2)).isEqualTo(2);
    assertThat(matrix.data()).containsExactly(new float[] {0.6f, 0.8f, 0, 0, -1, 0}, within(1e-7f));
  }

  @Test
  void lengthsWhoseSquaresLeaveTheRangeOfFloats() {
    float[] large = {3e30f, 4e30f};
    assertThat(VectorMath.normalise(large, 0, 2)).isEqualTo(5e30f, within(1e25f));
    assertThat(large).containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
    float[] small = {3e-38f, 4e-38f};
    assertThat(VectorMath.normalise(small, 0, 2)).isEqualTo(5e-38f, within(1e-42f));
    assertThat(small).containsExactly(new float[] {0.6f, 0.8f}, within(1e-4f));
  }

  @Test
  void lowestIsTheFirstOfEqualOnes() {
    float[] values = new float[40];
    java.util.Arrays.fill(values, Float.POSITIVE_INFINITY);
    values[3] = -9;
    values[21] = -2;
    values[37] = -2;
    assertThat(VectorMath.indexOfMin(values, 4, 36)).isEqualTo(17);
    assertThat(VectorMath.indexOfMin(values, 38, 2)).isZero();
    assertThat(VectorMath.indexOfMin(values, 0, 0)).isEqualTo(-1);
  }

  @Test
  void cosineOfZeroIsZero() {
    assertThat(VectorMath.cosine(new float[3], B)).isZero();
  }

  @Test
  void differentLengthsAreRefused() {
    assertThatThrownBy(() -> VectorMath.dot(A, new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 floats against 2");
  }

  @Test
  void noNanLeavesUnnoticed() {
    assertThatThrownBy(() -> VectorMath.dot(A, new float[] {1, Float.NaN, 1}))
        .isInstanceOf(AssertionError.class);
    assertThat(VectorMath.isFinite(A)).isTrue();
    assertThat(VectorMath.isFinite(new float[] {0, Float.POSITIVE_INFINITY})).isFalse();
  }

  @Test
  void unitRowsLeavesTheOriginal() {
    Matrix matrix = new Cases(1).matrix("m", 5, 7);
    Matrix before = matrix.copy();
    try (Workers workers = Workers.of(2)) {
      Matrix unit = VectorMath.unitRows(matrix, workers);
      assertThat(matrix).isEqualTo(before);
      for (int i = 0; i < 5; i++) {
        assertThat(VectorMath.norm(unit.row(i), 0, 7)).isCloseTo(1, within(1e-6f));
      }
    }
  }
}
