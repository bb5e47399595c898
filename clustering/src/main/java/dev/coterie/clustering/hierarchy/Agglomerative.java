package dev.coterie.clustering.hierarchy;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Centres;
import dev.coterie.clustering.Clusterer;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.pairs.DistanceMatrix;
import dev.coterie.clustering.pairs.SpanningTree;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;

/**
 * Hierarchical clustering from single points upwards: always merge the two clusters that are
 * nearest by the {@link Method}. A new point belongs to the cluster with the nearest centre.
 *
 * <p>Average and complete linkage, and Ward over up to 14,000 points, keep the distances of all
 * pairs in 4 n² bytes; Ward over more works on centres, and single linkage on a spanning tree, in
 * O(n). Time grows with n² for all. Weights are how many points each row stands for, so that Ward's
 * tree over the centres of finer clusters is that of their points, from there upwards.
 */
public final class Agglomerative implements Clusterer<CentreClustering> {
  private static final int MATRIX_POINTS = 14_000;
  private static final int MOST_PAIRS = 100_000;

  /**
   * What is asked for.
   *
   * @param cut of the tree
   * @param distance by cosine, rows are brought to length 1 and then compared as usual
   */
  public record Options(Method method, Cut cut, Distance distance) {}

  private final Options options;

  public Agglomerative(Options options) {
    this.options = options;
  }

  /**
   * The whole tree.
   *
   * @throws IllegalArgumentException where the distances of all pairs are needed and are too many
   */
  public static Linkage link(
      Points points, Method method, Distance distance, Workers workers, Progress progress) {
    Points prepared = points.prepared(distance, workers);
    int n = points.size();
    return switch (method) {
      case SINGLE -> single(prepared.matrix(), workers, progress);
      case WARD ->
          n > MATRIX_POINTS
              ? new WardRounds(prepared, workers, progress).link()
              : new NeighbourChain(prepared, method, workers, progress).link();
      case AVERAGE, COMPLETE -> {
        if (n > MOST_PAIRS) {
          throw new IllegalArgumentException(
              "linking "
                  + n
                  + " points needs the distances of all pairs, at most of "
                  + MOST_PAIRS
                  + "; cluster them by K-means first and link the centres");
        }
        yield new NeighbourChain(prepared, method, workers, progress).link();
      }
    };
  }

  /** About how much memory {@link #link} needs beside the points. */
  public static long bytes(Method method, long points, long columns) {
    return switch (method) {
      case SINGLE -> SpanningTree.bytes(points, columns);
      case WARD ->
          points > MATRIX_POINTS
              ? points * (12 * columns + 100)
              : DistanceMatrix.bytes(points, columns);
      case AVERAGE, COMPLETE -> DistanceMatrix.bytes(points, columns);
    };
  }

  private static Linkage single(Matrix points, Workers workers, Progress progress) {
    SpanningTree tree = SpanningTree.of(points, 1, workers, progress).tree();
    double[] height = new double[tree.squared().length];
    for (int e = 0; e < height.length; e++) {
      height[e] = Math.sqrt(tree.squared()[e]);
    }
    return Linkage.of(tree.a(), tree.b(), height);
  }

  @Override
  public CentreClustering fit(Points points, long seed, Workers workers, Progress progress) {
    if (options.cut() instanceof Cut.Into into && into.clusters() > points.size()) {
      throw new IllegalArgumentException(
          "k = " + into.clusters() + " is more than the " + points.size() + " points");
    }
    Linkage tree = link(points, options.method(), options.distance(), workers, progress);
    return cut(points, tree, options.cut(), options.distance(), workers);
  }

  /** The clusters that a cut of a tree over the points leaves. */
  public static CentreClustering cut(
      Points points, Linkage tree, Cut cut, Distance distance, Workers workers) {
    int[] label =
        switch (cut) {
          case Cut.Into into -> tree.cut(into.clusters());
          case Cut.At at -> tree.cutAt(at.height());
        };
    int clusters = 0;
    for (int l : label) {
      clusters = Math.max(clusters, l + 1);
    }
    Points prepared = points.prepared(distance, workers);
    Matrix zeros = Matrix.zeros(clusters, points.matrix().columns());
    Matrix centres = Centres.of(prepared, label, zeros, distance, workers);
    double inertia = Centres.inertia(prepared, label, centres, workers);
    return new CentreClustering(
        label, centres, distance, inertia, 1, true, CentreClustering.Work.UNKNOWN);
  }
}
