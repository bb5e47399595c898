package dev.coterie.clustering;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/**
 * The weighted sums of labelled points, in doubles, kept up as points move between clusters. Points
 * are brought into the order of their labels, and chunks of a fixed size are summed and put
 * together in order: no sum depends on the number of threads, and no thread needs sums for all
 * clusters.
 */
public final class ClusterSums {
  private static final int CHUNK = 1024;
  private static final int CLUSTERS = 4;

  private final Points points;
  private final double[][] sum;
  private final double[] weight;

  /** Points with weight; where there are none, what is left of the sums is rounding error. */
  private final int[] counted;

  private ClusterSums(Points points, double[][] sum, double[] weight, int[] counted) {
    this.counted = counted;
    this.points = points;
    this.sum = sum;
    this.weight = weight;
  }

  /**
   * Sums all points.
   *
   * @param label one a point, 0 to k − 1
   */
  public static ClusterSums of(Points points, int[] label, int k, Workers workers) {
    int d = points.matrix().columns();
    int[] start = new int[k + 1];
    int[] order = Centres.byLabel(label, k, start);
    int[] firstChunk = new int[k + 1];
    for (int c = 0; c < k; c++) {
      firstChunk[c + 1] = firstChunk[c] + Math.ceilDiv(start[c + 1] - start[c], CHUNK);
    }
    int chunks = firstChunk[k];
    double[][] parts = new double[chunks][];
    double[] partWeights = new double[chunks];
    workers.forBlocks(
        chunks,
        4,
        (from, to) -> {
          int c = 0;
          for (int chunk = from; chunk < to; chunk++) {
            while (firstChunk[c + 1] <= chunk) {
              c++;
            }
            int first = start[c] + (chunk - firstChunk[c]) * CHUNK;
            int last = Math.min(first + CHUNK, start[c + 1]);
            parts[chunk] = new double[d];
            for (int p = first; p < last; p++) {
              partWeights[chunk] += add(points, order[p], 1, parts[chunk]);
            }
          }
        });
    double[][] sum = new double[k][d];
    double[] weight = new double[k];
    for (int c = 0; c < k; c++) {
      for (int chunk = firstChunk[c]; chunk < firstChunk[c + 1]; chunk++) {
        weight[c] += partWeights[chunk];
        for (int j = 0; j < d; j++) {
          sum[c][j] += parts[chunk][j];
        }
      }
    }
    int[] counted = new int[k];
    for (int i = 0; i < label.length; i++) {
      counted[label[i]] += points.weights()[i] > 0 ? 1 : 0;
    }
    return new ClusterSums(points, sum, weight, counted);
  }

  /** Moves the points whose label has changed, those of a cluster in ascending order. */
  public void move(int[] before, int[] now, Workers workers) {
    int k = weight.length;
    int[] start = new int[k + 1];
    for (int i = 0; i < now.length; i++) {
      if (before[i] != now[i]) {
        start[before[i] + 1]++;
        start[now[i] + 1]++;
      }
    }
    for (int c = 0; c < k; c++) {
      start[c + 1] += start[c];
    }
    int[] next = start.clone();
    int[] moved = new int[start[k]];
    for (int i = 0; i < now.length; i++) {
      if (before[i] != now[i]) {
        moved[next[before[i]]++] = i;
        moved[next[now[i]]++] = i;
      }
    }
    workers.forBlocks(
        k,
        CLUSTERS,
        (from, to) -> {
          for (int c = from; c < to; c++) {
            for (int m = start[c]; m < start[c + 1]; m++) {
              int sign = now[moved[m]] == c ? 1 : -1;
              weight[c] += add(points, moved[m], sign, sum[c]);
              counted[c] += points.weights()[moved[m]] > 0 ? sign : 0;
            }
            if (counted[c] == 0) {
              weight[c] = 0;
              Arrays.fill(sum[c], 0);
            }
          }
        });
  }

  /**
   * The mean of each cluster.
   *
   * @param fallback k rows; a cluster without weight gets its row of these
   */
  public Matrix means(Matrix fallback) {
    Matrix means = fallback.copy();
    for (int c = 0; c < weight.length; c++) {
      for (int j = 0; weight[c] > 0 && j < means.columns(); j++) {
        means.set(c, j, (float) (sum[c][j] / weight[c]));
      }
    }
    return means;
  }

  private static double add(Points points, int i, int sign, double[] sum) {
    float[] data = points.matrix().data();
    int at = points.matrix().offset(i);
    double factor = sign * (double) points.weights()[i];
    for (int j = 0; j < sum.length; j++) {
      sum[j] += factor * data[at + j];
    }
    return factor;
  }
}
