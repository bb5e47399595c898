package dev.coterie.clustering;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/** The weighted means of labelled points, and how far points are from them. */
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
    return ClusterSums.of(points, label, fallback.rows(), workers).means(fallback);
  }

  /** The means as a {@link CentreClustering} keeps them: by cosine of length 1. */
  public static Matrix of(
      Points points, int[] label, Matrix fallback, Distance distance, Workers workers) {
    return as(distance, means(points, label, fallback, workers));
  }

  /** Brings means to length 1 where points are compared by cosine, in place. */
  public static Matrix as(Distance distance, Matrix means) {
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
}
