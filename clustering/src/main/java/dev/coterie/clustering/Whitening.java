package dev.coterie.clustering;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.MatrixProduct;
import dev.coterie.numeric.SymmetricEigen;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;

/**
 * Turns Mahalanobis distances into Euclidean ones: rows are multiplied by C^(−1/2), with C the
 * covariance of the points, so that every algorithm can use them. Distances along directions in
 * which the points hardly vary (less than 1e-6 of the largest variance) are measured by that much
 * variance, so that rounding is not blown up where C is singular.
 *
 * @param mean one row, taken from the rows first
 * @param transform C^(−1/2), symmetric
 */
public record Whitening(Matrix mean, Matrix transform) {
  private static final double LEAST = 1e-6;

  /** Learns mean and covariance (divided by the weights' sum) of points. */
  public static Whitening of(Points points, Workers workers) {
    Matrix x = points.matrix();
    int d = x.columns();
    Matrix mean = Centres.means(points, new int[x.rows()], Matrix.zeros(1, d), workers);
    Matrix scaled = moved(x, mean);
    double weight = 0;
    for (float w : points.weights()) {
      weight += w;
    }
    for (int i = 0; i < x.rows(); i++) {
      float factor = (float) Math.sqrt(points.weights()[i] / weight);
      VectorMath.scale(factor, scaled.data(), scaled.offset(i), d);
    }
    SymmetricEigen eigen = SymmetricEigen.of(MatrixProduct.gram(scaled, workers));
    Matrix half = Matrix.zeros(d, d);
    double largest = d == 0 ? 0 : eigen.values()[0];
    for (int e = 0; e < d; e++) {
      double value = Math.max(eigen.values()[e], LEAST * largest);
      double factor = value > 0 ? Math.pow(value, -0.25) : 1;
      for (int j = 0; j < d; j++) {
        half.set(j, e, (float) (factor * eigen.vectors()[e][j]));
      }
    }
    return new Whitening(mean, MatrixProduct.timesTransposed(half, half, workers));
  }

  /** Rows between which the Euclidean distance is the Mahalanobis distance. */
  public Matrix apply(Matrix rows, Workers workers) {
    return MatrixProduct.timesTransposed(moved(rows, mean), transform, workers);
  }

  private static Matrix moved(Matrix rows, Matrix mean) {
    Matrix moved = rows.copy();
    for (int i = 0; i < rows.rows(); i++) {
      VectorMath.axpy(-1, mean.data(), 0, moved.data(), moved.offset(i), moved.columns());
    }
    return moved;
  }
}
