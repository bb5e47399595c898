package dev.coterie.recommend.linear;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.MatrixProduct;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/**
 * The product P · XᵀY of a symmetric dense and two sparse matrices, users × items both.
 *
 * <p>Where few pairs are known, user by user: with w = P·x, a user adds w·yᵀ, which costs 2·items a
 * pair of x or y. Else the dense product of P and XᵀY, which costs 2·items³ at some ten times the
 * speed.
 */
final class TargetProduct {
  private static final int DENSE_SPEED = 12;
  private static final int USERS_A_PASS = 512;
  private static final int BLOCK = 32;

  private TargetProduct() {}

  static Matrix of(Matrix p, SparseMatrix x, SparseMatrix y, Workers workers) {
    long n = p.rows();
    long pairs = (long) x.entries() + y.entries();
    return pairs * DENSE_SPEED < n * n
        ? userByUser(p, x, y, workers)
        : itemByItem(p, x, y, workers);
  }

  static Matrix itemByItem(Matrix p, SparseMatrix x, SparseMatrix y, Workers workers) {
    return MatrixProduct.times(p, together(x, y, workers), workers);
  }

  static Matrix userByUser(Matrix p, SparseMatrix x, SparseMatrix y, Workers workers) {
    int n = p.rows();
    Matrix transposed = Matrix.zeros(n, n);
    Matrix weights = Matrix.zeros(Math.min(USERS_A_PASS, x.rows()), n);
    SparseMatrix byItem = y.transpose();
    int[] next = new int[n];
    for (int i = 0; i < n; i++) {
      next[i] = byItem.start(i);
    }
    for (int first = 0; first < x.rows(); first += USERS_A_PASS) {
      int start = first;
      int end = Math.min(x.rows(), first + USERS_A_PASS);
      workers.forBlocks(
          end - start,
          4,
          (from, to) -> {
            for (int u = from; u < to; u++) {
              weigh(p, x, start + u, weights, u);
            }
          });
      workers.forBlocks(
          n,
          BLOCK,
          (from, to) -> {
            for (int j = from; j < to; j++) {
              while (next[j] < byItem.end(j) && byItem.column(next[j]) < end) {
                VectorMath.axpy(
                    byItem.value(next[j]),
                    weights.data(),
                    weights.offset(byItem.column(next[j]) - start),
                    transposed.data(),
                    transposed.offset(j),
                    n);
                next[j]++;
              }
            }
          });
    }
    transpose(transposed, workers);
    return transposed;
  }

  /** Row {@code to} of the weights: P·x of a user. */
  private static void weigh(Matrix p, SparseMatrix x, int user, Matrix weights, int to) {
    int n = p.columns();
    int at = weights.offset(to);
    Arrays.fill(weights.data(), at, at + n, 0);
    for (int e = x.start(user); e < x.end(user); e++) {
      VectorMath.axpy(x.value(e), p.data(), p.offset(x.column(e)), weights.data(), at, n);
    }
  }

  private static void transpose(Matrix square, Workers workers) {
    int n = square.rows();
    float[] data = square.data();
    workers.forBlocks(
        n,
        BLOCK,
        (from, to) -> {
          for (int start = from; start < n; start += BLOCK) {
            for (int i = from; i < to; i++) {
              for (int j = Math.max(start, i + 1); j < Math.min(n, start + BLOCK); j++) {
                float kept = data[i * n + j];
                data[i * n + j] = data[j * n + i];
                data[j * n + i] = kept;
              }
            }
          }
        });
  }

  /** XᵀY, each row summed in doubles by one thread in the order of the users. */
  private static Matrix together(SparseMatrix x, SparseMatrix y, Workers workers) {
    int n = x.columns();
    SparseMatrix byItem = x.transpose();
    Matrix product = Matrix.zeros(n, n);
    workers.forBlocks(
        n,
        BLOCK,
        (from, to) -> {
          double[] sums = new double[n];
          for (int i = from; i < to; i++) {
            Arrays.fill(sums, 0);
            for (int e = byItem.start(i); e < byItem.end(i); e++) {
              int user = byItem.column(e);
              double strength = byItem.value(e);
              for (int f = y.start(user); f < y.end(user); f++) {
                sums[y.column(f)] += strength * y.value(f);
              }
            }
            for (int j = 0; j < n; j++) {
              product.data()[i * n + j] = (float) sums[j];
            }
          }
        });
    return product;
  }
}
