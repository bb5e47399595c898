package dev.coterie.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIMD against the scalar twin, at odd sizes and offsets. */
class KernelDuelTest {
  private static final int OFFSET = 3;

  private final Kernels simd = new SimdMath();
  private final Kernels scalar = new ScalarMath();
  private final Cases cases = new Cases(7);

  @Test
  void sumsOfMillionsOfNumbersKeepTheirDigits() {
    float[] tenths = new float[3_000_001];
    Arrays.fill(tenths, 0.1f);
    assertThat(VectorMath.sum(tenths, 0, tenths.length))
        .isCloseTo(300_000.1f, withinPercentage(1e-4));
  }

  @Test
  void testsRunOnTheVectorUnit() {
    assertThat(Kernels.CHOSEN).isInstanceOf(SimdMath.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 63, 64, 65, 127, 129, 384, 1001})
  void reductionsAgree(int n) {
    float[] a = cases.floats("a", n + OFFSET);
    float[] b = cases.floats("b", n + 1);
    double tolerance = 1e-6 * (n + 1);
    assertThat(simd.dot(a, OFFSET, b, 1, n))
        .isCloseTo(scalar.dot(a, OFFSET, b, 1, n), within((float) tolerance));
    assertThat(simd.squaredDistance(a, OFFSET, b, 1, n))
        .isCloseTo(scalar.squaredDistance(a, OFFSET, b, 1, n), within((float) (2 * tolerance)));
    assertThat(simd.min(a, OFFSET, n)).isEqualTo(scalar.min(a, OFFSET, n));
    assertThat(simd.sum(a, OFFSET, n))
        .isCloseTo(scalar.sum(a, OFFSET, n), within((float) tolerance));
  }

  @Test
  void bitsAreTheSameBeforeAndAfterCompilation() {
    float[] a = cases.floats("a", 200);
    float[] b = cases.floats("b", 200);
    float dot = simd.dot(a, 0, b, 0, 200);
    float squared = simd.squaredDistance(a, 0, b, 0, 200);
    float sum = simd.sum(a, 0, 200);
    for (int i = 0; i < 30_000; i++) {
      assertThat(simd.dot(a, 0, b, 0, 200) == dot).isTrue();
      assertThat(simd.squaredDistance(a, 0, b, 0, 200) == squared).isTrue();
      assertThat(simd.sum(a, 0, 200) == sum).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 8, 15, 16, 17, 33, 64, 65, 130})
  void writersAgreeAndKeepToTheirStretch(int n) {
    float[] x = cases.floats("x", n + OFFSET);
    float[] expected = cases.floats("y", n + 2 * OFFSET);
    float[] y = expected.clone();
    scalar.axpy(0.7f, x, OFFSET, expected, OFFSET, n);
    scalar.scale(-1.5f, expected, OFFSET, n);
    simd.axpy(0.7f, x, OFFSET, y, OFFSET, n);
    simd.scale(-1.5f, y, OFFSET, n);
    assertThat(y).containsExactly(expected, within(1e-5f));
    for (int i = 0; i < OFFSET; i++) {
      assertThat(y[i]).isEqualTo(cases.floats("y", n + 2 * OFFSET)[i]);
      assertThat(y[OFFSET + n + i]).isEqualTo(cases.floats("y", n + 2 * OFFSET)[OFFSET + n + i]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 8, 15, 16, 17, 33, 64, 65, 130})
  void stepsOnManyRowsAgree(int n) {
    for (int count = 0; count < 8; count++) {
      int[] rows = new int[8];
      for (int r = 0; r < rows.length; r++) {
        // Every other row comes twice.
        rows[r] = OFFSET + (r / 2 * 3 % 4) * (n + 1);
      }
      float[] x = cases.floats("x", n + 1);
      float[] alphas = cases.floats("alphas", 8);
      float[] y = cases.floats("y", 4 * (n + 1) + OFFSET);
      float[] expected = y.clone();
      float[] dots = new float[8];
      float[] expectedDots = new float[8];
      simd.dotRows(x, 1, y, rows, count, dots, n);
      scalar.dotRows(x, 1, expected, rows, count, expectedDots, n);
      assertThat(dots).containsExactly(expectedDots, within(1e-5f * (n + 1)));
      float[] z = cases.floats("z", n + 1);
      float[] expectedZ = z.clone();
      simd.crossRows(alphas, x, 1, y, rows, count, z, n);
      scalar.crossRows(alphas, x, 1, expected, rows, count, expectedZ, n);
      assertThat(y).containsExactly(expected, within(1e-5f));
      assertThat(z).containsExactly(expectedZ, within(1e-4f));
    }
  }

  @Test
  void aStepOnTwoRowsIsTheOneThatWasWorkedOutByHand() {
    float[] y = {1, 2, 3, 4};
    float[] z = {9, 9, 9};
    simd.crossRows(new float[] {2, -1}, new float[] {10, 20}, 0, y, new int[] {0, 2}, 2, z, 2);
    assertThat(y).containsExactly(21, 42, -7, -16);
    assertThat(z).containsExactly(-1, 0, 9);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void maximumAndItsPlaceAgree(int vectors) {
    int n = vectors * Math.max(simd.lanes(), scalar.lanes());
    float[] bias = cases.floats("bias", n);
    float[] x = cases.floats("x", n + OFFSET);
    float[] y = x.clone();
    float max = scalar.addAndMax(x, OFFSET, bias, 0, n);
    assertThat(simd.addAndMax(y, OFFSET, bias, 0, n)).isEqualTo(max);
    assertThat(y).isEqualTo(x);
    int place = scalar.firstEqual(max, x, OFFSET, n);
    assertThat(simd.firstEqual(max, x, OFFSET, n)).isEqualTo(place);
    x[OFFSET + n - 1] = max;
    assertThat(simd.firstEqual(max, x, OFFSET, n)).isEqualTo(place);
    assertThat(simd.firstEqual(99, x, OFFSET, n)).isEqualTo(-1);
    assertThat(simd.max(x, OFFSET, n)).isEqualTo(scalar.max(x, OFFSET, n));
    for (int i = 0; i < n; i++) {
      x[OFFSET + i] = -1 - Math.abs(x[OFFSET + i]);
    }
    x[OFFSET] = Float.NEGATIVE_INFINITY;
    assertThat(simd.max(x, OFFSET, n)).isEqualTo(scalar.max(x, OFFSET, n));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 100})
  void distancesAgree(int n) {
    float[] squares = cases.floats("squares", n + 1);
    for (int i = 0; i < squares.length; i++) {
      squares[i] = 3 + Math.abs(squares[i]);
    }
    float[] x = cases.floats("x", n + OFFSET);
    for (float near : new float[] {0, 0.5f}) {
      float[] a = x.clone();
      float[] b = x.clone();
      boolean any = scalar.distances(b, OFFSET, n, 4, squares, 1, near);
      assertThat(simd.distances(a, OFFSET, n, 4, squares, 1, near)).isEqualTo(any);
      assertThat(a).isEqualTo(b);
    }
    float[] beyond = new float[n + OFFSET];
    Arrays.fill(beyond, 100);
    assertThat(simd.distances(beyond, OFFSET, n, 4, squares, 1, 0)).isEqualTo(n > 0);
    assertThat(beyond).contains(100, 100, 100).doesNotContain(Float.NaN);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 63, 64, 65, 200})
  void whatIsBeyondALimitIsSeenAnywhere(int n) {
    float[] x = new float[n + OFFSET];
    Arrays.fill(x, 0.9f);
    x[0] = Float.NaN;
    assertThat(simd.within(1, x, OFFSET, n)).isTrue();
    assertThat(scalar.within(1, x, OFFSET, n)).isTrue();
    for (float bad : new float[] {1.1f, -1.1f, Float.NaN, Float.NEGATIVE_INFINITY}) {
      for (int i = OFFSET; i < n + OFFSET; i++) {
        x[i] = bad;
        assertThat(simd.within(1, x, OFFSET, n)).isFalse();
        assertThat(scalar.within(1, x, OFFSET, n)).isFalse();
        x[i] = 0.9f;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 64, 255, 256})
  void tilesAgree(int depth) {
    for (int vectors = 1; vectors <= simd.widestPanel(); vectors *= 2) {
      int width = vectors * simd.lanes();
      float[] a = cases.floats("a", 5 * depth + 1);
      float[] panel = cases.floats("panel", width * depth + OFFSET);
      float[] out = new float[4 * width + 8];
      simd.tile(
          a, 0, depth + 1, 2 * depth, 3 * depth, panel, OFFSET, vectors, depth, out, 1, width + 1);
      int[] rows = {0, depth + 1, 2 * depth, 3 * depth};
      for (int r = 0; r < 4; r++) {
        for (int j = 0; j < width; j++) {
          double expected = 0;
          for (int p = 0; p < depth; p++) {
            expected += (double) a[rows[r] + p] * panel[OFFSET + p * width + j];
          }
          assertThat((double) out[1 + r * (width + 1) + j])
              .as("row %d, column %d of %d vectors", r, j, vectors)
              .isCloseTo(expected, within(1e-6 * (depth + 1)));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 64, 255})
  void scalarTilesAgree(int depth) {
    int vectors = 2;
    int width = vectors * scalar.lanes();
    float[] a = cases.floats("a", 4 * depth);
    float[] panel = cases.floats("panel", width * depth);
    float[] out = new float[4 * width];
    scalar.tile(a, 0, depth, 2 * depth, 3 * depth, panel, 0, vectors, depth, out, 0, width);
    for (int r = 0; r < 4; r++) {
      for (int j = 0; j < width; j++) {
        double expected = 0;
        for (int p = 0; p < depth; p++) {
          expected += (double) a[r * depth + p] * panel[p * width + j];
        }
        assertThat((double) out[r * width + j]).isCloseTo(expected, within(1e-6 * (depth + 1)));
      }
    }
  }
}
