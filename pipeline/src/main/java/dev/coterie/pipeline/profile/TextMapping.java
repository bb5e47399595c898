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

/**
 * A ridge regression from one encoder's vectors into the item space, learned from the entities that
 * have both such a vector and behaviour, each counted once.
 */
final class TextMapping {
  private static final double[] PENALTIES = {1, 10, 100};

  private final TextBlock block;
  private final int[] rows;
  private final Matrix entities;
  private final Workers workers;

  /**
   * For one encoder.
   *
   * @param rows of each entity in the block
   * @param entities vectors from behaviour, unit rows or zeros
   */
  TextMapping(TextBlock block, int[] rows, Matrix entities, Workers workers) {
    this.block = block;
    this.rows = rows;
    this.entities = entities;
    this.workers = workers;
  }

  /**
   * A regression twice.
   *
   * @param trial from the training entities alone
   * @param whole from all, by the penalty that was best on those held out
   */
  record Fitted(TextMap trial, TextMap whole) {}

  /** Learns; entities ascending, all with a row. */
  Fitted learn(int[] training, int[] heldOut, int[] all) {
    TextMap best = fit(training, heldOut, PENALTIES[0]);
    double bestPenalty = PENALTIES[0];
    for (int i = 1; i < PENALTIES.length; i++) {
      TextMap other = fit(training, heldOut, PENALTIES[i]);
      if (other.explained() > best.explained()) {
        best = other;
        bestPenalty = PENALTIES[i];
      }
    }
    TextMap whole = fit(all, new int[0], bestPenalty);
    return new Fitted(best, with(whole, whole.weights(), best.explained()));
  }

  /** The row of each entity in the block's vectors, {@link EventLog#NONE} where it has none. */
  static int[] rows(TextBlock block, int entities, int items) {
    int[] rows = Arrays.copyOf(block.itemRow(), entities);
    System.arraycopy(block.textRow(), 0, rows, items, block.textRow().length);
    return rows;
  }

  /** Where texts lie in the space, one row for each row of {@code vectors}. */
  static Matrix apply(TextMap map, Matrix vectors, Workers workers) {
    return MatrixProduct.times(centred(vectors, map.mean()), map.weights(), workers);
  }

  /** A copy with {@code mean} subtracted from every row. */
  static Matrix centred(Matrix vectors, float[] mean) {
    Matrix centred = vectors.copy();
    for (int i = 0; i < centred.rows(); i++) {
      VectorMath.axpy(-1, mean, 0, centred.data(), centred.offset(i), centred.columns());
    }
    return centred;
  }

  /** Where the map puts these entities. */
  Matrix places(TextMap map, int[] of) {
    return apply(map, block.vectors().select(rowsOf(of)), workers);
  }

  /**
   * A map of other weights whose vectors are as long as brings those of {@code training} nearest to
   * what behaviour gave.
   */
  TextMap scaled(TextMap map, Matrix weights, int[] training, double explained) {
    Matrix placed = places(with(map, weights, explained), training);
    double along = 0;
    double squares = 0;
    for (int i = 0; i < training.length; i++) {
      int at = placed.offset(i);
      int n = placed.columns();
      along += VectorMath.dot(placed.data(), at, entities.data(), entities.offset(training[i]), n);
      squares += VectorMath.dot(placed.data(), at, placed.data(), at, n);
    }
    Matrix scaled = weights.copy();
    float scale = (float) (squares > 0 ? Math.max(0, along / squares) : 0);
    VectorMath.scale(scale, scaled.data(), 0, scaled.data().length);
    return with(map, scaled, explained);
  }

  /** The same map, told how much it explains of {@code heldOut}. */
  TextMap judged(TextMap map, int[] heldOut) {
    return with(map, map.weights(), explained(map, heldOut));
  }

  private static TextMap with(TextMap map, Matrix weights, double explained) {
    return new TextMap(map.embedder(), map.mean(), weights, explained);
  }

  private int[] rowsOf(int[] of) {
    return Arrays.stream(of).map(entity -> rows[entity]).toArray();
  }

  private TextMap fit(int[] training, int[] heldOut, double penalty) {
    Matrix texts = block.vectors().select(rowsOf(training));
    float[] mean = mean(texts);
    Matrix x = centred(texts, mean);
    Matrix gram = MatrixProduct.gram(x, workers);
    for (int j = 0; j < gram.rows(); j++) {
      gram.set(j, j, (float) (gram.get(j, j) + penalty));
    }
    Matrix targets = MatrixProduct.times(x.transpose(), entities.select(training), workers);
    return judged(new TextMap(block.embedder(), mean, Cholesky.solve(gram, targets), 0), heldOut);
  }

  /** 1 − squared error over squared length of the held-out vectors. */
  private double explained(TextMap map, int[] heldOut) {
    Matrix predicted = places(map, heldOut);
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
