package dev.coterie.clustering.pairs;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/**
 * A minimum spanning tree over all pairs of points: n − 1 edges in no order. A pair is as far apart
 * as its distance, or as the core distance of one of the two where that is more (mutual
 * reachability; core distances of 0 leave the distances alone).
 *
 * @param a one point of each edge
 * @param b the other
 * @param squared weight of each edge
 */
public record SpanningTree(int[] a, int[] b, float[] squared) {
  /** Up to this many points, a matrix of all distances is faster and needs at most 600 MB. */
  private static final int MATRIX_POINTS = 12_000;

  /** A tree, with the core distances that it was made with. */
  public record WithCores(SpanningTree tree, float[] squaredCore) {}

  /**
   * The tree of the distances between points.
   *
   * @param neighbours which neighbour's distance is a point's core distance, the point itself being
   *     the first; 1 for plain distances
   */
  public static WithCores of(Matrix points, int neighbours, Workers workers, Progress progress) {
    if (points.rows() <= MATRIX_POINTS) {
      float[][] matrix = DistanceMatrix.squared(points, workers);
      float[] core = CoreDistances.squared(matrix, neighbours, workers);
      return new WithCores(prim(matrix, core, progress), core);
    }
    PairBlocks pairs = new PairBlocks(points, workers);
    float[] core = CoreDistances.squared(pairs, neighbours, workers);
    return new WithCores(new NearestOutside(points, core).tree(workers, progress), core);
  }

  /** What {@link #of} needs beside the points. */
  public static long bytes(long points, long columns) {
    return points <= MATRIX_POINTS
        ? DistanceMatrix.bytes(points, columns)
        : points * (12 * columns + 64);
  }

  /** By Prim's algorithm: a row of the matrix a step. */
  static SpanningTree prim(float[][] matrix, float[] squaredCore, Progress progress) {
    int n = matrix.length;
    float[] core = squaredCore.clone();
    float[] best = new float[n];
    Arrays.fill(best, Float.POSITIVE_INFINITY);
    boolean[] inside = new boolean[n];
    int[] order = new int[n];
    int[] a = new int[n - 1];
    int[] b = new int[n - 1];
    float[] weight = new float[n - 1];
    int newest = 0;
    for (int edge = 0; edge < n - 1; edge++) {
      order[edge] = newest;
      inside[newest] = true;
      float[] row = matrix[newest];
      float own = squaredCore[newest];
      // Those inside have an infinite core from here on, so that they are never the nearest.
      core[newest] = Float.POSITIVE_INFINITY;
      best[newest] = Float.POSITIVE_INFINITY;
      for (int j = 0; j < n; j++) {
        best[j] = Math.min(best[j], Math.max(Math.max(row[j], own), core[j]));
      }
      int nearest = VectorMath.indexOfMin(best, 0, n);
      weight[edge] = best[nearest];
      a[edge] = from(matrix[nearest], squaredCore, nearest, weight[edge], order, edge + 1);
      b[edge] = nearest;
      newest = nearest;
      if (edge % 1024 == 1023) {
        progress.report("spanning tree", edge, n - 1L);
      }
    }
    progress.report("spanning tree", n - 1L, n - 1L);
    return new SpanningTree(a, b, weight);
  }

  /** The point inside from which another one is so far away. */
  private static int from(
      float[] row, float[] core, int point, float weight, int[] order, int inside) {
    for (int e = inside - 1; e >= 0; e--) {
      int i = order[e];
      if (Math.max(Math.max(row[i], core[point]), core[i]) == weight) {
        return i;
      }
    }
    throw new AssertionError("no edge of weight " + weight + " leads to point " + point);
  }
}
