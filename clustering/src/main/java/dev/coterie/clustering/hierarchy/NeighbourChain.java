package dev.coterie.clustering.hierarchy;

import dev.coterie.clustering.Points;
import dev.coterie.clustering.pairs.DistanceMatrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/**
 * A tree by the nearest-neighbour chain (Murtagh, 1983): walk from a cluster to its nearest one
 * until two are each other's nearest, merge them, and go on from where the chain was. Merges come
 * in another order than by height, and are sorted at the end.
 *
 * <p>A full matrix holds the heights, for Ward squared, so that a search reads one row. Distances
 * to a merged cluster follow from those to its parts (Lance and Williams, 1967), all of which stand
 * in the row itself: a merge writes its own row only, and every other row catches up with the
 * merges since it was last read when it is next read. Nothing is ever written down a column. When
 * half of the clusters are gone, all rows catch up on all threads and close their gaps.
 */
final class NeighbourChain {
  /** Below this, handing work to other threads costs more than it saves. */
  private static final int SMALL = 512;

  private final Method method;
  private final Workers workers;
  private final Progress progress;
  private final int n;
  private final int[] first;
  private final int[] second;
  private final double[] height;
  private int merges;

  /** Slots 0 to size − 1 hold a cluster each; a dead one is infinitely far in every row. */
  private int size;

  private int alive;
  private final float[][] rows;
  private final double[] weight;
  private final int[] point;
  private final boolean[] gone;

  /** Whether no point is without weight. */
  private final boolean positive;

  // The merges since the gaps were closed, and with how many of them each row has caught up.
  private final int[] seen;
  private final int[] kept;
  private final int[] lost;
  private final double[] keptWeight;
  private final double[] lostWeight;
  private final double[] between;
  private int pending;

  NeighbourChain(Points points, Method method, Workers workers, Progress progress) {
    this.method = method;
    this.workers = workers;
    this.progress = progress;
    this.n = points.size();
    this.size = n;
    this.alive = n;
    this.first = new int[n - 1];
    this.second = new int[n - 1];
    this.height = new double[n - 1];
    this.weight = new double[n];
    this.point = new int[n];
    this.gone = new boolean[n];
    this.seen = new int[n];
    this.kept = new int[n];
    this.lost = new int[n];
    this.keptWeight = new double[n];
    this.lostWeight = new double[n];
    this.between = new double[n];
    for (int i = 0; i < n; i++) {
      weight[i] = points.weights()[i];
      point[i] = i;
    }
    this.rows = DistanceMatrix.squared(points.matrix(), workers);
    boolean asTheyAre = method == Method.WARD;
    boolean positive = true;
    for (double w : weight) {
      asTheyAre &= w == 1;
      positive &= w > 0;
    }
    this.positive = positive;
    // Between single points of weight 1 Ward's squared height is the squared distance.
    if (!asTheyAre) {
      forRows(this::toHeights);
    }
  }

  private void forRows(Workers.Block block) {
    if (size <= SMALL) {
      block.run(0, size);
    } else {
      workers.forBlocks(size, 64, block);
    }
  }

  private void toHeights(int from, int to) {
    for (int i = from; i < to; i++) {
      float[] row = rows[i];
      switch (method) {
        case WARD -> {
          double v = weight[i];
          for (int j = 0; j < n; j++) {
            double w = weight[j];
            row[j] = v + w == 0 ? (i == j ? row[j] : 0) : (float) (row[j] * (2 * v * w / (v + w)));
          }
          row[i] = Float.POSITIVE_INFINITY;
        }
        case AVERAGE, COMPLETE, SINGLE -> {
          for (int j = 0; j < n; j++) {
            row[j] = (float) Math.sqrt(row[j]);
          }
        }
      }
    }
  }

  Linkage link() {
    int[] chain = new int[n];
    int length = 0;
    int start = 0;
    while (merges < n - 1) {
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
      merge(Math.min(top, nearest), Math.max(top, nearest));
      if (alive <= size / 2 && size > 32) {
        int[] moved = closeGaps();
        for (int c = 0; c < length; c++) {
          chain[c] = moved[chain[c]];
        }
        start = 0;
      }
      if (merges % 1024 == 1023) {
        progress.report("tree", merges, n - 1L);
      }
    }
    progress.report("tree", n - 1L, n - 1L);
    return Linkage.of(first, second, height);
  }

  /**
   * The nearest of the others; of equally near ones the one before in the chain, so that it ends.
   */
  private int nearest(int i, int before) {
    catchUp(i);
    float[] row = rows[i];
    int nearest = VectorMath.indexOfMin(row, 0, size);
    return before >= 0 && row[before] == row[nearest] ? before : nearest;
  }

  private void merge(int keep, int lose) {
    catchUp(keep);
    catchUp(lose);
    float[] row = rows[keep];
    float[] other = rows[lose];
    double apart = row[lose];
    first[merges] = point[keep];
    second[merges] = point[lose];
    height[merges++] = method == Method.WARD ? Math.sqrt(apart) : apart;
    double v = weight[keep];
    double w = weight[lose];
    switch (method) {
      case WARD -> {
        if (positive) {
          ward(row, other, v, w, apart);
        } else {
          for (int k = 0; k < size; k++) {
            row[k] = ward(weight[k], v, w, row[k], other[k], apart);
          }
        }
      }
      case AVERAGE -> {
        double share = v + w == 0 ? 0.5 : v / (v + w);
        for (int k = 0; k < size; k++) {
          row[k] = average(share, row[k], other[k], apart);
        }
      }
      case COMPLETE, SINGLE -> {
        for (int k = 0; k < size; k++) {
          row[k] = Math.max(row[k], other[k]);
        }
      }
    }
    row[keep] = Float.POSITIVE_INFINITY;
    row[lose] = Float.POSITIVE_INFINITY;
    rows[lose] = new float[0];
    weight[keep] = v + w;
    gone[lose] = true;
    alive--;
    kept[pending] = keep;
    lost[pending] = lose;
    keptWeight[pending] = v;
    lostWeight[pending] = w;
    between[pending++] = apart;
    seen[keep] = pending;
  }

  /** Applies to a row the merges of others since it was last read. */
  private void catchUp(int i) {
    float[] row = rows[i];
    double u = weight[i];
    for (int m = seen[i]; m < pending; m++) {
      int keep = kept[m];
      int lose = lost[m];
      double v = keptWeight[m];
      double w = lostWeight[m];
      row[keep] =
          switch (method) {
            case WARD -> ward(u, v, w, row[keep], row[lose], between[m]);
            case AVERAGE ->
                average(v + w == 0 ? 0.5 : v / (v + w), row[keep], row[lose], between[m]);
            case COMPLETE, SINGLE -> Math.max(row[keep], row[lose]);
          };
      row[lose] = Float.POSITIVE_INFINITY;
    }
    seen[i] = pending;
  }

  /** As below for a whole row, without a branch, so that vectors can do it. */
  private void ward(float[] row, float[] other, double v, double w, double between) {
    double both = v + w;
    for (int k = 0; k < size; k++) {
      double u = weight[k];
      double updated = ((u + v) * row[k] + (u + w) * other[k] - u * between) / (u + both);
      row[k] = (float) Math.max(between, updated);
    }
  }

  /** Rounding must not let a later merge sink below this one. */
  private static float ward(double u, double v, double w, float toV, float toW, double between) {
    double sum = u + v + w;
    if (u == 0 || v + w == 0) {
      return sum == 0
          ? 0
          : (float) Math.max(0, ((u + v) * toV + (u + w) * toW - u * between) / sum);
    }
    return (float) Math.max(between, ((u + v) * toV + (u + w) * toW - u * between) / sum);
  }

  private static float average(double share, float toV, float toW, double between) {
    return (float) Math.max(between, share * toV + (1 - share) * toW);
  }

  /** Brings the clusters that are left together, in their order; tells where each slot went. */
  private int[] closeGaps() {
    int[] moved = new int[size];
    int[] from = new int[alive];
    int left = 0;
    for (int s = 0; s < size; s++) {
      if (!gone[s]) {
        from[left] = s;
        moved[s] = left++;
      }
    }
    forRows(
        (low, high) -> {
          for (int s = low; s < high; s++) {
            if (!gone[s]) {
              catchUp(s);
              float[] row = rows[s];
              for (int j = 0; j < from.length; j++) {
                row[j] = row[from[j]];
              }
            }
          }
        });
    for (int j = 0; j < left; j++) {
      rows[j] = rows[from[j]];
      weight[j] = weight[from[j]];
      point[j] = point[from[j]];
    }
    Arrays.fill(gone, false);
    Arrays.fill(seen, 0);
    pending = 0;
    size = left;
    return moved;
  }
}
