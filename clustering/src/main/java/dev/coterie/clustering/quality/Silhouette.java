package dev.coterie.clustering.quality;

import dev.coterie.clustering.Centres;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.MatrixProduct;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How much nearer points are to their own cluster than to the next (Rousseeuw, 1987): s(i) = (b −
 * a) / max(a, b), with a the mean distance to the others of its own cluster and b the smallest mean
 * distance to another cluster; 0 for a cluster of one, and where there is one cluster only.
 *
 * @param ofPoint s(i), −1 to 1
 * @param ofCluster mean over the points of each cluster, 0 for an empty one
 * @param mean over all points
 */
public record Silhouette(float[] ofPoint, double[] ofCluster, double mean) {
  private static final int BLOCK = 4096;

  /**
   * Exact, for every point. By cosine the time is linear in the points (the mean of 1 − x·y over a
   * cluster is 1 − x·mean), by Euclidean distance quadratic.
   *
   * @param label one a point, 0 to k − 1
   */
  public static Silhouette of(
      Matrix points, int[] label, int k, Distance distance, Workers workers) {
    Labels.require(label, points.rows(), k);
    int n = points.rows();
    float[] s = new float[n];
    int[] sizes = Labels.sizes(label, k);
    if (n > 0 && k > 1 && Labels.filled(sizes) > 1) {
      switch (distance) {
        case COSINE -> cosine(distance.prepared(points, workers), label, sizes, workers, s);
        case EUCLIDEAN -> new PairSums(points, label, k, workers).silhouette(s);
      }
    }
    double[] ofCluster = new double[k];
    double total = 0;
    for (int i = 0; i < n; i++) {
      ofCluster[label[i]] += s[i];
      total += s[i];
    }
    for (int c = 0; c < k; c++) {
      ofCluster[c] = sizes[c] == 0 ? 0 : ofCluster[c] / sizes[c];
    }
    assert VectorMath.isFinite(s) : "a silhouette is not finite";
    return new Silhouette(s, ofCluster, n == 0 ? 0 : total / n);
  }

  /**
   * The mean over a sample, each point compared with the sample only: an estimate for Euclidean
   * distance and many points. Exact where the sample is not smaller than the points.
   */
  public static double sampledMean(
      Matrix points,
      int[] label,
      int k,
      Distance distance,
      int sample,
      long seed,
      Workers workers) {
    Labels.require(label, points.rows(), k);
    if (!(sample >= 2)) {
      throw new IllegalArgumentException("sample must be at least 2, not " + sample);
    }
    int n = points.rows();
    if (sample >= n) {
      return of(points, label, k, distance, workers).mean();
    }
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    SplittableRandom random = Seeds.stream(seed, "silhouette");
    for (int i = 0; i < sample; i++) {
      int other = random.nextInt(i, n);
      int swap = order[i];
      order[i] = order[other];
      order[other] = swap;
    }
    int[] chosen = Arrays.copyOf(order, sample);
    Arrays.sort(chosen);
    int[] chosenLabel = new int[sample];
    for (int i = 0; i < sample; i++) {
      chosenLabel[i] = label[chosen[i]];
    }
    return of(points.select(chosen), chosenLabel, k, distance, workers).mean();
  }

  /** s from the mean distances: to the own cluster without the point itself, and to the nearest. */
  static float value(double own, double nearest) {
    double larger = Math.max(own, nearest);
    return larger > 0 ? (float) ((nearest - own) / larger) : 0;
  }

  private static void cosine(Matrix unit, int[] label, int[] sizes, Workers workers, float[] s) {
    int k = sizes.length;
    Matrix zeros = Matrix.zeros(k, unit.columns());
    Matrix means = Centres.means(Points.of(unit), label, zeros, workers);
    for (int start = 0; start < unit.rows(); start += BLOCK) {
      int from = start;
      int to = Math.min(unit.rows(), from + BLOCK);
      int[] rows = new int[to - from];
      Arrays.setAll(rows, i -> from + i);
      Matrix cosines = MatrixProduct.timesTransposed(unit.select(rows), means, workers);
      for (int i = from; i < to; i++) {
        s[i] = cosine(unit, i, label[i], sizes, cosines, i - from);
      }
    }
  }

  private static float cosine(Matrix unit, int i, int own, int[] sizes, Matrix cosines, int row) {
    if (sizes[own] < 2) {
      return 0;
    }
    int at = unit.offset(i);
    double self = VectorMath.dot(unit.data(), at, unit.data(), at, unit.columns());
    double ownSum = sizes[own] * (1.0 - cosines.get(row, own)) - (1 - self);
    double nearest = Double.POSITIVE_INFINITY;
    for (int c = 0; c < sizes.length; c++) {
      if (c != own && sizes[c] > 0) {
        nearest = Math.min(nearest, 1.0 - cosines.get(row, c));
      }
    }
    return value(atLeastZero(ownSum / (sizes[own] - 1)), atLeastZero(nearest));
  }

  /** A mean distance that only rounding keeps from 0 is 0. */
  private static double atLeastZero(double distance) {
    return distance < 1e-6 ? 0 : distance;
  }
}
