package dev.coterie.clustering.density;

import dev.coterie.clustering.Clustering;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.pairs.CoreDistances;
import dev.coterie.clustering.pairs.PairBlocks;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/**
 * What HDBSCAN found.
 *
 * <p>A member of a cluster stays in it up to some density; divided by the highest density of the
 * cluster this is its strength, 1 in the core and near 0 at the rim; noise has none. The outlier
 * score (GLOSH) compares the density at which a point leaves the tree with the highest density
 * reached from there: 0 for a point of a core, near 1 for one far from everything.
 */
public final class HdbscanClustering implements Clustering {
  private final Matrix points;
  private final int[] before;
  private final int[] label;
  private final int found;
  private final float[] strength;
  private final float[] outlier;
  private final float[] squaredCore;
  private final CondensedTree tree;
  private final int[] labelOf;
  private final Hdbscan.Options options;

  private HdbscanClustering(
      Matrix points,
      int[] before,
      int[] label,
      int found,
      float[] strength,
      float[] outlier,
      float[] squaredCore,
      CondensedTree tree,
      int[] labelOf,
      Hdbscan.Options options) {
    this.points = points;
    this.before = before;
    this.label = label;
    this.found = found;
    this.strength = strength;
    this.outlier = outlier;
    this.squaredCore = squaredCore;
    this.tree = tree;
    this.labelOf = labelOf;
    this.options = options;
  }

  static HdbscanClustering of(
      Matrix points,
      int[] before,
      int found,
      float[] strength,
      float[] outlier,
      float[] squaredCore,
      CondensedTree tree,
      int[] labelOf,
      Hdbscan.Options options,
      Workers workers) {
    int[] label =
        options
            .noise()
            .apply(
                before,
                found,
                outlier,
                () -> new ClusterDistances(points, before, found).nearest(points, workers));
    return new HdbscanClustering(
        points, before, label, found, strength, outlier, squaredCore, tree, labelOf, options);
  }

  @Override
  public int[] label() {
    return label;
  }

  /** Clusters found, and one more where noise is a cluster of its own and there is some. */
  @Override
  public int clusters() {
    boolean more = false;
    for (int l : label) {
      more |= l == found;
    }
    return found + (more ? 1 : 0);
  }

  /** How firmly each point is in its cluster, 0 to 1; 0 of noise, wherever a policy put it. */
  public float[] strength() {
    return strength.clone();
  }

  /** How far each point is from being in the core of anything, 0 to 1 (GLOSH). */
  public float[] outlierScores() {
    return outlier.clone();
  }

  /** The share of its label in {@link #membership}. */
  @Override
  public float[] confidence(Points ignored, Workers workers) {
    float[] confidence = new float[label.length];
    for (int i = 0; i < confidence.length; i++) {
      confidence[i] = share(i);
    }
    return confidence;
  }

  /** ½ for a point that a policy moved; more, the surer the label is by itself. */
  private float share(int i) {
    boolean noise = before[i] == NOISE;
    boolean moved = noise && label[i] != NOISE && label[i] != found;
    return moved ? 0.5f : 0.5f + 0.5f * (noise ? outlier[i] : strength[i]);
  }

  /**
   * How much each point belongs to each cluster: a row a point, a column a cluster and the last one
   * for noise; a row sums to 1. A point's own label has at least half: (1 + strength) / 2, or (1 +
   * outlier score) / 2 where it is noise. Of the rest, noise has half where the label is a cluster,
   * and the other clusters share by the inverse of the distance to their nearest point.
   */
  public Matrix membership(Workers workers) {
    int k = found;
    Matrix shares = Matrix.zeros(label.length, k + 1);
    float[][] far = new ClusterDistances(points, before, k).all(points, workers);
    for (int i = 0; i < label.length; i++) {
      int own = label[i] == NOISE ? k : label[i];
      float rest = 1 - share(i);
      int others = k - (own == k ? 0 : 1);
      float toNoise = own == k ? 0 : others == 0 ? rest : rest / 2;
      shares.set(i, own, others == 0 && own == k ? 1 : share(i));
      if (own != k) {
        shares.set(i, k, toNoise);
      }
      divide(far[i], own, rest - toNoise, others, shares, i);
    }
    return shares;
  }

  private static void divide(float[] far, int own, float rest, int others, Matrix shares, int row) {
    double sum = 0;
    for (int c = 0; c < far.length; c++) {
      sum += c == own ? 0 : closeness(far[c]);
    }
    for (int c = 0; others > 0 && c < far.length; c++) {
      if (c != own) {
        shares.set(row, c, (float) (rest * closeness(far[c]) / sum));
      }
    }
  }

  private static double closeness(float squared) {
    return 1 / Math.max(1e-15, Math.sqrt(squared));
  }

  /**
   * A row equal to a clustered point gets its label. Another is placed at its nearest point by
   * mutual reachability: into that one's cluster, if it is near enough to have been in it while the
   * cluster lasted; else it is noise, for which the policy holds as far as it needs no other rows.
   */
  @Override
  public int[] assign(Matrix rows, Workers workers) {
    rows.requireFinite("points");
    Matrix queries = options.distance().prepared(rows, workers);
    PairBlocks pairs = new PairBlocks(points, workers);
    PairBlocks.Rows moved = pairs.rows(queries, workers);
    int k = Math.min(options.minPoints() - 1, points.rows());
    float[] core = CoreDistances.squared(pairs, moved, k, workers);
    NearestPoints near = NearestPoints.of(pairs, moved, squaredCore, core, workers);
    NearestPoints plain = NearestPoints.of(points, queries, workers);
    int[] placed = new int[rows.rows()];
    for (int i = 0; i < placed.length; i++) {
      int point = near.point()[i];
      placed[i] =
          plain.squared()[i] == 0
              ? label[plain.point()[i]]
              : placed(point, 1 / Math.sqrt(near.squared()[i]));
    }
    return switch (options.noise()) {
      case NoisePolicy.Keep _, NoisePolicy.AtMost _ -> placed;
      case NoisePolicy.Nearest _, NoisePolicy.Segment _ ->
          options
              .noise()
              .apply(
                  placed,
                  found,
                  new float[placed.length],
                  () -> new ClusterDistances(points, before, found).nearest(queries, workers));
    };
  }

  private int placed(int point, double lambda) {
    int cluster = tree.home()[point];
    while (cluster > 0 && tree.birth()[cluster] > lambda) {
      cluster = tree.parent()[cluster];
    }
    return labelOf[cluster];
  }

  @Override
  public String toString() {
    return "HDBSCAN* with " + found + " clusters, sizes " + Arrays.toString(sizes());
  }
}
