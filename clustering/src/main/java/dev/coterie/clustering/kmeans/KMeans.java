package dev.coterie.clustering.kmeans;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Clusterer;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.Workers;
import java.util.SplittableRandom;

/**
 * K-means (Lloyd, 1982) from several k-means++ starts (Arthur and Vassilvitskii, 2007), of which
 * the one with the lowest inertia is kept. By cosine it is spherical K-means (Dhillon and Modha,
 * 2001).
 *
 * <p>A cluster that runs empty is started again at the point that is farthest from its centre. Only
 * where there are fewer different points than clusters do some stay empty.
 */
public final class KMeans implements Clusterer<CentreClustering> {
  /**
   * What K-means is asked for.
   *
   * @param k clusters, at least 1
   * @param distance of points to centres
   * @param starts runs from different seeds, at least 1
   * @param maxIterations of one run, at least 1
   * @param tolerance a run ends when the centres move less than this, squared and as a share of the
   *     variance of the points; 0 runs until no label changes
   */
  public record Options(int k, Distance distance, int starts, int maxIterations, double tolerance) {
    public Options {
      if (!(k >= 1)) {
        throw new IllegalArgumentException("k must be at least 1, not " + k);
      }
      if (!(starts >= 1)) {
        throw new IllegalArgumentException("starts must be at least 1, not " + starts);
      }
      if (!(maxIterations >= 1)) {
        throw new IllegalArgumentException(
            "maxIterations must be at least 1, not " + maxIterations);
      }
      if (!(tolerance >= 0) || tolerance == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "tolerance must be a finite number of 0 or more, not " + tolerance);
      }
    }

    /** Five starts, at most 100 iterations, a tolerance of 1e-5. */
    public static Options of(int k, Distance distance) {
      return new Options(k, distance, 5, 100, 1e-5);
    }

    public Options withStarts(int otherStarts) {
      return new Options(k, distance, otherStarts, maxIterations, tolerance);
    }
  }

  private final Options options;

  public KMeans(Options options) {
    this.options = options;
  }

  @Override
  public CentreClustering fit(Points points, long seed, Workers workers, Progress progress) {
    requireEnough(points);
    Lloyd lloyd = new Lloyd(points.prepared(options.distance(), workers), options, workers);
    CentreClustering best = run(lloyd, seed, 0, workers);
    progress.report("k-means", 1, options.starts());
    for (int start = 1; start < options.starts(); start++) {
      CentreClustering next = run(lloyd, seed, start, workers);
      best = next.inertia() < best.inertia() ? next : best;
      progress.report("k-means", start + 1L, options.starts());
    }
    return best;
  }

  /** One run from centres that are already there, for points that changed little. */
  public CentreClustering fitFrom(
      Matrix centres, Points points, Workers workers, Progress progress) {
    requireEnough(points);
    requireCentres(centres, options.k(), points);
    Lloyd lloyd = new Lloyd(points.prepared(options.distance(), workers), options, workers);
    CentreClustering found = lloyd.run(options.distance().prepared(centres, workers));
    progress.report("k-means", 1, 1);
    return found;
  }

  static void requireCentres(Matrix centres, int k, Points points) {
    if (centres.rows() != k || centres.columns() != points.matrix().columns()) {
      throw new IllegalArgumentException(
          "centres of "
              + centres.rows()
              + " x "
              + centres.columns()
              + " for k = "
              + k
              + " and points of "
              + points.matrix().columns()
              + " columns");
    }
    centres.requireFinite("centres");
  }

  /**
   * Bytes that a fit needs beside the points themselves, at most; by cosine the copy of the points
   * counts too.
   */
  public static long memory(long points, long columns, Options options) {
    long centres = KMeansMemory.ofCentres(options.k(), columns);
    return KMeansMemory.ofPoints(points, columns, options.distance())
        + Bounds.memory(points, options.k())
        + (Bounds.MEMORY + 8) * centres
        // Partial sums in doubles: one for each thousand points, and one for each cluster.
        + 8 * columns * (points / 1024 + 2L * options.k());
  }

  private CentreClustering run(Lloyd lloyd, long seed, int start, Workers workers) {
    SplittableRandom random = Seeds.stream(seed, "k-means", start);
    PlusPlus plusPlus = new PlusPlus(lloyd.points(), options.k(), random, workers);
    return lloyd.run(plusPlus.centres(options.k(), random));
  }

  private void requireEnough(Points points) {
    if (options.k() > points.size()) {
      throw new IllegalArgumentException(
          "k = " + options.k() + " is more than the " + points.size() + " points");
    }
  }
}
