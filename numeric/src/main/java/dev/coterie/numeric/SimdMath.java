package dev.coterie.numeric;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on the vectors that the processor prefers; those of matrix products in {@link
 * SimdTile}.
 */
final class SimdMath implements Kernels {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** Numbers that floats may add up; sums of more are doubles. */
  private static final int BLOCK = 1024;

  private static final VectorShuffle<Float> BY_8 = shift(8);
  private static final VectorShuffle<Float> BY_4 = shift(4);
  private static final VectorShuffle<Float> BY_2 = shift(2);
  private static final VectorShuffle<Float> BY_1 = shift(1);

  private static VectorShuffle<Float> shift(int lanes) {
    return VectorShuffle.fromOp(S, i -> (i + lanes) % L);
  }

  /**
   * Whether the processor has vectors worth using. Those of four floats come with a fused multiply
   * and add on ARM only; elsewhere Java would emulate it, thousands of times slower.
   */
  static boolean supported() {
    return L >= 8 || (L == 4 && System.getProperty("os.arch", "").equals("aarch64"));
  }

  @Override
  public float dot(float[] a, int aAt, float[] b, int bAt, int n) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = 0;
    for (; i <= n - 4 * L; i += 4 * L) {
      s0 = load(a, aAt + i).fma(load(b, bAt + i), s0);
      s1 = load(a, aAt + i + L).fma(load(b, bAt + i + L), s1);
      s2 = load(a, aAt + i + 2 * L).fma(load(b, bAt + i + 2 * L), s2);
      s3 = load(a, aAt + i + 3 * L).fma(load(b, bAt + i + 3 * L), s3);
    }
    for (; i <= n - L; i += L) {
      s0 = load(a, aAt + i).fma(load(b, bAt + i), s0);
    }
    float sum = total(s0.add(s1).add(s2.add(s3)));
    for (; i < n; i++) {
      sum += a[aAt + i] * b[bAt + i];
    }
    return sum;
  }

  @Override
  public float squaredDistance(float[] a, int aAt, float[] b, int bAt, int n) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = 0;
    for (; i <= n - 4 * L; i += 4 * L) {
      FloatVector d0 = load(a, aAt + i).sub(load(b, bAt + i));
      FloatVector d1 = load(a, aAt + i + L).sub(load(b, bAt + i + L));
      FloatVector d2 = load(a, aAt + i + 2 * L).sub(load(b, bAt + i + 2 * L));
      FloatVector d3 = load(a, aAt + i + 3 * L).sub(load(b, bAt + i + 3 * L));
      s0 = d0.fma(d0, s0);
      s1 = d1.fma(d1, s1);
      s2 = d2.fma(d2, s2);
      s3 = d3.fma(d3, s3);
    }
    for (; i <= n - L; i += L) {
      FloatVector d = load(a, aAt + i).sub(load(b, bAt + i));
      s0 = d.fma(d, s0);
    }
    float sum = total(s0.add(s1).add(s2.add(s3)));
    for (; i < n; i++) {
      float d = a[aAt + i] - b[bAt + i];
      sum += d * d;
    }
    return sum;
  }

  @Override
  public float sum(float[] a, int aAt, int n) {
    double sum = 0;
    for (int from = 0; from < n; from += BLOCK) {
      sum += blockSum(a, aAt + from, Math.min(BLOCK, n - from));
    }
    return (float) sum;
  }

  private static float blockSum(float[] a, int aAt, int n) {
    FloatVector s0 = FloatVector.zero(S);
    int i = 0;
    for (; i <= n - L; i += L) {
      s0 = s0.add(load(a, aAt + i));
    }
    float sum = total(s0);
    for (; i < n; i++) {
      sum += a[aAt + i];
    }
    return sum;
  }

  @Override
  public float min(float[] a, int aAt, int n) {
    FloatVector lowest = FloatVector.broadcast(S, Float.POSITIVE_INFINITY);
    int i = 0;
    for (; i <= n - L; i += L) {
      lowest = lowest.min(load(a, aAt + i));
    }
    float min = lowest.reduceLanes(VectorOperators.MIN);
    for (; i < n; i++) {
      min = Math.min(min, a[aAt + i]);
    }
    return min;
  }

  @Override
  public float max(float[] x, int xAt, int n) {
    IntVector max = ordered(load(x, xAt));
    for (int i = L; i < n; i += L) {
      max = max.max(ordered(load(x, xAt + i)));
    }
    return value(max.reduceLanes(VectorOperators.MAX));
  }

  @Override
  public boolean within(float limit, float[] x, int xAt, int n) {
    int i = 0;
    for (; i <= n - 4 * L; i += 4 * L) {
      // A sum of absolute values is NaN or above the limit where one of them is; it may be above
      // it where none is, so the four are then looked at one by one.
      FloatVector both = load(x, xAt + i).abs().add(load(x, xAt + i + L).abs());
      FloatVector more = load(x, xAt + i + 2 * L).abs().add(load(x, xAt + i + 3 * L).abs());
      if (!both.add(more).compare(VectorOperators.LE, limit).allTrue()
          && !eachWithin(limit, x, xAt + i, 4 * L)) {
        return false;
      }
    }
    return eachWithin(limit, x, xAt + i, n - i);
  }

  private static boolean eachWithin(float limit, float[] x, int xAt, int n) {
    for (int i = 0; i < n; i++) {
      if (!(Math.abs(x[xAt + i]) <= limit)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void axpy(float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
    FloatVector factor = FloatVector.broadcast(S, alpha);
    int i = 0;
    for (; i <= n - L; i += L) {
      load(x, xAt + i).fma(factor, load(y, yAt + i)).intoArray(y, yAt + i);
    }
    for (; i < n; i++) {
      y[yAt + i] += alpha * x[xAt + i];
    }
  }

  @Override
  public void dotRows(float[] x, int xAt, float[] y, int[] rows, int count, float[] out, int n) {
    int r = 0;
    for (; r + 2 < count; r += 3) {
      int row0 = rows[r];
      int row1 = rows[r + 1];
      int row2 = rows[r + 2];
      FloatVector s0 = FloatVector.zero(S);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      int i = 0;
      for (; i <= n - L; i += L) {
        FloatVector v = load(x, xAt + i);
        s0 = v.fma(load(y, row0 + i), s0);
        s1 = v.fma(load(y, row1 + i), s1);
        s2 = v.fma(load(y, row2 + i), s2);
      }
      float dot0 = total(s0);
      float dot1 = total(s1);
      float dot2 = total(s2);
      for (; i < n; i++) {
        dot0 += x[xAt + i] * y[row0 + i];
        dot1 += x[xAt + i] * y[row1 + i];
        dot2 += x[xAt + i] * y[row2 + i];
      }
      out[r] = dot0;
      out[r + 1] = dot1;
      out[r + 2] = dot2;
    }
    for (; r < count; r++) {
      out[r] = dot(x, xAt, y, rows[r], n);
    }
  }

  @Override
  public void crossRows(
      float[] alphas, float[] x, int xAt, float[] y, int[] rows, int count, float[] z, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector v = load(x, xAt + i);
      FloatVector sum = FloatVector.zero(S);
      for (int r = 0; r < count; r++) {
        FloatVector alpha = FloatVector.broadcast(S, alphas[r]);
        FloatVector before = load(y, rows[r] + i);
        sum = before.fma(alpha, sum);
        v.fma(alpha, before).intoArray(y, rows[r] + i);
      }
      sum.intoArray(z, i);
    }
    for (; i < n; i++) {
      float sum = 0;
      for (int r = 0; r < count; r++) {
        sum += alphas[r] * y[rows[r] + i];
        y[rows[r] + i] += alphas[r] * x[xAt + i];
      }
      z[i] = sum;
    }
  }

  @Override
  public void scale(float alpha, float[] x, int xAt, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      load(x, xAt + i).mul(alpha).intoArray(x, xAt + i);
    }
    for (; i < n; i++) {
      x[xAt + i] *= alpha;
    }
  }

  @Override
  public float addAndMax(float[] x, int xAt, float[] y, int yAt, int n) {
    IntVector max = IntVector.broadcast(I, Integer.MIN_VALUE);
    for (int i = 0; i < n; i += L) {
      FloatVector sum = load(x, xAt + i).add(load(y, yAt + i));
      sum.intoArray(x, xAt + i);
      max = max.max(ordered(sum));
    }
    return value(max.reduceLanes(VectorOperators.MAX));
  }

  /**
   * Whole numbers in the order of the floats. Their maximum is one instruction; that of floats,
   * with Java's rules for NaN and the sign of zero, takes several.
   */
  private static IntVector ordered(FloatVector x) {
    IntVector bits = x.reinterpretAsInts();
    return bits.lanewise(VectorOperators.ASHR, 31)
        .and(Integer.MAX_VALUE)
        .lanewise(VectorOperators.XOR, bits);
  }

  private static float value(int ordered) {
    return Float.intBitsToFloat(ordered ^ ((ordered >> 31) & Integer.MAX_VALUE));
  }

  @Override
  public int firstEqual(float value, float[] x, int xAt, int n) {
    for (int i = 0; i < n; i += L) {
      VectorMask<Float> equal = load(x, xAt + i).compare(VectorOperators.EQ, value);
      if (equal.anyTrue()) {
        return i + equal.firstTrue();
      }
    }
    return -1;
  }

  @Override
  public boolean distances(
      float[] x, int xAt, int n, float square, float[] squares, int squaresAt, float near) {
    VectorMask<Float> any = S.maskAll(false);
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector both = load(squares, squaresAt + i).add(square);
      FloatVector dot = load(x, xAt + i);
      FloatVector squared = both.sub(dot.add(dot));
      any = any.or(squared.lt(both.mul(near)));
      squared.max(0).sqrt().intoArray(x, xAt + i);
    }
    boolean rest = ScalarMath.rest(x, xAt, i, n, square, squares, squaresAt, near);
    return any.anyTrue() || rest;
  }

  @Override
  public int lanes() {
    return L;
  }

  @Override
  public int widestPanel() {
    return L == 8 ? 2 : 4;
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
    SimdTile.of(a, row0, row1, row2, row3, panel, panelAt, vectors, depth, out, outAt, outStride);
  }

  /**
   * The sum of all lanes, by halves. Not {@code reduceLanes(ADD)}: that adds in another order
   * before the JIT compiles it than after, so that the same call would give two results.
   */
  private static float total(FloatVector v) {
    FloatVector sum = v;
    if (L >= 16) {
      sum = sum.add(sum.rearrange(BY_8));
    }
    if (L >= 8) {
      sum = sum.add(sum.rearrange(BY_4));
    }
    sum = sum.add(sum.rearrange(BY_2));
    return sum.add(sum.rearrange(BY_1)).lane(0);
  }

  private static FloatVector load(float[] x, int at) {
    return FloatVector.fromArray(S, x, at);
  }
}
