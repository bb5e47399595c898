package dev.coterie.clustering.density;

import dev.coterie.clustering.pairs.PairBlocks;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/**
 * The nearest of some points for each of many rows, the first of equally near ones.
 *
 * @param point its number, −1 where there are no points
 * @param squared its squared distance, or what counts as such
 */
record NearestPoints(int[] point, float[] squared) {
  private static final int WIDTH = 4 * PairBlocks.TILE;

  /** By distance. */
  static NearestPoints of(Matrix points, Matrix rows, Workers workers) {
    if (points.rows() == 0) {
      int[] none = new int[rows.rows()];
      Arrays.fill(none, -1);
      return new NearestPoints(none, new float[rows.rows()]);
    }
    PairBlocks pairs = new PairBlocks(points, workers);
    float[] zeros = new float[rows.rows()];
    return of(pairs, pairs.rows(rows, workers), new float[points.rows()], zeros, workers);
  }

  /** By mutual reachability: a distance counts at least as much as both core distances. */
  static NearestPoints of(
      PairBlocks pairs, PairBlocks.Rows rows, float[] pointCore, float[] rowCore, Workers workers) {
    int n = pairs.size();
    int[] point = new int[rows.size()];
    float[] squared = new float[rows.size()];
    Arrays.fill(squared, Float.POSITIVE_INFINITY);
    workers.forBlocks(
        rows.size(),
        PairBlocks.TILE,
        (from, to) -> {
          float[] tile = PairBlocks.tile(to - from, WIDTH);
          for (int first = 0; first < n; first += WIDTH) {
            int last = Math.min(n, first + WIDTH);
            pairs.squared(rows, from, to, first, last, tile, WIDTH);
            for (int i = from; i < to; i++) {
              int at = (i - from) * WIDTH;
              for (int j = 0; j < last - first; j++) {
                tile[at + j] = Math.max(Math.max(tile[at + j], rowCore[i]), pointCore[first + j]);
              }
              float low = VectorMath.min(tile, at, last - first);
              if (low < squared[i]) {
                squared[i] = low;
                point[i] = first + VectorMath.indexOf(low, tile, at, last - first);
              }
            }
          }
        });
    return new NearestPoints(point, squared);
  }
}
