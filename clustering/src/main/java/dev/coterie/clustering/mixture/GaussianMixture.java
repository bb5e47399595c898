package dev.coterie.clustering.mixture;

import dev.coterie.clustering.Centres;
import dev.coterie.clustering.Clusterer;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.kmeans.KMeans;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.MatrixProduct;
import dev.coterie.numeric.NearestRows;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;

/**
 * A mixture of Gaussian distributions by expectation and maximisation (Dempster, Laird and Rubin,
 * 1977), from the clusters of K-means or from centres that are given. Densities are logarithms
 * throughout.
 */
public final class GaussianMixture implements Clusterer<MixtureClustering> {
  /**
   * What is asked for.
   *
   * @param k components, at least 1
   * @param covariance their shape
   * @param distance by cosine, rows are brought to length 1 first
   * @param maxIterations at least 1
   * @param tolerance it ends when the mean log-likelihood of a point grows by less; 0 makes all
   *     iterations
   * @param regularisation added to every variance, above 0
   */
  public record Options(
      int k,
      Covariance covariance,
      Distance distance,
      int maxIterations,
      double tolerance,
      double regularisation) {
    public Options {
      if (!(k >= 1)) {
        throw new IllegalArgumentException("k must be at least 1, not " + k);
      }
      if (!(maxIterations >= 1)) {
        throw new IllegalArgumentException(
            "maxIterations must be at least 1, not " + maxIterations);
      }
      if (!(tolerance >= 0) || tolerance == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "tolerance must be a finite number of 0 or more, not " + tolerance);
      }
      if (!(regularisation > 0) || regularisation == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "regularisation must be a finite number above 0, not " + regularisation);
      }
    }

    /** At most 100 iterations, a tolerance of 1e-3, a regularisation of 1e-6. */
    public static Options of(int k, Covariance covariance, Distance distance) {
      return new Options(k, covariance, distance, 100, 1e-3, 1e-6);
    }
  }

  private final Options options;

  public GaussianMixture(Options options) {
    this.options = options;
  }

  /** About how much memory {@link #fit} needs beside the points. */
  public static long bytes(long points, long columns, long k, Covariance covariance) {
    long features = new Features(covariance, (int) columns).count();
    return 4 * points * (columns + 4) + 48 * features * (k + Features.POINTS) * 4;
  }

  /** From the clusters of one run of K-means. */
  @Override
  public MixtureClustering fit(Points points, long seed, Workers workers, Progress progress) {
    requireEnough(points);
    Points prepared = points.prepared(options.distance(), workers);
    KMeans.Options start = KMeans.Options.of(options.k(), Distance.EUCLIDEAN).withStarts(1);
    int[] label = new KMeans(start).fit(prepared, seed, workers, progress).label();
    Matrix zeros = Matrix.zeros(options.k(), points.matrix().columns());
    Matrix centres = Centres.means(prepared, label, zeros, workers);
    return run(prepared, label, centres, workers, progress);
  }

  /**
   * From given centres: covariances and weights come from the points that are nearest to each.
   *
   * @throws IllegalArgumentException where the centres are not k rows of the points' columns
   */
  public MixtureClustering fitFrom(
      Matrix centres, Points points, Workers workers, Progress progress) {
    requireEnough(points);
    if (centres.rows() != options.k() || centres.columns() != points.matrix().columns()) {
      throw new IllegalArgumentException(
          "centres of "
              + centres.rows()
              + " x "
              + centres.columns()
              + " for k = "
              + options.k()
              + " and points of "
              + points.matrix().columns()
              + " columns");
    }
    centres.requireFinite("centres");
    Points prepared = points.prepared(options.distance(), workers);
    Matrix start = options.distance().prepared(centres, workers);
    int[] label = new int[points.size()];
    NearestRows.byDistance(start, workers)
        .find(prepared.matrix(), workers, label, new float[label.length]);
    return run(prepared, label, start, workers, progress);
  }

  private void requireEnough(Points points) {
    if (options.k() > points.size()) {
      throw new IllegalArgumentException(
          "k = " + options.k() + " is more than the " + points.size() + " points");
    }
  }

  private MixtureClustering run(
      Points points, int[] start, Matrix centres, Workers workers, Progress progress) {
    int n = points.size();
    int d = points.matrix().columns();
    Matrix mean = Centres.means(points, new int[n], Matrix.zeros(1, d), workers);
    Features features = new Features(options.covariance(), d);
    double[] squares =
        options.covariance() == Covariance.TIED ? squares(points, mean, workers) : new double[0];
    Step step = new Step(points, mean, features, options.k(), workers);
    double all = 0;
    for (float w : points.weights()) {
      all += w;
    }
    Components components =
        step.ofLabels(start)
            .components(
                features,
                squares,
                options.regularisation(),
                round(MixtureClustering.moved(centres, mean, workers)));
    double last = Double.NEGATIVE_INFINITY;
    boolean settled = false;
    int iteration = 0;
    while (!settled && iteration < options.maxIterations()) {
      iteration++;
      Moments moments = step.ofComponents(components, Step.Found.NOTHING);
      components = moments.components(features, squares, options.regularisation(), components);
      double now = moments.logLikelihood() / all;
      settled = Math.abs(now - last) < options.tolerance();
      last = now;
      progress.report("mixture", iteration, options.maxIterations());
    }
    Step.Found found = new Step.Found(new int[n], new float[n]);
    double logLikelihood = step.ofComponents(components, found).logLikelihood() / all;
    progress.report("mixture", options.maxIterations(), options.maxIterations());
    return new MixtureClustering(
        found.label(),
        found.share(),
        components,
        mean,
        options.distance(),
        logLikelihood,
        all,
        iteration,
        settled);
  }

  /** Balls of size 1 around the centres, for those that get no point. */
  private Components round(Matrix centres) {
    int k = centres.rows();
    int d = centres.columns();
    double[] weight = new double[k];
    double[][] mean = new double[k][d];
    double[][] covariance = new double[k][options.covariance().length(d)];
    for (int c = 0; c < k; c++) {
      weight[c] = 1.0 / k;
      for (int j = 0; j < d; j++) {
        mean[c][j] = centres.get(c, j);
      }
      int step =
          options.covariance() == Covariance.FULL || options.covariance() == Covariance.TIED
              ? d + 1
              : 1;
      for (int e = 0; e < covariance[c].length; e += step) {
        covariance[c][e] = 1;
      }
    }
    return Components.of(options.covariance(), weight, mean, covariance);
  }

  private static double[] squares(Points points, Matrix mean, Workers workers) {
    Matrix scaled = MixtureClustering.moved(points.matrix(), mean, workers);
    for (int i = 0; i < scaled.rows(); i++) {
      VectorMath.scale(
          (float) Math.sqrt(points.weights()[i]),
          scaled.data(),
          scaled.offset(i),
          scaled.columns());
    }
    float[] gram = MatrixProduct.gram(scaled, workers).data();
    double[] squares = new double[gram.length];
    for (int e = 0; e < gram.length; e++) {
      squares[e] = gram[e];
    }
    return squares;
  }
}
