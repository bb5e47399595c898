package dev.coterie.clustering.layout;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;

/**
 * Each point's nearest others by cosine, weighted as in UMAP: 1 for the nearest, falling so that
 * the weights of a point sum to the binary logarithm of their number.
 *
 * @param neighbour k a point, nearest first, point after point
 * @param weight 0 to 1, likewise
 * @param k neighbours a point
 */
record NeighbourGraph(int[] neighbour, float[] weight, int k) {
  private static final int ROWS_A_BLOCK = 64;
  private static final int BISECTIONS = 40;

  /** Exact neighbours among unit rows; {@code k} must be below their number. */
  static NeighbourGraph of(Matrix points, int k, Workers workers) {
    int n = points.rows();
    int[] neighbour = new int[n * k];
    float[] weight = new float[n * k];
    workers.forBlocks(
        n,
        ROWS_A_BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            TopK nearest = new TopK(k);
            for (int j = 0; j < n; j++) {
              if (j != i) {
                nearest.offer(j, cosine(points, i, points, j));
              }
            }
            System.arraycopy(nearest.indices(), 0, neighbour, i * k, k);
            weigh(nearest.scores(), weight, i * k);
          }
        });
    return new NeighbourGraph(neighbour, weight, k);
  }

  static float cosine(Matrix a, int i, Matrix b, int j) {
    return VectorMath.dot(a.data(), a.offset(i), b.data(), b.offset(j), a.columns());
  }

  private static void weigh(float[] cosines, float[] weight, int at) {
    double target = Math.log(cosines.length) / Math.log(2);
    double low = 0;
    double high = 4;
    for (int step = 0; step < BISECTIONS; step++) {
      double width = (low + high) / 2;
      double sum = 0;
      for (float cosine : cosines) {
        sum += falling(cosines[0] - cosine, width);
      }
      if (sum > target) {
        high = width;
      } else {
        low = width;
      }
    }
    for (int j = 0; j < cosines.length; j++) {
      weight[at + j] = (float) falling(cosines[0] - cosines[j], high);
    }
  }

  private static double falling(double distance, double width) {
    return distance <= 0 ? 1 : Math.exp(-distance / width);
  }
}
