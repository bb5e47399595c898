package dev.coterie.numeric;

/**
 * The largest singular values of a large matrix, A ≈ U diag(s) Vᵀ, by a randomised range finder
 * (Halko, Martinsson and Tropp, 2011). The same seed gives the same bytes for any number of
 * threads.
 *
 * @param left rows of A × values, orthonormal columns; in each the component of largest magnitude
 *     is positive
 * @param values descending, not negative; as many as asked for, fewer where the matrix is smaller
 * @param right columns of A × values; orthonormal, but a column of zeros where the value is smaller
 *     than 1e-6 of the first
 */
public record TruncatedSvd(Matrix left, float[] values, Matrix right) {
  private static final int PASSES = 3;

  public static TruncatedSvd of(SparseMatrix a, int rank, long seed, Workers workers) {
    SparseMatrix transposed = a.transpose();
    return of(
        a.rows(),
        a.columns(),
        x -> SparseProduct.times(a, x, workers),
        x -> SparseProduct.times(transposed, x, workers),
        rank,
        seed,
        workers);
  }

  public static TruncatedSvd of(Matrix a, int rank, long seed, Workers workers) {
    Matrix transposed = a.transpose();
    return of(
        a.rows(),
        a.columns(),
        x -> MatrixProduct.times(a, x, workers),
        x -> MatrixProduct.times(transposed, x, workers),
        rank,
        seed,
        workers);
  }

  private static TruncatedSvd of(
      int rows,
      int columns,
      RangeFinder.Times times,
      RangeFinder.Times transposedTimes,
      int rank,
      long seed,
      Workers workers) {
    int width = RangeFinder.width(rank, rows, columns);
    Matrix basis = RangeFinder.basis(columns, width, times, transposedTimes, PASSES, seed, workers);
    Matrix projected = transposedTimes.apply(basis);
    SymmetricEigen small = SymmetricEigen.of(RangeFinder.innerProducts(projected, projected));
    int kept = Math.min(rank, width);
    float[] values = new float[kept];
    Matrix left = RangeFinder.combine(basis, small.vectors(), kept, workers);
    Matrix right = RangeFinder.combine(projected, small.vectors(), kept, workers);
    double first = Math.sqrt(Math.max(0, small.values()[0]));
    float[] factors = new float[kept];
    for (int j = 0; j < kept; j++) {
      values[j] = (float) Math.sqrt(Math.max(0, small.values()[j]));
      factors[j] = values[j] > 1e-6 * first ? 1 / values[j] : 0;
    }
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < kept; j++) {
        right.set(i, j, right.get(i, j) * factors[j]);
      }
    }
    RangeFinder.turn(right, RangeFinder.makeLargestPositive(left));
    return new TruncatedSvd(left, values, right);
  }
}
