package dev.coterie.numeric;

/** Rows times packed columns, tile by tile: what every dense product comes down to. */
final class TileProduct {
  /** Rows that one thread takes at a time: with a depth of 256 they stay in its nearest caches. */
  static final int ROW_BLOCK = 64;

  /** Depth of one pass: a panel then stays in the second cache, and sums stay short. */
  static final int DEPTH_BLOCK = 256;

  /** What becomes of the target's old content. */
  enum Into {
    SET,
    ADD,
    SUBTRACT
  }

  private static final Kernels KERNELS = Kernels.CHOSEN;

  private TileProduct() {}

  /**
   * Multiplies rows {@code from} to {@code to} of {@code a} with the panels from the one that holds
   * {@code firstColumn} on, into the same rows of {@code c}.
   */
  static void rows(
      float[] a,
      int aAt,
      int aStride,
      int from,
      int to,
      Panels panels,
      int firstColumn,
      float[] c,
      int cStride,
      Into into) {
    int widest = KERNELS.lanes() * KERNELS.widestPanel();
    float[] tile = new float[4 * widest];
    int width;
    for (int start = panels.panelOf(firstColumn); start < panels.padded; start += width) {
      width = panels.widthAt(start);
      int filled = Math.min(width, panels.columns - start);
      for (int i = from; i < to; i += 4) {
        int last = to - 1;
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
            tile,
            0,
            widest);
        for (int r = i; r < Math.min(i + 4, to); r++) {
          put(tile, (r - i) * widest, c, r * cStride + start, filled, into);
        }
      }
    }
  }

  private static void put(float[] tile, int tileAt, float[] c, int cAt, int n, Into into) {
    switch (into) {
      case SET -> System.arraycopy(tile, tileAt, c, cAt, n);
      case ADD -> {
        for (int j = 0; j < n; j++) {
          c[cAt + j] += tile[tileAt + j];
        }
      }
      case SUBTRACT -> {
        for (int j = 0; j < n; j++) {
          c[cAt + j] -= tile[tileAt + j];
        }
      }
    }
  }
}
