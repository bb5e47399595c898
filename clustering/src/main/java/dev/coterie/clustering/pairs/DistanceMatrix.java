package dev.coterie.clustering.pairs;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;

/**
 * The squared distances of all pairs, a row a point, exactly symmetric, infinite on the diagonal.
 * Half of them are computed, the others mirrored tile by tile.
 *
 * <p>Needs 4 n² bytes.
 */
public final class DistanceMatrix {
  private static final int TILE = PairBlocks.TILE;
  private static final int WIDTH = 4 * TILE;

  private DistanceMatrix() {}

  /** The rows, which the caller may write to. */
  public static float[][] squared(Matrix points, Workers workers) {
    PairBlocks pairs = new PairBlocks(points, workers);
    int n = points.rows();
    float[][] rows = new float[n][n];
    workers.forBlocks(
        n,
        TILE,
        (from, to) -> {
          float[] tile = PairBlocks.tile(to - from, WIDTH);
          for (int first = from; first < n; first += WIDTH) {
            int last = Math.min(n, first + WIDTH);
            pairs.squared(pairs.own(), from, to, first, last, tile, WIDTH);
            for (int i = from; i < to; i++) {
              System.arraycopy(tile, (i - from) * WIDTH, rows[i], first, last - first);
            }
            for (int j = Math.max(first, to); j < last; j++) {
              float[] row = rows[j];
              for (int i = from; i < to; i++) {
                row[i] = tile[(i - from) * WIDTH + j - first];
              }
            }
          }
        });
    return rows;
  }

  /** What {@link #squared} needs beside the points. */
  public static long bytes(long points, long columns) {
    return 4 * points * points + 8 * points * columns;
  }
}
