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
  private static final double NORMAL_95 = 1.959964;

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
    return summed(s, label, sizes);
  }

  private static Silhouette summed(float[] s, int[] label, int[] sizes) {
    double[] ofCluster = new double[sizes.length];
    double total = 0;
    for (int i = 0; i < s.length; i++) {
      ofCluster[label[i]] += s[i];
      total += s[i];
    }
    for (int c = 0; c < sizes.length; c++) {
      ofCluster[c] = sizes[c] == 0 ? 0 : ofCluster[c] / sizes[c];
    }
    assert VectorMath.isFinite(s) : "a silhouette is not finite";
    return new Silhouette(s, ofCluster, s.length == 0 ? 0 : total / s.length);
  }

  /**
   * Exact, by squared Euclidean distance, in time linear in the points: the mean of ‖x − y‖² over a
   * cluster is ‖x − mean‖² and the cluster's own variance.
   *
   * @param label one a point, 0 to k − 1
   */
  public static Silhouette ofSquares(Matrix points, int[] label, int k, Workers workers) {
    Labels.require(label, points.rows(), k);
    float[] s = new float[points.rows()];
    int[] sizes = Labels.sizes(label, k);
    if (s.length > 0 && Labels.filled(sizes) > 1) {
      squares(Points.of(points), label, sizes, workers, s);
    }
    return summed(s, label, sizes);
  }

  /**
   * A mean that was estimated from a sample.
   *
   * @param low of the interval that holds the mean over all points 95 times in 100, as far as each
   *     point's value is that among the sample
   * @param high of that interval
   */
  public record Estimate(double mean, double low, double high) {}

  /**
   * The mean over a sample, each point compared with the sample only: for Euclidean distance and
   * many points. Exact where the sample is not smaller than the points.
   */
  public static Estimate sampled(
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
      double mean = of(points, label, k, distance, workers).mean();
      return new Estimate(mean, mean, mean);
    }
    int[] chosen = sample(n, sample, seed);
    int[] chosenLabel = new int[sample];
    for (int i = 0; i < sample; i++) {
      chosenLabel[i] = label[chosen[i]];
    }
    Silhouette found = of(points.select(chosen), chosenLabel, k, distance, workers);
    double squares = 0;
    for (float s : found.ofPoint()) {
      squares += (s - found.mean()) * (s - found.mean());
    }
    double unseen = 1 - (double) sample / n;
    double half = NORMAL_95 * Math.sqrt(squares / (sample - 1) / sample * unseen);
    return new Estimate(found.mean(), found.mean() - half, found.mean() + half);
  }

  /** The mean of {@link #sampled}. */
  public static double sampledMean(
      Matrix points,
      int[] label,
      int k,
      Distance distance,
      int sample,
      long seed,
      Workers workers) {
    return sampled(points, label, k, distance, sample, seed, workers).mean();
  }

  private static int[] sample(int n, int size, long seed) {
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    SplittableRandom random = Seeds.stream(seed, "silhouette");
    for (int i = 0; i < size; i++) {
      int other = random.nextInt(i, n);
      int swap = order[i];
      order[i] = order[other];
      order[other] = swap;
    }
    int[] chosen = Arrays.copyOf(order, size);
    Arrays.sort(chosen);
    return chosen;
  }

  /** s from the mean distances: to the own cluster without the point itself, and to the nearest. */
  static float value(double own, double nearest) {
    double larger = Math.max(own, nearest);
    return larger > 0 ? (float) ((nearest - own) / larger) : 0;
  }

  private static void squares(Points points, int[] label, int[] sizes, Workers workers, float[] s) {
    Matrix x = points.matrix();
    Matrix means = Centres.means(points, label, Matrix.zeros(sizes.length, x.columns()), workers);
    double[] variance = new double[sizes.length];
    for (int i = 0; i < s.length; i++) {
      variance[label[i]] += (double) Centres.squared(x, i, means, label[i]) / sizes[label[i]];
    }
    workers.forBlocks(
        s.length,
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            s[i] = squares(x, i, label[i], sizes, means, variance);
          }
        });
  }

  private static float squares(
      Matrix x, int i, int label, int[] sizes, Matrix means, double[] variance) {
    double own = 0;
    double nearest = Double.POSITIVE_INFINITY;
    for (int c = 0; c < sizes.length; c++) {
      if (sizes[c] == 0) {
        continue;
      }
      double mean = variance[c] + Centres.squared(x, i, means, c);
      if (c != label) {
        nearest = Math.min(nearest, mean);
      } else if (sizes[c] == 1) {
        return 0;
      } else {
        own = mean * sizes[c] / (sizes[c] - 1);
      }
    }
    return value(own, nearest);
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
