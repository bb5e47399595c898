package dev.coterie.clustering.kmeans;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Centres;
import dev.coterie.clustering.Points;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/** Lloyd's iterations from given centres, on points prepared for the distance. */
final class Lloyd {
  private final Points points;
  private final KMeans.Options options;
  private final Workers workers;
  private final double negligible;

  Lloyd(Points points, KMeans.Options options, Workers workers) {
    this.points = points;
    this.options = options;
    this.workers = workers;
    this.negligible = options.tolerance() == 0 ? 0 : options.tolerance() * variance();
  }

  Points points() {
    return points;
  }

  CentreClustering run(Matrix start) {
    int n = points.size();
    Matrix centres = start;
    int[] label = new int[n];
    int[] before = new int[n];
    float[] score = new float[n];
    Arrays.fill(before, -1);
    boolean fixed = false;
    boolean settled = false;
    int iteration = 0;
    while (!settled && iteration < options.maxIterations()) {
      iteration++;
      assign(centres, label, score);
      fillEmpty(centres, label);
      fixed = Arrays.equals(label, before);
      settled = fixed;
      if (!fixed) {
        Matrix moved = Centres.of(points, label, centres, options.distance(), workers);
        settled = shift(centres, moved) < negligible;
        centres = moved;
        System.arraycopy(label, 0, before, 0, n);
      }
    }
    if (!fixed) {
      assign(centres, label, score);
    }
    double inertia = Centres.inertia(points, label, centres, workers);
    return new CentreClustering(label, centres, options.distance(), inertia, iteration, settled);
  }

  private void assign(Matrix centres, int[] label, float[] score) {
    CentreClustering.nearest(centres, options.distance(), workers)
        .find(points.matrix(), workers, label, score);
  }

  /** Gives every empty cluster the farthest point of a cluster that keeps another one. */
  private void fillEmpty(Matrix centres, int[] label) {
    int[] sizes = new int[centres.rows()];
    for (int l : label) {
      sizes[l]++;
    }
    float[] far = new float[0];
    for (int c = 0; c < sizes.length; c++) {
      if (sizes[c] > 0) {
        continue;
      }
      far = far.length == 0 ? weightedDistances(centres, label) : far;
      int farthest = -1;
      for (int i = 0; i < far.length; i++) {
        if (far[i] > (farthest < 0 ? 0 : far[farthest]) && sizes[label[i]] > 1) {
          farthest = i;
        }
      }
      if (farthest < 0) {
        return;
      }
      sizes[label[farthest]]--;
      sizes[c]++;
      label[farthest] = c;
      far[farthest] = 0;
    }
  }

  private float[] weightedDistances(Matrix centres, int[] label) {
    float[] far = new float[label.length];
    for (int i = 0; i < far.length; i++) {
      far[i] = points.weights()[i] * Centres.squared(points.matrix(), i, centres, label[i]);
    }
    return far;
  }

  private static double shift(Matrix a, Matrix b) {
    double shift = 0;
    for (int c = 0; c < a.rows(); c++) {
      shift += Centres.squared(a, c, b, c);
    }
    return shift;
  }

  /** The variance of a column, averaged over columns. */
  private double variance() {
    Matrix x = points.matrix();
    int[] together = new int[points.size()];
    Matrix mean = Centres.means(points, together, Matrix.zeros(1, x.columns()), workers);
    double weight = 0;
    for (float w : points.weights()) {
      weight += w;
    }
    return Centres.inertia(points, together, mean, workers) / weight / Math.max(1, x.columns());
  }
}
