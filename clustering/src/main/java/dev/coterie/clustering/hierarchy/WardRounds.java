package dev.coterie.clustering.hierarchy;

import dev.coterie.clustering.Centres;
import dev.coterie.clustering.Points;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.PackedRows;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/**
 * Ward's tree in O(n) memory: every round merges all pairs of clusters that are each other's
 * nearest. Merging one pair leaves the others nearest (Bruynooghe, 1978: the distance to a union is
 * never less than that to the nearer part), so that the tree is that of one merge at a time. Only
 * clusters that are new, or whose nearest is gone, are looked up again, by products of their
 * centres with all centres.
 */
final class WardRounds {
  private static final int BLOCK = 64;
  private static final int WIDTH = 256;
  private static final float NEAR = 0.03f;

  private final Workers workers;
  private final Progress progress;
  private final int n;
  private final int d;
  private final int[] first;
  private final int[] second;
  private final double[] height;
  private int merges;

  private int size;
  private Matrix centres;
  private PackedRows packed;
  private float[] squares;
  private float[] weight;
  private int[] point;
  private int[] nearest;
  private float[] far;

  WardRounds(Points points, Workers workers, Progress progress) {
    this.workers = workers;
    this.progress = progress;
    this.n = points.size();
    this.d = points.matrix().columns();
    this.first = new int[n - 1];
    this.second = new int[n - 1];
    this.height = new double[n - 1];
    this.size = n;
    this.centres = moved(points.matrix());
    this.weight = points.weights().clone();
    this.point = new int[n];
    this.nearest = new int[n];
    this.far = new float[n];
    this.squares = new float[n];
    Arrays.setAll(point, i -> i);
    Arrays.fill(nearest, -1);
    for (int i = 0; i < n; i++) {
      square(i);
    }
    this.packed = PackedRows.of(centres, workers);
  }

  /** Around their mean, products of centres lose fewer digits. */
  private static Matrix moved(Matrix points) {
    double[] mean = new double[points.columns()];
    for (int i = 0; i < points.rows(); i++) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += points.get(i, j);
      }
    }
    Matrix moved = points.copy();
    for (int i = 0; i < points.rows(); i++) {
      for (int j = 0; j < mean.length; j++) {
        moved.set(i, j, (float) (points.get(i, j) - mean[j] / points.rows()));
      }
    }
    return moved;
  }

  private void square(int i) {
    int at = centres.offset(i);
    squares[i] = VectorMath.dot(centres.data(), at, centres.data(), at, d);
  }

  Linkage link() {
    while (merges < n - 1) {
      int[] wanted = new int[size];
      int count = 0;
      for (int i = 0; i < size; i++) {
        if (point[i] >= 0 && nearest[i] < 0) {
          wanted[count++] = i;
        }
      }
      int[] lookedUp = Arrays.copyOf(wanted, count);
      workers.forBlocks(count, BLOCK, (from, to) -> lookUp(lookedUp, from, to));
      mergePairs();
      if (n - merges <= size / 2 && size > 32) {
        closeGaps();
      }
      progress.report("tree", merges, n - 1L);
    }
    return Linkage.of(first, second, height);
  }

  private void lookUp(int[] wanted, int from, int to) {
    int count = to - from;
    float[] rows = new float[count * d];
    for (int r = 0; r < count; r++) {
      System.arraycopy(centres.data(), centres.offset(wanted[from + r]), rows, r * d, d);
    }
    float[] tile = new float[PackedRows.wholeGroups(count) * WIDTH];
    float[] best = new float[count];
    int[] place = new int[count];
    Arrays.fill(best, Float.POSITIVE_INFINITY);
    for (int start = 0; start < size; start += WIDTH) {
      int end = Math.min(size, start + WIDTH);
      packed.dots(rows, 0, d, count, start, end, tile, 0, WIDTH);
      for (int r = 0; r < count; r++) {
        int i = wanted[from + r];
        heights(i, start, end, tile, r * WIDTH);
        float low = VectorMath.min(tile, r * WIDTH, end - start);
        if (low < best[r]) {
          best[r] = low;
          place[r] = start + VectorMath.indexOf(low, tile, r * WIDTH, end - start);
        }
      }
    }
    for (int r = 0; r < count; r++) {
      nearest[wanted[from + r]] = place[r];
      far[wanted[from + r]] = best[r];
    }
  }

  /** Squared heights in the place of dot products. Dead clusters have an infinite square. */
  private void heights(int i, int start, int end, float[] tile, int at) {
    int n = end - start;
    float square = squares[i];
    for (int j = 0; j < n; j++) {
      tile[at + j] = Math.max(0, square + squares[start + j] - 2 * tile[at + j]);
    }
    float near = NEAR * 2 * square;
    if (VectorMath.min(tile, at, n) < near) {
      for (int j = 0; j < n; j++) {
        if (tile[at + j] < near) {
          tile[at + j] = Centres.squared(centres, i, centres, start + j);
        }
      }
    }
    float v = weight[i];
    for (int j = 0; j < n; j++) {
      float w = weight[start + j];
      tile[at + j] *= 2 * v * w / Math.max(v + w, Float.MIN_NORMAL);
    }
    if (i >= start && i < end) {
      tile[at + i - start] = Float.POSITIVE_INFINITY;
    }
  }

  private double height(int i, int j) {
    double v = weight[i];
    double w = weight[j];
    double squared = 0;
    for (int c = 0; c < d; c++) {
      double apart = (double) centres.get(i, c) - centres.get(j, c);
      squared += apart * apart;
    }
    return v + w == 0 ? 0 : 2 * v * w / (v + w) * squared;
  }

  private void mergePairs() {
    boolean[] dead = new boolean[size];
    boolean[] changed = new boolean[size];
    int before = merges;
    for (int i = 0; i < size; i++) {
      if (point[i] >= 0 && nearest[i] > i && !changed[i] && !changed[nearest[i]]) {
        int j = nearest[i];
        if (nearest[j] == i || far[j] == far[i]) {
          merge(i, j);
          changed[i] = true;
          changed[j] = true;
          dead[j] = true;
        }
      }
    }
    if (merges == before) {
      mergeLowest(changed, dead);
    }
    for (int i = 0; i < size; i++) {
      if (point[i] >= 0 && (changed[i] || (nearest[i] >= 0 && changed[nearest[i]]))) {
        nearest[i] = -1;
      }
    }
  }

  /**
   * Where equal distances leave no pair that is each other's nearest, one of the lowest will do.
   */
  private void mergeLowest(boolean[] changed, boolean[] dead) {
    int lowest = -1;
    for (int i = 0; i < size; i++) {
      if (point[i] >= 0 && (lowest < 0 || far[i] < far[lowest])) {
        lowest = i;
      }
    }
    int keep = Math.min(lowest, nearest[lowest]);
    int lose = Math.max(lowest, nearest[lowest]);
    merge(keep, lose);
    changed[keep] = true;
    changed[lose] = true;
    dead[lose] = true;
  }

  private void merge(int keep, int lose) {
    first[merges] = point[keep];
    second[merges] = point[lose];
    height[merges++] = Math.sqrt(height(keep, lose));
    double v = weight[keep];
    double w = weight[lose];
    double share = v + w == 0 ? 0.5 : v / (v + w);
    for (int c = 0; c < d; c++) {
      centres.set(
          keep, c, (float) (share * centres.get(keep, c) + (1 - share) * centres.get(lose, c)));
    }
    weight[keep] = (float) (v + w);
    square(keep);
    packed.set(keep, centres.data(), centres.offset(keep));
    point[lose] = -1;
    squares[lose] = Float.POSITIVE_INFINITY;
    weight[lose] = 1;
  }

  private void closeGaps() {
    int[] from = new int[size];
    int[] moved = new int[size];
    int left = 0;
    for (int i = 0; i < size; i++) {
      if (point[i] >= 0) {
        from[left] = i;
        moved[i] = left++;
      }
    }
    int[] kept = Arrays.copyOf(from, left);
    centres = centres.select(kept);
    packed = PackedRows.of(centres, workers);
    for (int j = 0; j < left; j++) {
      int i = kept[j];
      squares[j] = squares[i];
      weight[j] = weight[i];
      point[j] = point[i];
      far[j] = far[i];
      nearest[j] = nearest[i] < 0 ? -1 : moved[nearest[i]];
    }
    size = left;
  }
}
