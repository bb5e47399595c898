package dev.coterie.clustering.density;

import dev.coterie.clustering.Clusterer;
import dev.coterie.clustering.Clustering;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.hierarchy.Linkage;
import dev.coterie.clustering.pairs.SpanningTree;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/**
 * HDBSCAN* (Campello, Moulavi, Zimek and Sander, 2015): DBSCAN at every epsilon at once, and of all
 * the clusters that appear the most lasting ones.
 *
 * <ol>
 *   <li>A point's core distance is that to its min-points-th neighbour, itself being the first. Two
 *       points are as far apart as their distance, or as either core distance if that is more.
 *   <li>A minimum spanning tree over that, its edges sorted, is the single-linkage tree.
 *   <li>Read from the top, a part of fewer than min-cluster-size points is not a cluster but falls
 *       away ({@code CondensedTree}).
 *   <li>Of the clusters that are left, those of the most stability are chosen (excess of mass), or
 *       those that split no further (leaf). All points together are a cluster only where nothing
 *       ever splits.
 * </ol>
 *
 * <p>Clusters are numbered by their first point. Weights are not used.
 */
public final class Hdbscan implements Clusterer<HdbscanClustering> {
  /** Which clusters of the tree are taken. */
  public enum Selection {
    EXCESS_OF_MASS,
    LEAF
  }

  /**
   * What HDBSCAN is asked for.
   *
   * @param minClusterSize fewer points are no cluster, at least 2
   * @param minPoints the higher, the more points count as noise, at least 1
   * @param noise what becomes of points in no cluster
   */
  public record Options(
      int minClusterSize,
      int minPoints,
      Selection selection,
      Distance distance,
      NoisePolicy noise) {
    public Options {
      if (!(minClusterSize >= 2)) {
        throw new IllegalArgumentException(
            "minClusterSize must be at least 2, not " + minClusterSize);
      }
      if (!(minPoints >= 1)) {
        throw new IllegalArgumentException("minPoints must be at least 1, not " + minPoints);
      }
    }

    /** Excess of mass, noise kept. */
    public static Options of(int minClusterSize, int minPoints, Distance distance) {
      return new Options(
          minClusterSize, minPoints, Selection.EXCESS_OF_MASS, distance, NoisePolicy.keep());
    }
  }

  private final Options options;

  public Hdbscan(Options options) {
    this.options = options;
  }

  /** About how much memory {@link #fit} needs beside the points. */
  public static long bytes(long points, long columns) {
    return SpanningTree.bytes(points, columns) + 200 * points;
  }

  @Override
  public HdbscanClustering fit(Points points, long seed, Workers workers, Progress progress) {
    Matrix x = points.prepared(options.distance(), workers).matrix();
    SpanningTree.WithCores found = SpanningTree.of(x, options.minPoints(), workers, progress);
    SpanningTree edges = found.tree();
    double[] height = new double[edges.squared().length];
    for (int e = 0; e < height.length; e++) {
      height[e] = Math.sqrt(edges.squared()[e]);
    }
    Linkage linkage = Linkage.of(edges.a(), edges.b(), height);
    CondensedTree tree = CondensedTree.of(linkage, options.minClusterSize());
    return clusters(x, tree, found.squaredCore(), workers);
  }

  private HdbscanClustering clusters(
      Matrix x, CondensedTree tree, float[] squaredCore, Workers workers) {
    boolean[] chosen =
        switch (options.selection()) {
          case EXCESS_OF_MASS -> tree.excessOfMass();
          case LEAF -> tree.leaf();
        };
    chosen[0] = tree.clusters() == 1 && x.rows() >= options.minClusterSize();
    int[] cluster = new int[tree.clusters()];
    for (int c = 0; c < cluster.length; c++) {
      cluster[c] = chosen[c] ? c : c == 0 ? -1 : cluster[tree.parent()[c]];
    }
    int n = x.rows();
    int[] number = new int[cluster.length];
    Arrays.fill(number, Clustering.NOISE);
    int clusters = 0;
    int[] label = new int[n];
    float[] strength = new float[n];
    float[] outlier = new float[n];
    double[] deepest = tree.deepest();
    for (int i = 0; i < n; i++) {
      int home = tree.home()[i];
      int own = cluster[home];
      double leaves = tree.leaves()[i];
      outlier[i] = deepest[home] > 0 ? (float) (1 - leaves / deepest[home]) : 0;
      if (own >= 0 && number[own] < 0) {
        number[own] = clusters++;
      }
      label[i] = own < 0 ? Clustering.NOISE : number[own];
      strength[i] = own < 0 ? 0 : (float) Math.min(1, leaves / tree.death()[own]);
    }
    int[] labelOf = new int[cluster.length];
    for (int c = 0; c < labelOf.length; c++) {
      labelOf[c] = cluster[c] < 0 ? Clustering.NOISE : number[cluster[c]];
    }
    return HdbscanClustering.of(
        x, label, clusters, strength, outlier, squaredCore, tree, labelOf, options, workers);
  }
}
