package dev.coterie.clustering;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/**
 * The weighted means of labelled points. Points are brought into the order of their labels, and
 * chunks of a fixed size are summed in doubles and put together in order: no sum depends on the
 * number of threads, and no thread needs sums for all clusters.
 */
public final class Centres {
  private static final int CHUNK = 1024;

  private Centres() {}

  /**
   * Mean of each cluster.
   *
   * @param label one a point, 0 to k − 1
   * @param fallback k rows; a cluster without weight gets its row of these
   */
  public static Matrix means(Points points, int[] label, Matrix fallback, Workers workers) {
    int k = fallback.rows();
    int d = points.matrix().columns();
    int[] start = new int[k + 1];
    int[] order = byLabel(label, k, start);
    int[] firstChunk = new int[k + 1];
    for (int c = 0; c < k; c++) {
      firstChunk[c + 1] = firstChunk[c] + Math.ceilDiv(start[c + 1] - start[c], CHUNK);
    }
    int chunks = firstChunk[k];
    double[][] sums = new double[chunks][];
    double[] weights = new double[chunks];
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
            sums[chunk] = new double[d];
            weights[chunk] = sum(points, order, first, last, sums[chunk]);
          }
        });
    Matrix means = fallback.copy();
    for (int c = 0; c < k; c++) {
      double[] sum = new double[d];
      double weight = 0;
      for (int chunk = firstChunk[c]; chunk < firstChunk[c + 1]; chunk++) {
        weight += weights[chunk];
        for (int j = 0; j < d; j++) {
          sum[j] += sums[chunk][j];
        }
      }
      for (int j = 0; weight > 0 && j < d; j++) {
        means.set(c, j, (float) (sum[j] / weight));
      }
    }
    return means;
  }

  /** The means as a {@link CentreClustering} keeps them: by cosine of length 1. */
  public static Matrix of(
      Points points, int[] label, Matrix fallback, Distance distance, Workers workers) {
    Matrix means = means(points, label, fallback, workers);
    for (int c = 0; distance == Distance.COSINE && c < means.rows(); c++) {
      VectorMath.normalise(means, c);
    }
    return means;
  }

  /** Σ weight · ‖x − centre‖². */
  public static double inertia(Points points, int[] label, Matrix centres, Workers workers) {
    Matrix x = points.matrix();
    return workers.sum(
        points.size(),
        CHUNK,
        (from, to) -> {
          double sum = 0;
          for (int i = from; i < to; i++) {
            sum += points.weights()[i] * (double) squared(x, i, centres, label[i]);
          }
          return sum;
        });
  }

  /** The squared distance between two rows. */
  public static float squared(Matrix a, int i, Matrix b, int j) {
    return VectorMath.squaredDistance(a.data(), a.offset(i), b.data(), b.offset(j), a.columns());
  }

  /**
   * The points in the order of their labels, those of a label in ascending order.
   *
   * @param start takes where each label begins, k + 1 entries
   */
  public static int[] byLabel(int[] label, int k, int[] start) {
    Arrays.fill(start, 0);
    for (int l : label) {
      start[l + 1]++;
    }
    for (int c = 0; c < k; c++) {
      start[c + 1] += start[c];
    }
    int[] next = Arrays.copyOf(start, k);
    int[] order = new int[label.length];
    for (int i = 0; i < label.length; i++) {
      order[next[label[i]]++] = i;
    }
    return order;
  }

  private static double sum(Points points, int[] order, int first, int last, double[] sum) {
    float[] data = points.matrix().data();
    double total = 0;
    for (int p = first; p < last; p++) {
      int i = order[p];
      float weight = points.weights()[i];
      int at = points.matrix().offset(i);
      total += weight;
      for (int j = 0; j < sum.length; j++) {
        sum[j] += weight * (double) data[at + j];
      }
    }
    return total;
  }
}
