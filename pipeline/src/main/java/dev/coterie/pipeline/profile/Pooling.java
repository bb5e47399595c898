package dev.coterie.pipeline.profile;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;

/**
 * Users' vectors from the entities they touched: the sum of the entities' vectors, each by the
 * logarithm of one plus the decayed weight, and by its rarity; what a user turned down is
 * subtracted.
 */
final class Pooling {
  private static final int USERS_A_BLOCK = 64;

  private Pooling() {}

  /** How much one touch counts in a pool. */
  static float weight(float decayed, float rarity) {
    return (float) Math.log1p(decayed) * rarity;
  }

  /** Pooled vectors, not scaled; a row of zeros for a user with nothing to pool. */
  static Matrix sums(Touches touches, Matrix entities, float[] rarity, Workers workers) {
    Matrix pooled = Matrix.zeros(touches.liked().rows(), entities.columns());
    workers.forBlocks(
        pooled.rows(),
        USERS_A_BLOCK,
        (from, to) -> {
          for (int user = from; user < to; user++) {
            into(touches, user, entities, rarity, pooled, user);
          }
        });
    return pooled;
  }

  /** The same, each row to length 1. */
  static Matrix interest(Touches touches, Matrix entities, float[] rarity, Workers workers) {
    Matrix pooled = sums(touches, entities, rarity, workers);
    for (int user = 0; user < pooled.rows(); user++) {
      VectorMath.normalise(pooled, user);
    }
    return pooled;
  }

  /** Adds what one user touched to a row. */
  static void into(
      Touches touches, int user, Matrix entities, float[] rarity, Matrix pooled, int row) {
    add(touches.liked(), user, 1, entities, rarity, pooled, row);
    add(touches.turnedDown(), user, -1, entities, rarity, pooled, row);
  }

  private static void add(
      SparseMatrix touches,
      int user,
      int sign,
      Matrix entities,
      float[] rarity,
      Matrix pooled,
      int row) {
    for (int p = touches.start(user); p < touches.end(user); p++) {
      int entity = touches.column(p);
      VectorMath.axpy(
          sign * weight(touches.value(p), rarity[entity]),
          entities.data(),
          entities.offset(entity),
          pooled.data(),
          pooled.offset(row),
          entities.columns());
    }
  }
}
