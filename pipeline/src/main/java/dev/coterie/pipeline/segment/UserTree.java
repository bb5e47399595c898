package dev.coterie.pipeline.segment;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.hierarchy.Agglomerative;
import dev.coterie.clustering.hierarchy.Linkage;
import dev.coterie.clustering.hierarchy.Method;
import dev.coterie.clustering.kmeans.KMeans;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/**
 * A tree over users; where they are too many for one, over the centres of small groups of them.
 *
 * @param leaf of the tree that each user is in
 */
record UserTree(Points points, int[] leaf, Linkage tree) {
  /** Centres that are linked instead. */
  static final int CENTRES = 2000;

  /**
   * Links.
   *
   * @param most users that are linked one by one
   * @param centres of so many groups are linked where there are more
   */
  static UserTree of(
      Points points,
      Method method,
      int most,
      int centres,
      long seed,
      Workers workers,
      Progress progress) {
    if (points.size() <= most) {
      int[] own = new int[points.size()];
      Arrays.setAll(own, u -> u);
      return new UserTree(
          points, own, Agglomerative.link(points, method, Distance.COSINE, workers, progress));
    }
    CentreClustering small =
        new KMeans(KMeans.Options.of(centres, Distance.COSINE).withStarts(1))
            .fit(points, seed, workers, progress);
    float[] weights = new float[centres];
    int[] sizes = small.sizes();
    for (int c = 0; c < centres; c++) {
      weights[c] = sizes[c];
    }
    Points linked = new Points(small.centres(), weights);
    return new UserTree(
        points,
        small.label(),
        Agglomerative.link(linked, method, Distance.COSINE, workers, progress));
  }

  /** The groups of a cut of the tree. */
  CentreClustering cut(int k, Workers workers) {
    int[] ofLeaf = tree.cut(k);
    int[] label = new int[leaf.length];
    Arrays.setAll(label, u -> ofLeaf[leaf[u]]);
    return LabelledUsers.of(points.matrix(), label).around(workers);
  }
}
