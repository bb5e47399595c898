package dev.coterie.clustering.quality;

import dev.coterie.clustering.Centres;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;

/**
 * Figures from the means μ of the clusters, by Euclidean distance; by cosine of the rows brought to
 * length 1 (their means are not). Empty clusters are left out.
 *
 * @param inertia Σ ‖x − μ‖²
 * @param centreDistance mean distance between two means, 2 / (k(k−1)) Σ ‖μ_i − μ_j‖; 0 for k = 1
 * @param daviesBouldin mean over clusters of max (s_i + s_j) / ‖μ_i − μ_j‖, s the mean distance of
 *     the points to their mean (Davies and Bouldin, 1979); lower is better, 0 for k = 1; pairs of
 *     equal means are left out
 * @param calinskiHarabasz (B / (k−1)) / (W / (n−k)), B and W the squares between and within
 *     clusters (Calinski and Harabasz, 1974); higher is better, 0 for k = 1 and k = n, 1 where W is
 *     0
 */
public record CentreQuality(
    double inertia, double centreDistance, double daviesBouldin, double calinskiHarabasz) {
  private static final int BLOCK = 1024;

  /** All figures for labels 0 to k − 1. */
  public static CentreQuality of(
      Matrix rows, int[] label, int k, Distance distance, Workers workers) {
    Labels.require(label, rows.rows(), k);
    Points points = Points.of(distance.prepared(rows, workers));
    Matrix x = points.matrix();
    int n = points.size();
    int[] sizes = Labels.sizes(label, k);
    int filled = Labels.filled(sizes);
    Matrix means = Centres.means(points, label, Matrix.zeros(k, x.columns()), workers);
    double within = Centres.inertia(points, label, means, workers);
    double[] spread = spread(points, label, means, workers);
    double distances = 0;
    double worst = 0;
    for (int i = 0; i < k; i++) {
      double ratio = 0;
      for (int j = 0; j < k; j++) {
        if (i != j && sizes[i] > 0 && sizes[j] > 0) {
          double between = Math.sqrt(Centres.squared(means, i, means, j));
          distances += between;
          if (between > 0) {
            ratio = Math.max(ratio, (spread[i] / sizes[i] + spread[j] / sizes[j]) / between);
          }
        }
      }
      worst += ratio;
    }
    double pairs = (double) filled * (filled - 1);
    return new CentreQuality(
        within,
        filled > 1 ? distances / pairs : 0,
        worst / filled,
        calinskiHarabasz(points, sizes, means, within, filled, n, workers));
  }

  private static double calinskiHarabasz(
      Points points, int[] sizes, Matrix means, double within, int filled, int n, Workers workers) {
    if (filled == 1 || filled == n) {
      return 0;
    }
    Matrix zero = Matrix.zeros(1, means.columns());
    Matrix mean = Centres.means(points, new int[n], zero, workers);
    double between = 0;
    for (int c = 0; c < sizes.length; c++) {
      between += sizes[c] == 0 ? 0 : sizes[c] * (double) Centres.squared(means, c, mean, 0);
    }
    return within == 0 ? 1 : between / (filled - 1) / (within / (n - filled));
  }

  /** Σ ‖x − μ‖ of each cluster. */
  private static double[] spread(Points points, int[] label, Matrix means, Workers workers) {
    float[] far = new float[label.length];
    workers.forBlocks(
        label.length,
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            far[i] = (float) Math.sqrt(Centres.squared(points.matrix(), i, means, label[i]));
          }
        });
    double[] spread = new double[means.rows()];
    for (int i = 0; i < far.length; i++) {
      spread[label[i]] += far[i];
    }
    return spread;
  }
}
