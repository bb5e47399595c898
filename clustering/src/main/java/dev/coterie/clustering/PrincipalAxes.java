package dev.coterie.clustering;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.MatrixProduct;
import dev.coterie.numeric.TruncatedSvd;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;

/**
 * Fewer columns that keep as much of the variance as so many can (principal component analysis,
 * Hotelling, 1933).
 *
 * @param mean one row, taken from the rows first
 * @param axes a row a new column: unit vectors, those of the most variance first
 */
public record PrincipalAxes(Matrix mean, Matrix axes) {
  /**
   * Learns the axes of rows.
   *
   * @param columns of the result, at least 1, at most those of the rows; there are fewer where
   *     there are fewer rows
   */
  public static PrincipalAxes of(Matrix rows, int columns, long seed, Workers workers) {
    if (!(columns >= 1) || columns > rows.columns()) {
      throw new IllegalArgumentException(
          "cannot reduce " + rows.columns() + " columns to " + columns);
    }
    Matrix zeros = Matrix.zeros(1, rows.columns());
    Matrix mean = Centres.means(Points.of(rows), new int[rows.rows()], zeros, workers);
    TruncatedSvd svd = TruncatedSvd.of(moved(rows, mean), columns, seed, workers);
    return new PrincipalAxes(mean, svd.right().transpose());
  }

  /** The rows along the axes. */
  public Matrix apply(Matrix rows, Workers workers) {
    return MatrixProduct.timesTransposed(moved(rows, mean), axes, workers);
  }

  private static Matrix moved(Matrix rows, Matrix mean) {
    Matrix moved = rows.copy();
    for (int i = 0; i < rows.rows(); i++) {
      VectorMath.axpy(-1, mean.data(), 0, moved.data(), moved.offset(i), moved.columns());
    }
    return moved;
  }
}
