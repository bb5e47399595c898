package dev.coterie.numeric;

import dev.coterie.numeric.TileProduct.Into;

/**
 * Products of dense matrices. Sums run in floats over stretches of 256 terms, which are then added
 * up; the bits of a result depend neither on the number of threads nor, entry by entry, on the
 * other rows and columns.
 */
public final class MatrixProduct {
  private MatrixProduct() {}

  /** A · Bᵀ: the dot products of the rows of two matrices with equally many columns. */
  public static Matrix timesTransposed(Matrix a, Matrix b, Workers workers) {
    requireEqual("columns of a and b", a.columns(), b.columns());
    Matrix c = Matrix.zeros(a.rows(), b.rows());
    Panels whole = new Panels(b.rows(), Math.min(a.columns(), TileProduct.DEPTH_BLOCK));
    for (int p = 0; p < a.columns(); p += TileProduct.DEPTH_BLOCK) {
      Panels panels = whole.ofDepth(Math.min(TileProduct.DEPTH_BLOCK, a.columns() - p));
      panels.packRows(b.data(), p, b.columns(), workers);
      addRows(a, p, panels, c, workers);
    }
    return checked(c);
  }

  /** A · B. */
  public static Matrix times(Matrix a, Matrix b, Workers workers) {
    requireEqual("columns of a and rows of b", a.columns(), b.rows());
    Matrix c = Matrix.zeros(a.rows(), b.columns());
    Panels whole = new Panels(b.columns(), Math.min(a.columns(), TileProduct.DEPTH_BLOCK));
    for (int p = 0; p < a.columns(); p += TileProduct.DEPTH_BLOCK) {
      Panels panels = whole.ofDepth(Math.min(TileProduct.DEPTH_BLOCK, a.columns() - p));
      panels.packColumns(b.data(), p * b.columns(), b.columns(), workers);
      addRows(a, p, panels, c, workers);
    }
    return checked(c);
  }

  private static void addRows(Matrix a, int depthFrom, Panels panels, Matrix c, Workers workers) {
    Into into = depthFrom == 0 ? Into.SET : Into.ADD;
    workers.forBlocks(
        a.rows(),
        TileProduct.ROW_BLOCK,
        (from, to) ->
            TileProduct.rows(
                a.data(),
                depthFrom,
                a.columns(),
                from,
                to,
                panels,
                0,
                c.data(),
                c.columns(),
                into));
  }

  /** AᵀA: the dot products of the columns of a matrix, columns × columns, exactly symmetric. */
  public static Matrix gram(Matrix a, Workers workers) {
    int n = a.columns();
    Matrix c = Matrix.zeros(n, n);
    int block = Math.min(a.rows(), TileProduct.DEPTH_BLOCK);
    Panels whole = new Panels(n, block);
    float[] transposed = new float[Math.multiplyExact(n, block)];
    for (int p = 0; p < a.rows(); p += TileProduct.DEPTH_BLOCK) {
      int first = p;
      int depth = Math.min(TileProduct.DEPTH_BLOCK, a.rows() - p);
      Panels panels = whole.ofDepth(depth);
      panels.packColumns(a.data(), p * n, n, workers);
      workers.forBlocks(
          n,
          TileProduct.ROW_BLOCK,
          (from, to) -> {
            for (int q = 0; q < depth; q++) {
              for (int i = from; i < to; i++) {
                transposed[i * depth + q] = a.data()[(first + q) * n + i];
              }
            }
            TileProduct.rows(transposed, 0, depth, from, to, panels, from, c.data(), n, Into.ADD);
          });
    }
    mirrorUpper(c, workers);
    return checked(c);
  }

  /** Copies the part above the diagonal to below it. */
  static void mirrorUpper(Matrix c, Workers workers) {
    int n = c.columns();
    float[] data = c.data();
    int tile = 64;
    workers.forBlocks(
        n,
        tile,
        (from, to) -> {
          for (int start = 0; start < to; start += tile) {
            for (int i = from; i < to; i++) {
              for (int j = start; j < Math.min(i, start + tile); j++) {
                data[i * n + j] = data[j * n + i];
              }
            }
          }
        });
  }

  private static Matrix checked(Matrix result) {
    assert VectorMath.isFinite(result.data()) : "a product is not finite";
    return result;
  }

  private static void requireEqual(String what, int a, int b) {
    if (a != b) {
      throw new IllegalArgumentException(what + " differ: " + a + " and " + b);
    }
  }
}
