package dev.coterie.numeric;

import java.util.Arrays;

/**
 * Products with sparse matrices. Every row of a result is summed by one thread in ascending order,
 * so that its bits do not depend on the number of threads.
 */
public final class SparseProduct {
  private static final int ROW_BLOCK = 64;

  private SparseProduct() {}

  /** Sparse times dense: rows of {@code a} × columns of {@code b}. */
  public static Matrix times(SparseMatrix a, Matrix b, Workers workers) {
    if (a.columns() != b.rows()) {
      throw new IllegalArgumentException(
          "columns of a and rows of b differ: " + a.columns() + " and " + b.rows());
    }
    int width = b.columns();
    Matrix c = Matrix.zeros(a.rows(), width);
    workers.forBlocks(
        a.rows(),
        ROW_BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int p = a.start(i); p < a.end(i); p++) {
              VectorMath.axpy(
                  a.value(p), b.data(), b.offset(a.column(p)), c.data(), i * width, width);
            }
          }
        });
    assert VectorMath.isFinite(c.data()) : "a product is not finite";
    return c;
  }

  /**
   * Sparseᵀ times dense. Whoever multiplies often with the same matrix transposes it once and calls
   * {@link #times}.
   */
  public static Matrix transposedTimes(SparseMatrix a, Matrix b, Workers workers) {
    return times(a.transpose(), b, workers);
  }

  /**
   * AᵀA as a dense matrix, columns × columns: 4 bytes times the square of the columns, so for up to
   * some 10,000 of them. Sums are in doubles.
   */
  public static Matrix cooccurrence(SparseMatrix a, Workers workers) {
    int n = a.columns();
    SparseMatrix byColumn = a.transpose();
    Matrix c = Matrix.zeros(n, n);
    workers.forBlocks(
        n,
        ROW_BLOCK,
        (from, to) -> {
          double[] sums = new double[n];
          for (int i = from; i < to; i++) {
            addUpper(a, byColumn, i, sums);
            for (int j = i; j < n; j++) {
              c.data()[i * n + j] = (float) sums[j];
            }
            Arrays.fill(sums, i, n, 0);
          }
        });
    MatrixProduct.mirrorUpper(c, workers);
    return c;
  }

  /** Adds the products of column {@code i} with the columns from it on. */
  private static void addUpper(SparseMatrix a, SparseMatrix byColumn, int i, double[] sums) {
    int[] columns = a.indices();
    float[] values = a.values();
    for (int p = byColumn.start(i); p < byColumn.end(i); p++) {
      int row = byColumn.column(p);
      double value = byColumn.value(p);
      for (int q = a.end(row) - 1; q >= a.start(row) && columns[q] >= i; q--) {
        sums[columns[q]] += value * values[q];
      }
    }
  }

  /** What is done with one row of AᵀA. */
  @FunctionalInterface
  public interface RowUse {
    /**
     * Called by one thread a row; the arrays are used again for the next.
     *
     * @param size how many columns some row of A touches together with {@code row}, itself included
     * @param columns these columns, in no order
     * @param sums by column, what stands there
     */
    void of(int row, int size, int[] columns, double[] sums);
  }

  /**
   * The rows of AᵀA one by one with only the entries that some row of A gives rise to, for very
   * many columns: nothing of the product is kept.
   */
  public static void cooccurrenceRows(SparseMatrix a, Workers workers, RowUse use) {
    int n = a.columns();
    SparseMatrix byColumn = a.transpose();
    workers.forBlocks(
        n,
        ROW_BLOCK,
        (from, to) -> {
          double[] sums = new double[n];
          boolean[] touched = new boolean[n];
          int[] list = new int[n];
          for (int i = from; i < to; i++) {
            int size = 0;
            for (int p = byColumn.start(i); p < byColumn.end(i); p++) {
              int row = byColumn.column(p);
              double value = byColumn.value(p);
              for (int q = a.start(row); q < a.end(row); q++) {
                int j = a.column(q);
                sums[j] += value * a.value(q);
                if (!touched[j]) {
                  touched[j] = true;
                  list[size++] = j;
                }
              }
            }
            use.of(i, size, list, sums);
            for (int s = 0; s < size; s++) {
              sums[list[s]] = 0;
              touched[list[s]] = false;
            }
          }
        });
  }
}
