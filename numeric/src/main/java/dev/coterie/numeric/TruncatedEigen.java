package dev.coterie.numeric;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The eigenvalues of largest magnitude of a large symmetric matrix, with their vectors, by a
 * randomised range finder (Halko, Martinsson and Tropp, 2011). The same seed gives the same bytes
 * for any number of threads.
 *
 * @param values with their signs, by descending magnitude; at most as many as asked for, fewer
 *     where the matrix is smaller
 * @param vectors rows of the matrix × values: column j is the unit eigenvector of value j, its
 *     component of largest magnitude positive
 */
public record TruncatedEigen(float[] values, Matrix vectors) {
  private static final int PASSES = 3;

  public static TruncatedEigen of(Matrix symmetric, int rank, long seed, Workers workers) {
    return of(
        symmetric.rows(),
        symmetric.columns(),
        x -> MatrixProduct.timesTransposed(symmetric, x.transpose(), workers),
        rank,
        seed,
        workers);
  }

  public static TruncatedEigen of(SparseMatrix symmetric, int rank, long seed, Workers workers) {
    return of(
        symmetric.rows(),
        symmetric.columns(),
        x -> SparseProduct.times(symmetric, x, workers),
        rank,
        seed,
        workers);
  }

  private static TruncatedEigen of(
      int rows, int columns, RangeFinder.Times times, int rank, long seed, Workers workers) {
    if (rows != columns) {
      throw new IllegalArgumentException(
          "a matrix of " + rows + " x " + columns + " is not square");
    }
    int width = RangeFinder.width(rank, rows, columns);
    Matrix basis = RangeFinder.basis(columns, width, times, times, PASSES, seed, workers);
    double[][] core = RangeFinder.innerProducts(basis, times.apply(basis));
    for (int i = 0; i < width; i++) {
      for (int j = i; j < width; j++) {
        core[i][j] = (core[i][j] + core[j][i]) / 2;
      }
    }
    SymmetricEigen small = SymmetricEigen.of(core);
    Integer[] order = new Integer[width];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> -Math.abs(small.values()[i])));
    int kept = Math.min(rank, width);
    float[] values = new float[kept];
    double[][] rowsOfSmall = new double[kept][];
    for (int i = 0; i < kept; i++) {
      values[i] = (float) small.values()[order[i]];
      rowsOfSmall[i] = small.vectors()[order[i]];
    }
    Matrix vectors = RangeFinder.combine(basis, rowsOfSmall, kept, workers);
    RangeFinder.makeLargestPositive(vectors);
    return new TruncatedEigen(values, vectors);
  }
}
