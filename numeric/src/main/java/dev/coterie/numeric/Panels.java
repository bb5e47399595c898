package dev.coterie.numeric;

import java.util.Arrays;

/**
 * Columns packed for {@link Kernels#tile}: panels of four, two or one vectors of columns, the
 * widest first; within a panel the columns of one depth stand together. Columns are padded with
 * zeros to a whole vector, never more.
 */
final class Panels {
  private static final Kernels KERNELS = Kernels.CHOSEN;

  /** How many columns are packed. */
  final int columns;

  /** {@link #columns}, rounded up to whole vectors. */
  final int padded;

  final int depth;
  private final int widest;
  private final float[] data;

  Panels(int columns, int depth) {
    this(columns, depth, KERNELS.widestPanel());
  }

  /** Panels of at most {@code widest} vectors. */
  Panels(int columns, int depth, int widest) {
    this(columns, depth, widest, new float[Math.multiplyExact(padded(columns), depth)]);
  }

  private Panels(int columns, int depth, int widest, float[] data) {
    this.columns = columns;
    this.widest = widest;
    this.padded = padded(columns);
    this.depth = depth;
    this.data = data;
  }

  private static int padded(int columns) {
    return Math.ceilDiv(columns, KERNELS.lanes()) * KERNELS.lanes();
  }

  /** The same memory for a product of another depth, at most the one it was made for. */
  Panels ofDepth(int otherDepth) {
    return new Panels(columns, otherDepth, widest, data);
  }

  float[] data() {
    return data;
  }

  /** Vectors of the panel that starts at a column. */
  int vectorsAt(int column) {
    int left = (padded - column) / KERNELS.lanes();
    return Math.min(widest, left >= 4 ? 4 : left >= 2 ? 2 : 1);
  }

  int widthAt(int column) {
    return vectorsAt(column) * KERNELS.lanes();
  }

  /** The first column of the panel that holds a column. */
  int panelOf(int column) {
    int start = 0;
    while (start + widthAt(start) <= column) {
      start += widthAt(start);
    }
    return start;
  }

  /** Where the panel that starts at a column lies in {@link #data()}. */
  int offset(int column) {
    return column * depth;
  }

  /**
   * Packs rows of a row-major array as columns: column j is {@code source[at + j * stride]} and the
   * {@code depth} floats after it.
   */
  void packRows(float[] source, int at, int stride, Workers workers) {
    workers.forBlocks(
        padded,
        KERNELS.lanes() * widest,
        (from, to) -> {
          for (int start = from; start < to; start += widthAt(start)) {
            packRows(source, at, stride, start);
          }
        });
  }

  private void packRows(float[] source, int at, int stride, int start) {
    int width = widthAt(start);
    int offset = offset(start);
    for (int j = 0; j < width; j++) {
      if (start + j < columns) {
        int from = at + (start + j) * stride;
        for (int p = 0; p < depth; p++) {
          data[offset + p * width + j] = source[from + p];
        }
      } else {
        for (int p = 0; p < depth; p++) {
          data[offset + p * width + j] = 0;
        }
      }
    }
  }

  /**
   * Packs columns of a row-major array: entry p of column j is {@code source[at + p * stride + j]}.
   */
  void packColumns(float[] source, int at, int stride, Workers workers) {
    workers.forBlocks(
        padded,
        KERNELS.lanes() * widest,
        (from, to) -> {
          for (int start = from; start < to; start += widthAt(start)) {
            int width = widthAt(start);
            int filled = Math.min(width, columns - start);
            for (int p = 0; p < depth; p++) {
              int target = offset(start) + p * width;
              System.arraycopy(source, at + p * stride + start, data, target, filled);
              Arrays.fill(data, target + filled, target + width, 0);
            }
          }
        });
  }
}
