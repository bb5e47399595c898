package dev.coterie.recommend.linear;

import dev.coterie.numeric.Cholesky;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.MatrixProduct;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.SparseProduct;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Touch;
import java.util.Arrays;

/** P = (XᵀX + λI)⁻¹ over the touched items, from which models with several targets are made. */
public final class RidgeInverse {
  /** Touches faded below this are left out of a target. */
  private static final float FORGOTTEN = 1e-4f;

  private static final int BLOCK = 32;

  private final Interactions interactions;
  private final HalfLife halfLife;
  private final TouchedItems items;
  private final SparseMatrix x;
  private final Matrix p;

  private RidgeInverse(
      Interactions interactions, HalfLife halfLife, TouchedItems items, SparseMatrix x, Matrix p) {
    this.interactions = interactions;
    this.halfLife = halfLife;
    this.items = items;
    this.x = x;
    this.p = p;
  }

  public static RidgeInverse of(
      Interactions interactions, HalfLife halfLife, double ridge, Workers workers) {
    TouchedItems items = TouchedItems.of(interactions);
    SparseMatrix x = items.compact(interactions.faded(Touch.LAST, halfLife));
    Matrix p = SparseProduct.cooccurrence(x, workers);
    for (int i = 0; i < p.rows(); i++) {
      p.set(i, i, (float) (p.get(i, i) + ridge));
    }
    Cholesky.invertInPlace(p, workers);
    return new RidgeInverse(interactions, halfLife, items, x, p);
  }

  /** The model that foresees the histories themselves: B = −P / diag(P), off the diagonal. */
  public Model plain() {
    int n = p.rows();
    Matrix weights = Matrix.zeros(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        weights.data()[i * n + j] = i == j ? 0 : -p.data()[i * n + j] / p.data()[j * n + j];
      }
    }
    return new ItemWeights(items, weights, halfLife);
  }

  /** The model that foresees first touches, faded with the half-life {@code target}. */
  public Model next(HalfLife target, Workers workers) {
    int n = p.rows();
    SparseMatrix y = known(items.compact(interactions.faded(Touch.FIRST, target)));
    Matrix weights = MatrixProduct.times(p, together(x, y, workers), workers);
    float[] beta = new float[n];
    for (int j = 0; j < n; j++) {
      beta[j] = weights.get(j, j) / p.get(j, j);
    }
    workers.forBlocks(
        n,
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < n; j++) {
              weights.data()[i * n + j] -= p.data()[i * n + j] * beta[j];
            }
            weights.set(i, i, 0);
          }
        });
    return new ItemWeights(items, weights, halfLife);
  }

  /** The entries that are not forgotten. */
  private static SparseMatrix known(SparseMatrix faded) {
    int[] starts = new int[faded.rows() + 1];
    int[] indices = new int[faded.entries()];
    float[] values = new float[faded.entries()];
    int size = 0;
    for (int u = 0; u < faded.rows(); u++) {
      for (int e = faded.start(u); e < faded.end(u); e++) {
        if (faded.value(e) >= FORGOTTEN) {
          indices[size] = faded.column(e);
          values[size++] = faded.value(e);
        }
      }
      starts[u + 1] = size;
    }
    return SparseMatrix.of(
        faded.columns(), starts, Arrays.copyOf(indices, size), Arrays.copyOf(values, size));
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
