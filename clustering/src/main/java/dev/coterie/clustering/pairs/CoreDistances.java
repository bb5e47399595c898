package dev.coterie.clustering.pairs;

import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/** How far the k-th nearest point is from each point, the point itself being the first. */
public final class CoreDistances {
  private static final int STRETCH = 128;

  private CoreDistances() {}

  /** From a whole matrix of squared distances; squared too. */
  public static float[] squared(float[][] matrix, int k, Workers workers) {
    int n = matrix.length;
    float[] core = new float[n];
    workers.forBlocks(
        n,
        16,
        (from, to) -> {
          float[] nearest = new float[Math.max(0, Math.min(k, n) - 1)];
          for (int i = from; i < to; i++) {
            Arrays.fill(nearest, Float.POSITIVE_INFINITY);
            offer(matrix[i], 0, n, nearest);
            core[i] = nearest.length == 0 ? 0 : nearest[nearest.length - 1];
          }
        });
    return core;
  }

  /** Without a matrix; the same bits. */
  public static float[] squared(PairBlocks pairs, int k, Workers workers) {
    return squared(pairs, pairs.own(), Math.min(k, pairs.size()) - 1, workers);
  }

  /**
   * The squared distance of the k-th nearest of the points to each of some rows; 0 for k = 0.
   *
   * @param k at most the number of points, one fewer for the points' own rows
   */
  public static float[] squared(PairBlocks pairs, PairBlocks.Rows rows, int k, Workers workers) {
    int n = pairs.size();
    float[] core = new float[rows.size()];
    workers.forBlocks(
        rows.size(),
        PairBlocks.TILE,
        (from, to) -> {
          int width = 4 * PairBlocks.TILE;
          float[] tile = PairBlocks.tile(to - from, width);
          float[][] nearest = new float[to - from][Math.max(0, k)];
          for (float[] each : nearest) {
            Arrays.fill(each, Float.POSITIVE_INFINITY);
          }
          for (int first = 0; k > 0 && first < n; first += width) {
            int last = Math.min(n, first + width);
            pairs.squared(rows, from, to, first, last, tile, width);
            for (int i = from; i < to; i++) {
              offer(tile, (i - from) * width, last - first, nearest[i - from]);
            }
          }
          for (int i = from; i < to; i++) {
            core[i] = k <= 0 ? 0 : nearest[i - from][k - 1];
          }
        });
    return core;
  }

  /** Keeps the lowest values in ascending order; stretches without a low one are passed over. */
  private static void offer(float[] values, int at, int n, float[] lowest) {
    int k = lowest.length;
    if (k == 0) {
      return;
    }
    for (int start = 0; start < n; start += STRETCH) {
      int length = Math.min(STRETCH, n - start);
      if (VectorMath.min(values, at + start, length) >= lowest[k - 1]) {
        continue;
      }
      for (int j = at + start; j < at + start + length; j++) {
        float value = values[j];
        if (value < lowest[k - 1]) {
          int place = k - 1;
          while (place > 0 && lowest[place - 1] > value) {
            lowest[place] = lowest[place - 1];
            place--;
          }
          lowest[place] = value;
        }
      }
    }
  }
}
