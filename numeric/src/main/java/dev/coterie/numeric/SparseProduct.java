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

  /** AᵀA with only the entries that some row of A gives rise to; for very many columns. */
  public static SparseMatrix sparseCooccurrence(SparseMatrix a, Workers workers) {
    int n = a.columns();
    SparseMatrix byColumn = a.transpose();
    int[][] columns = new int[n][];
    float[][] values = new float[n][];
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
            Arrays.sort(list, 0, size);
            columns[i] = Arrays.copyOf(list, size);
            values[i] = new float[size];
            for (int s = 0; s < size; s++) {
              values[i][s] = (float) sums[list[s]];
              sums[list[s]] = 0;
              touched[list[s]] = false;
            }
          }
        });
    return joined(n, columns, values);
  }

  private static SparseMatrix joined(int columns, int[][] columnsOf, float[][] valuesOf) {
    int[] starts = new int[columnsOf.length + 1];
    for (int i = 0; i < columnsOf.length; i++) {
      starts[i + 1] = Math.addExact(starts[i], columnsOf[i].length);
    }
    int[] indices = new int[starts[columnsOf.length]];
    float[] values = new float[indices.length];
    for (int i = 0; i < columnsOf.length; i++) {
      System.arraycopy(columnsOf[i], 0, indices, starts[i], columnsOf[i].length);
      System.arraycopy(valuesOf[i], 0, values, starts[i], valuesOf[i].length);
    }
    return SparseMatrix.of(columns, starts, indices, values);
  }
}
