package dev.coterie.numeric;

/**
 * Rows packed for products with many other rows: what algorithms that work block by block are built
 * of, where {@link MatrixProduct} would allocate a matrix of all pairs. Packed once, read from any
 * thread.
 *
 * <p>Rows lie in panels of {@link #PANEL_ROWS} or fewer, depth by depth, the rows of a panel beside
 * each other. Products come out for whole panels and whole groups of {@link #GROUP} rows: leave
 * room for that.
 */
public final class PackedRows {
  private static final Kernels KERNELS = Kernels.CHOSEN;

  /** Rows of {@code a} are multiplied four at a time. */
  public static final int GROUP = 4;

  /** Rows of the widest panel; a block of packed rows should start at a multiple of this. */
  public static final int PANEL_ROWS = KERNELS.lanes() * KERNELS.widestPanel();

  private final Panels panels;

  /** Room for rows that are set later, zeros until then. */
  public PackedRows(int rows, int depth) {
    this.panels = new Panels(rows, depth);
  }

  /** Packs all rows of a matrix. */
  public static PackedRows of(Matrix matrix, Workers workers) {
    PackedRows packed = new PackedRows(matrix.rows(), matrix.columns());
    packed.panels.packRows(matrix.data(), 0, matrix.columns(), workers);
    return packed;
  }

  public int rows() {
    return panels.columns;
  }

  public int depth() {
    return panels.depth;
  }

  /** {@link #rows()}, rounded up to what products write. */
  public int padded() {
    return panels.padded;
  }

  /** {@code n} rounded up to whole groups of rows. */
  public static int wholeGroups(int n) {
    return Math.ceilDiv(n, GROUP) * GROUP;
  }

  /** Replaces one row by {@link #depth()} floats. */
  public void set(int row, float[] values, int at) {
    int start = row / PANEL_ROWS * PANEL_ROWS;
    while (start + panels.widthAt(start) <= row) {
      start += panels.widthAt(start);
    }
    int width = panels.widthAt(start);
    int target = panels.offset(start) + row - start;
    for (int p = 0; p < panels.depth; p++) {
      panels.data()[target + p * width] = values[at + p];
    }
  }

  /**
   * The packed floats: element p of row j of the first panel is at {@code p * w + j}, with w the
   * rows of that panel; all of one panel where {@link #rows()} is {@link #PANEL_ROWS}.
   */
  public float[] data() {
    return panels.data();
  }

  /**
   * Dot products of some rows of {@code a} with packed rows.
   *
   * @param aAt where the first row of {@code a} starts
   * @param aStride from a row of {@code a} to the next
   * @param count rows of {@code a}
   * @param from first packed row, where a panel starts
   * @param to packed rows before this one, rounded up to whole panels
   * @param out takes the product of row i and packed row j at {@code outAt + i * outStride + j −
   *     from}; rows past {@code count} up to a whole group, and columns past {@code to} up to a
   *     whole panel, are overwritten
   */
  public void dots(
      float[] a,
      int aAt,
      int aStride,
      int count,
      int from,
      int to,
      float[] out,
      int outAt,
      int outStride) {
    int last = count - 1;
    for (int start = from; start < to; start += panels.widthAt(start)) {
      for (int i = 0; i < count; i += GROUP) {
        KERNELS.tile(
            a,
            aAt + i * aStride,
            aAt + Math.min(i + 1, last) * aStride,
            aAt + Math.min(i + 2, last) * aStride,
            aAt + Math.min(i + 3, last) * aStride,
            panels.data(),
            panels.offset(start),
            panels.vectorsAt(start),
            panels.depth,
            out,
            outAt + i * outStride + start - from,
            outStride);
      }
    }
  }
}
