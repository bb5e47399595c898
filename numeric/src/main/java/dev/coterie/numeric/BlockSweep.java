package dev.coterie.numeric;

import dev.coterie.numeric.TileProduct.Into;

/**
 * Inverts a symmetric positive definite matrix in place, block of pivots by block.
 *
 * <p>With K the rows of a block and P the inverse of A_KK, a step sets A_ij to A_ij − A_iK P A_Kj,
 * A_iK to A_iK P and A_KK to −P. After all blocks A is −A⁻¹. Every step keeps A symmetric, so that
 * only the upper triangle is kept; and A_KK is the Schur complement of the blocks before it, so
 * that it is positive definite if the whole is.
 */
final class BlockSweep {
  private static final int BLOCK = 256;

  private final Matrix matrix;
  private final Workers workers;
  private final int n;
  private final float[] a;
  private final float[] diagonal;

  BlockSweep(Matrix matrix, Workers workers) {
    this.matrix = matrix;
    this.workers = workers;
    this.n = matrix.rows();
    this.a = matrix.data();
    this.diagonal = new float[n];
    for (int i = 0; i < n; i++) {
      diagonal[i] = a[i * n + i];
    }
  }

  void invert() {
    int block = Math.min(BLOCK, n);
    Matrix columns = Matrix.zeros(n, block);
    Panels panels = new Panels(n, block);
    for (int from = 0; from < n; from += block) {
      int to = Math.min(n, from + block);
      Matrix part = to - from == block ? columns : Matrix.zeros(n, to - from);
      sweep(from, to, part, panels.ofDepth(to - from));
    }
    workers.forBlocks(
        n,
        TileProduct.ROW_BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            VectorMath.scale(-1, a, i * n + i, n - i);
          }
        });
    MatrixProduct.mirrorUpper(matrix, workers);
    assert VectorMath.isFinite(a) : "an inverse is not finite";
  }

  private void sweep(int from, int to, Matrix columns, Panels panels) {
    int width = to - from;
    Matrix pivots = invertPivots(from, to);
    gatherColumns(from, to, columns);
    Matrix weighted = MatrixProduct.timesTransposed(columns, pivots, workers);
    panels.packRows(columns.data(), 0, width, workers);
    workers.forBlocks(
        n,
        TileProduct.ROW_BLOCK,
        (first, last) ->
            TileProduct.rows(
                weighted.data(), 0, width, first, last, panels, first, a, n, Into.SUBTRACT));
    scatterColumns(from, to, weighted, pivots);
  }

  /** A_:K as rows of their own; zeros in the rows of K, which the product must not touch. */
  private void gatherColumns(int from, int to, Matrix columns) {
    int width = to - from;
    float[] target = columns.data();
    workers.forBlocks(
        n,
        TileProduct.ROW_BLOCK,
        (first, last) -> {
          for (int i = first; i < last; i++) {
            for (int k = 0; k < width; k++) {
              boolean pivot = i >= from && i < to;
              target[i * width + k] =
                  pivot ? 0 : i < from ? a[i * n + from + k] : a[(from + k) * n + i];
            }
          }
        });
  }

  private void scatterColumns(int from, int to, Matrix weighted, Matrix pivots) {
    int width = to - from;
    float[] source = weighted.data();
    workers.forBlocks(
        n,
        TileProduct.ROW_BLOCK,
        (first, last) -> {
          for (int i = first; i < last; i++) {
            for (int k = 0; k < width; k++) {
              if (i < from) {
                a[i * n + from + k] = source[i * width + k];
              } else if (i < to) {
                a[i * n + from + k] = -pivots.get(i - from, k);
              } else {
                a[(from + k) * n + i] = source[i * width + k];
              }
            }
          }
        });
  }

  /** The inverse of A_KK, by the same sweep pivot by pivot, in doubles. */
  private Matrix invertPivots(int from, int to) {
    int width = to - from;
    double[][] p = new double[width][width];
    for (int i = 0; i < width; i++) {
      for (int j = i; j < width; j++) {
        p[i][j] = a[(from + i) * n + from + j];
        p[j][i] = p[i][j];
      }
    }
    for (int k = 0; k < width; k++) {
      // A pivot this far below the diagonal it came from is rounding error of the floats.
      if (!(p[k][k] > 1e-7 * Math.abs(diagonal[from + k]))) {
        throw new NotPositiveDefiniteException(from + k, p[k][k], n);
      }
      sweepPivot(p, k);
    }
    Matrix inverse = Matrix.zeros(width, width);
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        inverse.set(i, j, (float) -p[i][j]);
      }
    }
    return inverse;
  }

  private static void sweepPivot(double[][] p, int k) {
    int n = p.length;
    double inverse = 1 / p[k][k];
    double[] pivotRow = p[k].clone();
    for (int i = 0; i < n; i++) {
      if (i != k) {
        double factor = pivotRow[i] * inverse;
        double[] row = p[i];
        for (int j = 0; j < n; j++) {
          row[j] -= factor * pivotRow[j];
        }
        row[k] = factor;
      }
    }
    for (int j = 0; j < n; j++) {
      p[k][j] = pivotRow[j] * inverse;
    }
    p[k][k] = -inverse;
  }
}
