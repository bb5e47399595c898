package dev.coterie.numeric;

/**
 * The inner loops that everything dense is built of, in two twins with the same results up to
 * rounding: {@link SimdMath} where the processor and the JVM's flags allow it, {@link ScalarMath}
 * elsewhere. Which one it is does not change while a process runs.
 *
 * <p>The tile is the heart of every product. It takes four rows of {@code a} and one panel of
 * packed columns (see {@link Panels}) and writes four rows of dot products. A lane holds one
 * column, and its sum runs over the depth in ascending order, so that an entry has the same bits
 * whatever stands beside it, in whichever row or panel it falls.
 */
sealed interface Kernels permits ScalarMath, SimdMath {
  /** The twin that this process uses. */
  Kernels CHOSEN = KernelChoice.choose();

  float dot(float[] a, int aAt, float[] b, int bAt, int n);

  float squaredDistance(float[] a, int aAt, float[] b, int bAt, int n);

  float sum(float[] a, int aAt, int n);

  /** The lowest of {@code n} floats; positive infinity of none. */
  float min(float[] a, int aAt, int n);

  /** The highest of {@code n} floats; {@code n} is a positive multiple of {@link #lanes()}. */
  float max(float[] x, int xAt, int n);

  /** Whether no float is NaN and none is beyond {@code limit}, above or below zero. */
  boolean within(float limit, float[] x, int xAt, int n);

  /** y += alpha · x. */
  void axpy(float alpha, float[] x, int xAt, float[] y, int yAt, int n);

  /** {@code out[r] = x · y_r} for rows of y that start at {@code rows[r]}. */
  void dotRows(float[] x, int xAt, float[] y, int[] rows, int count, float[] out, int n);

  /** {@code z = Σ_r alphas[r] · y_r}, and {@code y_r += alphas[r] · x}, row after row. */
  void crossRows(
      float[] alphas, float[] x, int xAt, float[] y, int[] rows, int count, float[] z, int n);

  void scale(float alpha, float[] x, int xAt, int n);

  /** x += y, and the highest of the sums; {@code n} is a positive multiple of {@link #lanes()}. */
  float addAndMax(float[] x, int xAt, float[] y, int yAt, int n);

  /** Where {@code value} stands first in {@code x}; {@code n} is a multiple of the lanes. */
  int firstEqual(float value, float[] x, int xAt, int n);

  /**
   * Distances from dot products, in place: x = √max(0, square + squares − 2x).
   *
   * @return whether a squared distance is below {@code near} times the two squares, so that it is
   *     rounding error
   */
  boolean distances(
      float[] x, int xAt, int n, float square, float[] squares, int squaresAt, float near);

  /** Columns that one vector holds. */
  int lanes();

  /** How many vectors the widest panel may have: 4, or 2 where registers are few. */
  int widestPanel();

  /**
   * Four rows times one panel: {@code out[outAt + r * outStride + j] = Σ_p a[row_r + p] ·
   * panel[panelAt + p * vectors * lanes + j]}.
   *
   * @param vectors 1, 2 or 4 vectors of {@link #lanes()} columns
   */
  void tile(
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
      int outStride);
}
