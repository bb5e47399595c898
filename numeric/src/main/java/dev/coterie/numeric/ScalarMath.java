package dev.coterie.numeric;

import java.util.Arrays;

/** The kernels in plain loops: what {@link SimdMath} is held against, and what replaces it. */
final class ScalarMath implements Kernels {
  private static final int LANES = 16;

  @Override
  public float dot(float[] a, int aAt, float[] b, int bAt, int n) {
    float even = 0;
    float odd = 0;
    int i = 0;
    for (; i + 1 < n; i += 2) {
      even += a[aAt + i] * b[bAt + i];
      odd += a[aAt + i + 1] * b[bAt + i + 1];
    }
    return i < n ? even + odd + a[aAt + i] * b[bAt + i] : even + odd;
  }

  @Override
  public float squaredDistance(float[] a, int aAt, float[] b, int bAt, int n) {
    float even = 0;
    float odd = 0;
    int i = 0;
    for (; i + 1 < n; i += 2) {
      float d = a[aAt + i] - b[bAt + i];
      float e = a[aAt + i + 1] - b[bAt + i + 1];
      even += d * d;
      odd += e * e;
    }
    if (i < n) {
      float d = a[aAt + i] - b[bAt + i];
      even += d * d;
    }
    return even + odd;
  }

  @Override
  public float sum(float[] a, int aAt, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a[aAt + i];
    }
    return (float) sum;
  }

  @Override
  public float min(float[] a, int aAt, int n) {
    float min = Float.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      min = Math.min(min, a[aAt + i]);
    }
    return min;
  }

  @Override
  public float max(float[] x, int xAt, int n) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      max = Math.max(max, x[xAt + i]);
    }
    return max;
  }

  @Override
  public boolean within(float limit, float[] x, int xAt, int n) {
    for (int i = 0; i < n; i++) {
      if (!(Math.abs(x[xAt + i]) <= limit)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void axpy(float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] += alpha * x[xAt + i];
    }
  }

  @Override
  public void dotRows(float[] x, int xAt, float[] y, int[] rows, int count, float[] out, int n) {
    for (int r = 0; r < count; r++) {
      out[r] = dot(x, xAt, y, rows[r], n);
    }
  }

  @Override
  public void crossRows(
      float[] alphas, float[] x, int xAt, float[] y, int[] rows, int count, float[] z, int n) {
    Arrays.fill(z, 0, n, 0);
    for (int r = 0; r < count; r++) {
      axpy(alphas[r], y, rows[r], z, 0, n);
      axpy(alphas[r], x, xAt, y, rows[r], n);
    }
  }

  @Override
  public void scale(float alpha, float[] x, int xAt, int n) {
    for (int i = 0; i < n; i++) {
      x[xAt + i] *= alpha;
    }
  }

  @Override
  public float addAndMax(float[] x, int xAt, float[] y, int yAt, int n) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      x[xAt + i] += y[yAt + i];
      max = Math.max(max, x[xAt + i]);
    }
    return max;
  }

  @Override
  public int firstEqual(float value, float[] x, int xAt, int n) {
    for (int i = 0; i < n; i++) {
      if (x[xAt + i] == value) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public boolean distances(
      float[] x, int xAt, int n, float square, float[] squares, int squaresAt, float near) {
    return rest(x, xAt, 0, n, square, squares, squaresAt, near);
  }

  /** The distances from {@code from} on. */
  static boolean rest(
      float[] x,
      int xAt,
      int from,
      int n,
      float square,
      float[] squares,
      int squaresAt,
      float near) {
    boolean any = false;
    for (int i = from; i < n; i++) {
      float both = square + squares[squaresAt + i];
      float squared = both - 2 * x[xAt + i];
      any |= squared < near * both;
      x[xAt + i] = (float) Math.sqrt(Math.max(0f, squared));
    }
    return any;
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public int widestPanel() {
    return 4;
  }

  @Override
  public void tile(
      float[] a,
      int row0,
      int row1,
      int row2,
      int row3,
      float[] panel,
      int panelAt,
      int vectors,
      int depth,
      float[] out,
      int outAt,
      int outStride) {
    int width = vectors * LANES;
    row(a, row0, panel, panelAt, width, depth, out, outAt);
    row(a, row1, panel, panelAt, width, depth, out, outAt + outStride);
    row(a, row2, panel, panelAt, width, depth, out, outAt + 2 * outStride);
    row(a, row3, panel, panelAt, width, depth, out, outAt + 3 * outStride);
  }

  private static void row(
      float[] a,
      int row,
      float[] panel,
      int panelAt,
      int width,
      int depth,
      float[] out,
      int outAt) {
    Arrays.fill(out, outAt, outAt + width, 0);
    for (int p = 0; p < depth; p++) {
      float x = a[row + p];
      int from = panelAt + p * width;
      for (int j = 0; j < width; j++) {
        out[outAt + j] += x * panel[from + j];
      }
    }
  }
}
