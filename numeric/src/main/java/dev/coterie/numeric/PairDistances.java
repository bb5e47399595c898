package dev.coterie.numeric;

/**
 * Euclidean distances between the rows of one matrix, block by block, for callers that can do with
 * a block at a time. They come from dot products of rows moved to have mean 0; rows so near that
 * the difference of squares would be rounding error are measured directly.
 */
public final class PairDistances {
  /** Rows of a block, and columns: a multiple of every panel's width. */
  public static final int BLOCK = 256;

  private static final Kernels KERNELS = Kernels.CHOSEN;

  /** Below this share of the squared lengths, a difference of them is rounding error. */
  private static final float NEAR = 1e-3f;

  private final Matrix rows;
  private final Panels panels;
  private final float[] squares;

  /** Packs a copy of the rows. */
  public PairDistances(Matrix rows, Workers workers) {
    this.rows = centred(rows, workers);
    this.panels = new Panels(rows.rows(), rows.columns());
    panels.packRows(this.rows.data(), 0, rows.columns(), workers);
    this.squares = new float[panels.padded];
    for (int i = 0; i < rows.rows(); i++) {
      int at = this.rows.offset(i);
      squares[i] = KERNELS.dot(this.rows.data(), at, this.rows.data(), at, rows.columns());
    }
  }

  private static Matrix centred(Matrix rows, Workers workers) {
    float[] mean = new float[rows.columns()];
    for (int j = 0; j < mean.length; j++) {
      double sum = 0;
      for (int i = 0; i < rows.rows(); i++) {
        sum += rows.get(i, j);
      }
      mean[j] = (float) (sum / rows.rows());
    }
    Matrix centred = rows.copy();
    workers.forBlocks(
        rows.rows(),
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            KERNELS.axpy(-1, mean, 0, centred.data(), centred.offset(i), mean.length);
          }
        });
    return centred;
  }

  /** How many blocks there are; the last one may have fewer rows. */
  public int blocks() {
    return Math.ceilDiv(rows.rows(), BLOCK);
  }

  /**
   * The distances from each row of one block to each row of another, by any thread.
   *
   * @param out takes row r of the first block from r · {@link #BLOCK} on; of BLOCK² floats
   */
  public void between(int first, int second, float[] out) {
    int from = first * BLOCK;
    int to = Math.min(from + BLOCK, rows.rows());
    int start = second * BLOCK;
    int end = Math.min(start + BLOCK, panels.padded);
    int d = rows.columns();
    int width;
    for (int column = start; column < end; column += width) {
      width = panels.widthAt(column);
      for (int i = from; i < to; i += 4) {
        KERNELS.tile(
            rows.data(),
            i * d,
            Math.min(i + 1, to - 1) * d,
            Math.min(i + 2, to - 1) * d,
            Math.min(i + 3, to - 1) * d,
            panels.data(),
            panels.offset(column),
            panels.vectorsAt(column),
            d,
            out,
            (i - from) * BLOCK + column - start,
            BLOCK);
      }
    }
    int columns = Math.min(end, rows.rows()) - start;
    for (int i = from; i < to; i++) {
      int at = (i - from) * BLOCK;
      if (KERNELS.distances(out, at, columns, squares[i], squares, start, NEAR)) {
        measureNear(i, start, columns, out, at);
      }
    }
  }

  private void measureNear(int i, int start, int columns, float[] out, int at) {
    for (int c = 0; c < columns; c++) {
      int j = start + c;
      float both = squares[i] + squares[j];
      // Room for the root and its square: a few more are measured than must be.
      if (out[at + c] * out[at + c] < 1.001f * NEAR * both) {
        float squared =
            KERNELS.squaredDistance(
                rows.data(), rows.offset(i), rows.data(), rows.offset(j), rows.columns());
        out[at + c] = i == j ? 0 : (float) Math.sqrt(squared);
      }
    }
  }
}
