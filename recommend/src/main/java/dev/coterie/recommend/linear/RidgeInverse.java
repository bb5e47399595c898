package dev.coterie.recommend.linear;

import dev.coterie.numeric.Cholesky;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.SparseProduct;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Touch;

/**
 * P = (XᵀX + λI)⁻¹ over the items that enough users touched, from which models with several targets
 * are made.
 */
public final class RidgeInverse {
  /** Touches faded below this are left out. */
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
      Interactions interactions, HalfLife halfLife, double ridge, double dropout, Workers workers) {
    TouchedItems items = TouchedItems.of(interactions);
    SparseMatrix x = items.compact(interactions.faded(Touch.LAST, halfLife), FORGOTTEN);
    Matrix p = SparseProduct.cooccurrence(x, workers);
    for (int i = 0; i < p.rows(); i++) {
      p.set(i, i, (float) (p.get(i, i) * (1 + dropout / (1 - dropout)) + ridge));
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
    SparseMatrix y = items.compact(interactions.faded(Touch.FIRST, target), FORGOTTEN);
    Matrix weights = TargetProduct.of(p, x, y, workers);
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
}
