package dev.coterie.pipeline.segment;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Clusterer;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.hierarchy.Method;
import dev.coterie.clustering.kmeans.Bisecting;
import dev.coterie.clustering.kmeans.KMeans;
import dev.coterie.clustering.kmeans.MiniBatch;
import dev.coterie.clustering.mixture.Covariance;
import dev.coterie.clustering.mixture.GaussianMixture;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.function.IntFunction;

/**
 * Puts users into groups by an algorithm, and tells the groups by their centres, the mean
 * directions of their users. Density and mixtures work in a reduced space.
 *
 * @param starts of K-means
 */
record Grouping(Algorithm algorithm, int starts) {
  /** Clusters users anew each time; the number is for algorithms that take one. */
  Clusterer<CentreClustering> into(int k) {
    return switch (algorithm) {
      case KMEANS -> new KMeans(KMeans.Options.of(k, Distance.COSINE).withStarts(starts));
      case MINIBATCH -> new MiniBatch(MiniBatch.Options.of(k, Distance.COSINE));
      case BISECTING -> new Bisecting(Bisecting.Options.of(k, Distance.COSINE));
      case WARD -> tree(Method.WARD, k);
      case AVERAGE -> tree(Method.AVERAGE, k);
      case COMPLETE -> tree(Method.COMPLETE, k);
      case SINGLE -> tree(Method.SINGLE, k);
      case DBSCAN, HDBSCAN ->
          (points, seed, workers, progress) ->
              DenseGroups.find(algorithm, points, seed, workers, progress).clustering();
      case GMM -> (points, seed, workers, progress) -> mixture(points, k, seed, workers, progress);
    };
  }

  /** Clusters the same users for one number after another: a tree over them is made once. */
  IntFunction<Clusterer<CentreClustering>> over(
      Points points, long seed, Workers workers, Progress progress) {
    return switch (algorithm) {
      case WARD -> cuts(Method.WARD, points, seed, workers, progress);
      case AVERAGE -> cuts(Method.AVERAGE, points, seed, workers, progress);
      case COMPLETE -> cuts(Method.COMPLETE, points, seed, workers, progress);
      case SINGLE -> cuts(Method.SINGLE, points, seed, workers, progress);
      case KMEANS, MINIBATCH, BISECTING, DBSCAN, HDBSCAN, GMM -> this::into;
    };
  }

  private Clusterer<CentreClustering> tree(Method method, int k) {
    return (points, seed, workers, progress) ->
        link(points, method, seed, workers, progress).cut(k, workers);
  }

  private IntFunction<Clusterer<CentreClustering>> cuts(
      Method method, Points points, long seed, Workers workers, Progress progress) {
    UserTree tree = link(points, method, seed, workers, progress);
    return k -> (same, seedAgain, workersAgain, progressAgain) -> tree.cut(k, workersAgain);
  }

  private UserTree link(
      Points points, Method method, long seed, Workers workers, Progress progress) {
    return UserTree.of(
        points, method, algorithm.mostLinked(), UserTree.CENTRES, seed, workers, progress);
  }

  private static CentreClustering mixture(
      Points points, int k, long seed, Workers workers, Progress progress) {
    Matrix reduced = DenseGroups.reduced(points.matrix(), seed, workers);
    int[] label =
        new GaussianMixture(GaussianMixture.Options.of(k, Covariance.FULL, Distance.EUCLIDEAN))
            .fit(Points.of(reduced), seed, workers, progress)
            .label();
    return LabelledUsers.of(points.matrix(), label).around(workers);
  }
}
