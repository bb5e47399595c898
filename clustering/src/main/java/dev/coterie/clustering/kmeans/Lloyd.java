package dev.coterie.clustering.kmeans;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Centres;
import dev.coterie.clustering.ClusterSums;
import dev.coterie.clustering.Points;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import org.jspecify.annotations.Nullable;

/** Lloyd's iterations from given centres, on points prepared for the distance. */
final class Lloyd {
  /** Where more than one point in so many changes, summing all of them anew costs less. */
  private static final int MANY = 4;

  /** Iterations after which sums are made anew, so that rounding errors do not pile up. */
  private static final int RENEWED = 32;

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
    Search search = new Search(points.matrix(), start, options.distance(), workers);
    Matrix centres = start;
    int[] label = new int[n];
    int[] before = new int[n];
    @Nullable ClusterSums sums = null;
    boolean fixed = false;
    boolean settled = false;
    int iteration = 0;
    while (!settled && iteration < options.maxIterations()) {
      iteration++;
      search.assign(centres, label);
      fillEmpty(centres, label, search);
      int changed = changed(before, label);
      fixed = changed == 0 && iteration > 1;
      settled = fixed;
      if (!fixed) {
        if (sums == null || changed > n / MANY || iteration % RENEWED == 1) {
          sums = ClusterSums.of(points, label, start.rows(), workers);
        } else {
          sums.move(before, label, workers);
        }
        Matrix moved = Centres.as(options.distance(), sums.means(centres));
        settled = shift(centres, moved) < negligible;
        centres = moved;
        System.arraycopy(label, 0, before, 0, n);
      }
    }
    if (!fixed) {
      search.assign(centres, label);
    }
    double inertia = Centres.inertia(points, label, centres, workers);
    return new CentreClustering(
        label, centres, options.distance(), inertia, iteration, settled, search.work());
  }

  private static int changed(int[] before, int[] now) {
    int changed = 0;
    for (int i = 0; i < now.length; i++) {
      changed += before[i] == now[i] ? 0 : 1;
    }
    return changed;
  }

  /** Gives every empty cluster the farthest point of a cluster that keeps another one. */
  private void fillEmpty(Matrix centres, int[] label, Search search) {
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
      search.relabelled(farthest);
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
