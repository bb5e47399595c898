package dev.coterie.numeric;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * An orthonormal basis of where a large matrix does most of its work: random vectors, multiplied
 * some times by the matrix and its transpose (Halko, Martinsson and Tropp, "Finding structure with
 * randomness", SIAM Review 53, 2011, algorithm 4.4).
 */
final class RangeFinder {
  /** More directions than asked for: the last of them are found inexactly, and cut off. */
  private static final int OVERSAMPLING = 16;

  /** Columns made orthonormal to each other one by one; to those before them all at once. */
  private static final int BLOCK = 8;

  /** What is left of a unit vector that depends on those before it. */
  private static final float DEPENDENT = 1e-5f;

  /** Multiplies a block of column vectors. */
  @FunctionalInterface
  interface Times {
    Matrix apply(Matrix columns);
  }

  private RangeFinder() {}

  /** How many directions to follow for {@code rank} of them. */
  static int width(int rank, int rows, int columns) {
    if (rank < 1) {
      throw new IllegalArgumentException("rank must be at least 1, not " + rank);
    }
    return Math.min(rank + OVERSAMPLING, Math.min(rows, columns));
  }

  /**
   * Orthonormal columns that span the range.
   *
   * @param columns of the matrix
   * @param passes multiplications by AᵀA after the first by A
   */
  static Matrix basis(
      int columns,
      int width,
      Times times,
      Times transposedTimes,
      int passes,
      long seed,
      Workers workers) {
    SplittableRandom random = Seeds.stream(seed, "range-finder");
    Matrix start = Matrix.zeros(columns, width);
    for (int i = 0; i < start.data().length; i++) {
      start.data()[i] = (float) random.nextGaussian();
    }
    Matrix basis = orthonormal(times.apply(start), workers);
    for (int pass = 0; pass < passes; pass++) {
      Matrix back = orthonormal(transposedTimes.apply(basis), workers);
      basis = orthonormal(times.apply(back), workers);
    }
    return basis;
  }

  /**
   * Makes columns orthonormal, from the first to the last, twice over (Gram and Schmidt; once
   * leaves the rounding error of near parallel ones). What depends on those before becomes zero.
   */
  static Matrix orthonormal(Matrix columns, Workers workers) {
    Matrix rows = columns.transpose();
    int n = rows.columns();
    for (int from = 0; from < rows.rows(); from += BLOCK) {
      int to = Math.min(rows.rows(), from + BLOCK);
      for (int i = from; i < to; i++) {
        VectorMath.normalise(rows.data(), rows.offset(i), n);
      }
      for (int pass = 0; pass < 2; pass++) {
        subtractEarlier(rows, from, to, workers);
        for (int i = from; i < to; i++) {
          subtractNeighbours(rows, from, i);
        }
      }
    }
    return rows.transpose();
  }

  /** Takes out of a block of rows what lies along all rows before it. */
  private static void subtractEarlier(Matrix rows, int from, int to, Workers workers) {
    if (from == 0) {
      return;
    }
    int n = rows.columns();
    Matrix earlier = part(rows, 0, from);
    Matrix along = MatrixProduct.timesTransposed(part(rows, from, to), earlier, workers);
    Matrix shared = MatrixProduct.times(along, earlier, workers);
    VectorMath.axpy(-1, shared.data(), 0, rows.data(), rows.offset(from), (to - from) * n);
  }

  /** Takes out of one row what lies along those before it in its block. */
  private static void subtractNeighbours(Matrix rows, int from, int row) {
    float[] data = rows.data();
    int n = rows.columns();
    int at = rows.offset(row);
    for (int j = from; j < row; j++) {
      float dot = VectorMath.dot(data, at, data, rows.offset(j), n);
      VectorMath.axpy(-dot, data, rows.offset(j), data, at, n);
    }
    if (VectorMath.norm(data, at, n) < DEPENDENT) {
      Arrays.fill(data, at, at + n, 0);
    }
    VectorMath.normalise(data, at, n);
  }

  private static Matrix part(Matrix rows, int from, int to) {
    int n = rows.columns();
    return Matrix.of(to - from, n, Arrays.copyOfRange(rows.data(), from * n, to * n));
  }

  /** XᵀY in doubles, for two blocks of few columns. */
  static double[][] innerProducts(Matrix x, Matrix y) {
    double[][] products = new double[x.columns()][y.columns()];
    for (int i = 0; i < x.rows(); i++) {
      int yAt = y.offset(i);
      for (int p = 0; p < x.columns(); p++) {
        double factor = x.get(i, p);
        double[] row = products[p];
        for (int q = 0; q < row.length; q++) {
          row[q] += factor * y.data()[yAt + q];
        }
      }
    }
    return products;
  }

  /** X times the first {@code rank} rows of {@code rows}, transposed. */
  static Matrix combine(Matrix x, double[][] rows, int rank, Workers workers) {
    Matrix few = Matrix.zeros(rank, x.columns());
    for (int r = 0; r < rank; r++) {
      for (int j = 0; j < x.columns(); j++) {
        few.set(r, j, (float) rows[r][j]);
      }
    }
    return MatrixProduct.timesTransposed(x, few, workers);
  }

  /** Turns the sign of every column whose component of largest magnitude is negative. */
  static boolean[] makeLargestPositive(Matrix columns) {
    boolean[] turned = new boolean[columns.columns()];
    for (int j = 0; j < columns.columns(); j++) {
      float largest = 0;
      for (int i = 0; i < columns.rows(); i++) {
        float value = columns.get(i, j);
        largest = Math.abs(value) > Math.abs(largest) ? value : largest;
      }
      turned[j] = largest < 0;
    }
    turn(columns, turned);
    return turned;
  }

  static void turn(Matrix columns, boolean[] turned) {
    for (int i = 0; i < columns.rows(); i++) {
      for (int j = 0; j < columns.columns(); j++) {
        if (turned[j]) {
          columns.set(i, j, -columns.get(i, j));
        }
      }
    }
  }
}
