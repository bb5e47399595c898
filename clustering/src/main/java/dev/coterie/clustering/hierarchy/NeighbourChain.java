package dev.coterie.clustering.hierarchy;

import dev.coterie.clustering.Centres;
import dev.coterie.clustering.Points;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Ward's tree by the nearest-neighbour chain (Murtagh, 1983): walk from a cluster to its nearest
 * one until two are each other's nearest, merge them, and go on from where the chain was. Merges
 * come in another order than by height, and are sorted at the end.
 *
 * <p>A full matrix holds the squared heights, so that a search reads one row; rows of merged
 * clusters are infinitely far. Distances to a merged cluster follow from those to its parts (Lance
 * and Williams, 1967).
 */
final class NeighbourChain {
  /** Below this, handing work to other threads costs more than it saves. */
  private static final int SMALL = 512;

  private static final int TILE = 64;

  private final int n;
  private final double[] weight;
  private final float[] squared;
  private final boolean[] gone;
  private final Progress progress;
  private final int[] first;
  private final int[] second;
  private final double[] height;

  NeighbourChain(Points points, Workers workers, Progress progress) {
    this.n = points.size();
    this.progress = progress;
    this.weight = new double[n];
    this.gone = new boolean[n];
    this.first = new int[n - 1];
    this.second = new int[n - 1];
    this.height = new double[n - 1];
    for (int i = 0; i < n; i++) {
      weight[i] = points.weights()[i];
    }
    this.squared = new float[Math.multiplyExact(n, n)];
    if (n <= SMALL) {
      fill(points.matrix(), 0, n);
    } else {
      workers.forBlocks(n, TILE, (from, to) -> fill(points.matrix(), from, to));
    }
  }

  private void fill(Matrix x, int from, int to) {
    for (int start = 0; start < n; start += TILE) {
      int end = Math.min(n, start + TILE);
      for (int i = from; i < to; i++) {
        for (int j = start; j < end; j++) {
          squared[i * n + j] =
              i == j
                  ? Float.POSITIVE_INFINITY
                  : (float) (factor(weight[i], weight[j]) * Centres.squared(x, i, x, j));
        }
      }
    }
  }

  private static double factor(double v, double w) {
    return v == 0 || w == 0 ? 0 : 2 * v * w / (v + w);
  }

  Linkage link() {
    int[] chain = new int[n];
    int length = 0;
    int start = 0;
    for (int merge = 0; merge < n - 1; merge++) {
      if (length == 0) {
        while (gone[start]) {
          start++;
        }
        chain[length++] = start;
      }
      int top = chain[length - 1];
      int nearest = nearest(top, length > 1 ? chain[length - 2] : -1);
      while (length < 2 || nearest != chain[length - 2]) {
        chain[length++] = nearest;
        top = nearest;
        nearest = nearest(top, chain[length - 2]);
      }
      length -= 2;
      merge(merge, Math.min(top, nearest), Math.max(top, nearest));
      if (merge % 1024 == 1023) {
        progress.report("ward", merge, n - 1L);
      }
    }
    progress.report("ward", n - 1L, n - 1L);
    return sorted();
  }

  /**
   * The nearest of the others; of equally near ones the one before in the chain, so that it ends.
   */
  private int nearest(int i, int before) {
    int nearest = VectorMath.indexOfMin(squared, i * n, n);
    return before >= 0 && squared[i * n + before] == squared[i * n + nearest] ? before : nearest;
  }

  private void merge(int merge, int kept, int lost) {
    double between = squared[kept * n + lost];
    first[merge] = kept;
    second[merge] = lost;
    height[merge] = Math.sqrt(between);
    double v = weight[kept];
    double w = weight[lost];
    for (int k = 0; k < n; k++) {
      if (!gone[k] && k != kept && k != lost) {
        double u = weight[k];
        double sum = u + v + w;
        double updated =
            sum == 0
                ? 0
                : ((u + v) * squared[kept * n + k] + (u + w) * squared[lost * n + k] - u * between)
                    / sum;
        // Rounding must not let a later merge sink below this one.
        float next =
            (float) (u == 0 || v + w == 0 ? Math.max(0, updated) : Math.max(between, updated));
        squared[kept * n + k] = next;
        squared[k * n + kept] = next;
        squared[k * n + lost] = Float.POSITIVE_INFINITY;
      }
    }
    squared[kept * n + lost] = Float.POSITIVE_INFINITY;
    weight[kept] = v + w;
    gone[lost] = true;
  }

  private Linkage sorted() {
    Integer[] order = new Integer[n - 1];
    Arrays.setAll(order, m -> m);
    Arrays.sort(order, Comparator.comparingDouble(m -> height[m]));
    int[] node = new int[n];
    int[] count = new int[n];
    for (int i = 0; i < n; i++) {
      node[i] = i;
      count[i] = 1;
    }
    int[] left = new int[n - 1];
    int[] right = new int[n - 1];
    double[] heights = new double[n - 1];
    int[] size = new int[n - 1];
    for (int m = 0; m < n - 1; m++) {
      int kept = first[order[m]];
      int lost = second[order[m]];
      left[m] = Math.min(node[kept], node[lost]);
      right[m] = Math.max(node[kept], node[lost]);
      heights[m] = height[order[m]];
      count[kept] += count[lost];
      size[m] = count[kept];
      node[kept] = n + m;
    }
    return new Linkage(left, right, heights, size);
  }
}
