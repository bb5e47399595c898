package dev.coterie.clustering.kmeans;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Centres;
import dev.coterie.clustering.Clusterer;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bisecting K-means (Steinbach, Karypis and Kumar, 2000): the cluster with the highest inertia is
 * split in two by K-means, until there are k. Each split looks at the points of one cluster only,
 * so that many clusters cost little more than few. Labels follow the splits: a point keeps the
 * cluster in which it was put, which need not be that of the nearest centre.
 */
public final class Bisecting implements Clusterer<CentreClustering> {
  /**
   * What bisecting K-means is asked for.
   *
   * @param k clusters, at least 1
   * @param distance of points to centres
   * @param starts of each split, at least 1
   * @param maxIterations of each split, at least 1
   * @param tolerance of each split, as {@link KMeans.Options} has it
   */
  public record Options(int k, Distance distance, int starts, int maxIterations, double tolerance) {
    public Options {
      // The same rules, with the same words.
      KMeans.Options same = new KMeans.Options(k, distance, starts, maxIterations, tolerance);
      assert same.k() == k;
    }

    /** Three starts, at most 100 iterations, a tolerance of 1e-5. */
    public static Options of(int k, Distance distance) {
      return new Options(k, distance, 3, 100, 1e-5);
    }
  }

  private final Options options;

  public Bisecting(Options options) {
    this.options = options;
  }

  /** Bytes that a fit needs beside the points themselves, at most: the first split copies none. */
  public static long memory(long points, long columns, Options options) {
    KMeans.Options two = new KMeans.Options(2, options.distance(), 1, 1, 0);
    return KMeans.memory(points, columns, two)
        + 4 * points * (columns + 4)
        + KMeansMemory.ofCentres(options.k(), columns);
  }

  /** One cluster while it may still be split. */
  private record Part(int[] rows, double inertia) {}

  @Override
  public CentreClustering fit(Points points, long seed, Workers workers, Progress progress) {
    if (options.k() > points.size()) {
      throw new IllegalArgumentException(
          "k = " + options.k() + " is more than the " + points.size() + " points");
    }
    Points prepared = points.prepared(options.distance(), workers);
    List<Part> parts = new ArrayList<>();
    int[] all = new int[prepared.size()];
    Arrays.setAll(all, i -> i);
    parts.add(new Part(all, Double.POSITIVE_INFINITY));
    progress.report("splits", 1, options.k());
    for (int split = 1; split < options.k(); split++) {
      int worst = worst(parts);
      Part[] halves = split(prepared, parts.get(worst), seed, split, workers);
      parts.set(worst, halves[0]);
      parts.add(halves[1]);
      progress.report("splits", split + 1L, options.k());
    }
    return clustering(prepared, parts, workers);
  }

  /** The part with the highest inertia that has two points or more. */
  private static int worst(List<Part> parts) {
    int worst = -1;
    for (int p = 0; p < parts.size(); p++) {
      if (parts.get(p).rows().length > 1
          && (worst < 0 || parts.get(p).inertia() > parts.get(worst).inertia())) {
        worst = p;
      }
    }
    return worst;
  }

  private Part[] split(Points points, Part part, long seed, int split, Workers workers) {
    int[] rows = part.rows();
    Points own = select(points, rows);
    int[] label = new int[rows.length];
    if (weight(own) > 0) {
      KMeans.Options two =
          new KMeans.Options(
              2,
              options.distance(),
              options.starts(),
              options.maxIterations(),
              options.tolerance());
      long stream = Seeds.stream(seed, "bisecting", split).nextLong();
      label = new KMeans(two).fit(own, stream, workers, Progress.NONE).label();
    }
    int second = (int) Arrays.stream(label).filter(l -> l == 1).count();
    if (second == 0 || second == rows.length) {
      // Equal points, which no centre can tell apart: the last one goes alone.
      Arrays.fill(label, 0);
      label[label.length - 1] = 1;
      second = 1;
    }
    int[][] of = {new int[rows.length - second], new int[second]};
    int[] next = new int[2];
    for (int i = 0; i < rows.length; i++) {
      of[label[i]][next[label[i]]++] = rows[i];
    }
    Matrix means =
        Centres.of(
            own, label, Matrix.zeros(2, own.matrix().columns()), options.distance(), workers);
    double[] inertia = new double[2];
    for (int i = 0; i < rows.length; i++) {
      inertia[label[i]] +=
          own.weights()[i] * (double) Centres.squared(own.matrix(), i, means, label[i]);
    }
    return new Part[] {new Part(of[0], inertia[0]), new Part(of[1], inertia[1])};
  }

  private static double weight(Points points) {
    double weight = 0;
    for (float w : points.weights()) {
      weight += w;
    }
    return weight;
  }

  private static Points select(Points points, int[] rows) {
    if (rows.length == points.size()) {
      return points;
    }
    float[] weights = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      weights[i] = points.weights()[rows[i]];
    }
    return new Points(points.matrix().select(rows), weights);
  }

  private CentreClustering clustering(Points points, List<Part> parts, Workers workers) {
    int[] label = new int[points.size()];
    Matrix first = Matrix.zeros(parts.size(), points.matrix().columns());
    for (int c = 0; c < parts.size(); c++) {
      first.setRow(c, points.matrix().row(parts.get(c).rows()[0]));
      for (int row : parts.get(c).rows()) {
        label[row] = c;
      }
    }
    Matrix centres = Centres.of(points, label, first, options.distance(), workers);
    double inertia = Centres.inertia(points, label, centres, workers);
    return new CentreClustering(
        label,
        centres,
        options.distance(),
        inertia,
        parts.size() - 1,
        true,
        CentreClustering.Work.UNKNOWN);
  }
}
