package dev.coterie.language.tfidf;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * An orthonormal basis of the space of the leading right singular vectors of a sparse matrix A, by
 * subspace iteration: Q ← orth(Aᵀ(A Q)) from a random start (Halko, Martinsson and Tropp 2011,
 * algorithm 4.4). Inner products of rows of A Q are those of the truncated singular value
 * decomposition whatever basis of the space Q is, so that the singular vectors themselves are not
 * needed.
 */
final class TruncatedBasis {
  private static final int ITERATIONS = 4;
  private static final int BLOCK = 1024;

  private TruncatedBasis() {}

  /** A matrix of A's columns × d, its columns orthonormal or zero where A has too small a rank. */
  static Matrix of(SparseMatrix a, int d, long seed, Workers workers) {
    SparseMatrix transposed = a.transpose();
    Matrix basis = Matrix.zeros(a.columns(), d);
    SplittableRandom random = Seeds.stream(seed, "truncated basis");
    for (int i = 0; i < basis.data().length; i++) {
      basis.data()[i] = (float) random.nextGaussian();
    }
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      basis = product(transposed, product(a, basis, workers), workers);
      orthonormalise(basis, workers);
    }
    // Once more, for what the first pass lost to rounding (CholeskyQR2).
    orthonormalise(basis, workers);
    return basis;
  }

  /** A sparse matrix times a dense one. */
  static Matrix product(SparseMatrix a, Matrix b, Workers workers) {
    Matrix product = Matrix.zeros(a.rows(), b.columns());
    workers.forBlocks(
        a.rows(),
        BLOCK,
        (from, to) -> {
          double[] sum = new double[b.columns()];
          for (int i = from; i < to; i++) {
            Arrays.fill(sum, 0);
            for (int p = a.start(i); p < a.end(i); p++) {
              float value = a.value(p);
              int row = b.offset(a.column(p));
              for (int j = 0; j < sum.length; j++) {
                sum[j] += (double) value * b.data()[row + j];
              }
            }
            int row = product.offset(i);
            for (int j = 0; j < sum.length; j++) {
              product.data()[row + j] = (float) sum[j];
            }
          }
        });
    return product;
  }

  /** Q ← Q L⁻ᵀ where L Lᵀ = Qᵀ Q (Cholesky); columns that depend on others become zero. */
  private static void orthonormalise(Matrix q, Workers workers) {
    int d = q.columns();
    double[] l = cholesky(gram(q, workers), d);
    workers.forBlocks(
        q.rows(),
        BLOCK,
        (from, to) -> {
          double[] x = new double[d];
          for (int i = from; i < to; i++) {
            int row = q.offset(i);
            for (int j = 0; j < d; j++) {
              double pivot = l[j * d + j];
              double rest = q.data()[row + j];
              for (int k = 0; k < j; k++) {
                rest -= l[j * d + k] * x[k];
              }
              x[j] = pivot == 0 ? 0 : rest / pivot;
            }
            for (int j = 0; j < d; j++) {
              q.data()[row + j] = (float) x[j];
            }
          }
        });
  }

  private static double[] gram(Matrix q, Workers workers) {
    int d = q.columns();
    double[][] parts = new double[Math.ceilDiv(q.rows(), BLOCK)][];
    workers.forBlocks(
        q.rows(),
        BLOCK,
        (from, to) -> {
          double[] part = new double[d * d];
          for (int i = from; i < to; i++) {
            int row = q.offset(i);
            for (int j = 0; j < d; j++) {
              double x = q.data()[row + j];
              for (int k = 0; k <= j; k++) {
                part[j * d + k] += x * q.data()[row + k];
              }
            }
          }
          parts[from / BLOCK] = part;
        });
    double[] gram = new double[d * d];
    for (double[] part : parts) {
      for (int i = 0; i < gram.length; i++) {
        gram[i] += part[i];
      }
    }
    return gram;
  }

  /** The lower triangle; a pivot that is nothing but rounding makes its column zero. */
  private static double[] cholesky(double[] gram, int d) {
    double[] l = new double[d * d];
    for (int j = 0; j < d; j++) {
      double pivot = gram[j * d + j];
      for (int k = 0; k < j; k++) {
        pivot -= l[j * d + k] * l[j * d + k];
      }
      if (!(pivot > 1e-9 * gram[j * d + j])) {
        continue;
      }
      l[j * d + j] = Math.sqrt(pivot);
      for (int i = j + 1; i < d; i++) {
        double sum = gram[i * d + j];
        for (int k = 0; k < j; k++) {
          sum -= l[i * d + k] * l[j * d + k];
        }
        l[i * d + j] = sum / l[j * d + j];
      }
    }
    return l;
  }
}
