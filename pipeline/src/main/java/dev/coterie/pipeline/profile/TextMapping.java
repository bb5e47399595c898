package dev.coterie.pipeline.profile;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace.TextMap;
import dev.coterie.domain.TextBlock;
import dev.coterie.numeric.Cholesky;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.MatrixProduct;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import java.util.Optional;

/**
 * A ridge regression from one embedder's vectors into the item space, learned from the entities
 * that have both text and behaviour, each counted once.
 */
final class TextMapping {
  private static final int AT_LEAST_ENTITIES = 20;
  private static final int AT_LEAST_USERS = 3;
  private static final int HELD_OUT_EVERY = 5;
  private static final double[] PENALTIES = {1, 10, 100};

  private TextMapping() {}

  /**
   * Learns the map of one block.
   *
   * @param entities vectors from behaviour, unit rows or zeros
   * @param users how many users touched each entity
   * @param items how many of the entities are items
   * @return empty where too few entities have both
   */
  static Optional<TextMap> learn(
      TextBlock block, Matrix entities, int[] users, int items, Workers workers) {
    int[] rows = rows(block, entities.rows(), items);
    int[] known = new int[rows.length];
    int size = 0;
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] != EventLog.NONE && users[i] >= AT_LEAST_USERS && isKnown(entities, i)) {
        known[size++] = i;
      }
    }
    if (size < AT_LEAST_ENTITIES) {
      return Optional.empty();
    }
    int[] all = Arrays.copyOf(known, size);
    int[] training = keep(all, false);
    int[] heldOut = keep(all, true);
    double bestExplained = Double.NEGATIVE_INFINITY;
    double bestPenalty = PENALTIES[0];
    for (double penalty : PENALTIES) {
      TextMap map = fit(block, entities, rows, training, penalty, 0, workers);
      double explained = explained(map, block, entities, rows, heldOut, workers);
      if (explained > bestExplained) {
        bestExplained = explained;
        bestPenalty = penalty;
      }
    }
    return Optional.of(fit(block, entities, rows, all, bestPenalty, bestExplained, workers));
  }

  /** The row of each entity in the block's vectors, {@link EventLog#NONE} where it has none. */
  static int[] rows(TextBlock block, int entities, int items) {
    int[] rows = Arrays.copyOf(block.itemRow(), entities);
    System.arraycopy(block.textRow(), 0, rows, items, block.textRow().length);
    return rows;
  }

  /** Where texts lie in the space, one row for each row of {@code vectors}. */
  static Matrix apply(TextMap map, Matrix vectors, Workers workers) {
    Matrix centred = vectors.copy();
    for (int i = 0; i < centred.rows(); i++) {
      VectorMath.axpy(-1, map.mean(), 0, centred.data(), centred.offset(i), centred.columns());
    }
    return MatrixProduct.times(centred, map.weights(), workers);
  }

  private static TextMap fit(
      TextBlock block,
      Matrix entities,
      int[] rows,
      int[] training,
      double penalty,
      double explained,
      Workers workers) {
    Matrix x = block.vectors().select(Arrays.stream(training).map(i -> rows[i]).toArray());
    Matrix y = entities.select(training);
    float[] mean = mean(x);
    for (int i = 0; i < x.rows(); i++) {
      VectorMath.axpy(-1, mean, 0, x.data(), x.offset(i), x.columns());
    }
    Matrix gram = MatrixProduct.gram(x, workers);
    for (int j = 0; j < gram.rows(); j++) {
      gram.set(j, j, (float) (gram.get(j, j) + penalty));
    }
    Matrix targets = MatrixProduct.times(x.transpose(), y, workers);
    return new TextMap(block.embedder(), mean, Cholesky.solve(gram, targets), explained);
  }

  /** 1 − squared error over squared length of the held-out vectors. */
  private static double explained(
      TextMap map, TextBlock block, Matrix entities, int[] rows, int[] heldOut, Workers workers) {
    Matrix x = block.vectors().select(Arrays.stream(heldOut).map(i -> rows[i]).toArray());
    Matrix predicted = apply(map, x, workers);
    double error = 0;
    double length = 0;
    for (int i = 0; i < heldOut.length; i++) {
      int at = entities.offset(heldOut[i]);
      error +=
          VectorMath.squaredDistance(
              predicted.data(), predicted.offset(i), entities.data(), at, entities.columns());
      float norm = VectorMath.norm(entities.data(), at, entities.columns());
      length += (double) norm * norm;
    }
    return length == 0 ? 0 : 1 - error / length;
  }

  private static int[] keep(int[] entities, boolean heldOut) {
    int[] kept = new int[entities.length];
    int size = 0;
    for (int i = 0; i < entities.length; i++) {
      if ((i % HELD_OUT_EVERY == HELD_OUT_EVERY - 1) == heldOut) {
        kept[size++] = entities[i];
      }
    }
    return Arrays.copyOf(kept, size);
  }

  private static boolean isKnown(Matrix entities, int i) {
    return VectorMath.norm(entities.data(), entities.offset(i), entities.columns()) > 0;
  }

  private static float[] mean(Matrix x) {
    double[] sum = new double[x.columns()];
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += x.get(i, j);
      }
    }
    float[] mean = new float[sum.length];
    for (int j = 0; j < sum.length; j++) {
      mean[j] = (float) (sum[j] / x.rows());
    }
    return mean;
  }
}
