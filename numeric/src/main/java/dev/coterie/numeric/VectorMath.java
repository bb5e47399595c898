package dev.coterie.numeric;

/**
 * Arithmetic on stretches of float arrays: {@code n} floats from an offset on. Offsets are not
 * checked beyond what the arrays themselves check; results are finite for finite input that does
 * not overflow a float.
 */
public final class VectorMath {
  private static final Kernels KERNELS = Kernels.CHOSEN;

  private VectorMath() {}

  public static float dot(float[] a, int aAt, float[] b, int bAt, int n) {
    float dot = KERNELS.dot(a, aAt, b, bAt, n);
    assert Float.isFinite(dot) : dot;
    return dot;
  }

  /** The dot product of two whole arrays of equal length. */
  public static float dot(float[] a, float[] b) {
    requireSameLength(a, b);
    return dot(a, 0, b, 0, a.length);
  }

  public static float squaredDistance(float[] a, int aAt, float[] b, int bAt, int n) {
    float squared = KERNELS.squaredDistance(a, aAt, b, bAt, n);
    assert Float.isFinite(squared) : squared;
    return squared;
  }

  /** The squared Euclidean distance of two whole arrays of equal length. */
  public static float squaredDistance(float[] a, float[] b) {
    requireSameLength(a, b);
    return squaredDistance(a, 0, b, 0, a.length);
  }

  /** The cosine of the angle between two stretches; 0 where one of them is zero. */
  public static float cosine(float[] a, int aAt, float[] b, int bAt, int n) {
    double norms = (double) norm(a, aAt, n) * norm(b, bAt, n);
    return norms == 0 ? 0 : (float) (dot(a, aAt, b, bAt, n) / norms);
  }

  /** The cosine of the angle between two whole arrays of equal length; 0 where one is zero. */
  public static float cosine(float[] a, float[] b) {
    requireSameLength(a, b);
    return cosine(a, 0, b, 0, a.length);
  }

  public static float sum(float[] a, int aAt, int n) {
    float sum = KERNELS.sum(a, aAt, n);
    assert Float.isFinite(sum) : sum;
    return sum;
  }

  /**
   * Where the lowest of {@code n} floats stands, counted from the offset; the first of equal ones,
   * -1 of none. Infinities may stand among them.
   */
  public static int indexOfMin(float[] a, int aAt, int n) {
    return indexOf(KERNELS.min(a, aAt, n), a, aAt, n);
  }

  /** The lowest of {@code n} floats, positive infinity of none. */
  public static float min(float[] a, int aAt, int n) {
    return KERNELS.min(a, aAt, n);
  }

  /** Where a value stands first, counted from the offset; -1 where it does not. */
  public static int indexOf(float value, float[] a, int aAt, int n) {
    int whole = n - n % KERNELS.lanes();
    int found = KERNELS.firstEqual(value, a, aAt, whole);
    for (int i = whole; found < 0 && i < n; i++) {
      found = a[aAt + i] == value ? i : -1;
    }
    return found;
  }

  /** Adds {@code alpha} times {@code x} to {@code y}. */
  public static void axpy(float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
    KERNELS.axpy(alpha, x, xAt, y, yAt, n);
  }

  /**
   * Dot products of one stretch with many: {@code out[r] = x · y_r}, where {@code y_r} starts at
   * {@code rows[r]} of {@code y}, for the first {@code count} rows.
   */
  public static void dotRows(
      float[] x, int xAt, float[] y, int[] rows, int count, float[] out, int n) {
    KERNELS.dotRows(x, xAt, y, rows, count, out, n);
  }

  /**
   * One step of gradient descent on the dot products of {@link #dotRows}, row after row: writes
   * {@code Σ_r alphas[r] · y_r} to the first {@code n} floats of {@code z}, and adds {@code
   * alphas[r] · x} to each {@code y_r}. Neither {@code x} nor {@code z} may lie in {@code y}'s
   * rows.
   */
  public static void crossRows(
      float[] alphas, float[] x, int xAt, float[] y, int[] rows, int count, float[] z, int n) {
    KERNELS.crossRows(alphas, x, xAt, y, rows, count, z, n);
  }

  public static void scale(float alpha, float[] x, int xAt, int n) {
    KERNELS.scale(alpha, x, xAt, n);
  }

  /** The Euclidean length, also where its square is too large or too small for a float. */
  public static float norm(float[] a, int aAt, int n) {
    float squared = KERNELS.dot(a, aAt, a, aAt, n);
    if (squared > 1e-30f && squared < Float.POSITIVE_INFINITY) {
      return (float) Math.sqrt(squared);
    }
    double exact = 0;
    for (int i = 0; i < n; i++) {
      exact += (double) a[aAt + i] * a[aAt + i];
    }
    float norm = (float) Math.sqrt(exact);
    assert Float.isFinite(norm) : norm;
    return norm;
  }

  /** Scales a stretch to length 1 in place; one of zeros stays. Returns the length it had. */
  public static float normalise(float[] x, int xAt, int n) {
    float norm = norm(x, xAt, n);
    if (norm > 1e-30f) {
      KERNELS.scale(1 / norm, x, xAt, n);
    } else if (norm > 0) {
      for (int i = 0; i < n; i++) {
        x[xAt + i] /= norm;
      }
    }
    return norm;
  }

  /** Scales row {@code i} to length 1 in place; a row of zeros stays. Returns its length before. */
  public static float normalise(Matrix matrix, int i) {
    return normalise(matrix.data(), matrix.offset(i), matrix.columns());
  }

  /** A copy with every row of length 1; rows of zeros stay. */
  public static Matrix unitRows(Matrix matrix, Workers workers) {
    Matrix unit = matrix.copy();
    workers.forBlocks(
        unit.rows(),
        1024,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            normalise(unit, i);
          }
        });
    return unit;
  }

  /** Whether there is no NaN and no infinity among the floats. */
  public static boolean isFinite(float[] x) {
    return within(Float.MAX_VALUE, x);
  }

  /** Whether no float is NaN and none is beyond {@code limit}, above or below zero. */
  public static boolean within(float limit, float[] x) {
    return KERNELS.within(limit, x, 0, x.length);
  }

  private static void requireSameLength(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(a.length + " floats against " + b.length);
    }
  }
}
