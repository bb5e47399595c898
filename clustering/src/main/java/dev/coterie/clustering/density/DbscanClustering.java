package dev.coterie.clustering.density;

import dev.coterie.clustering.Centres;
import dev.coterie.clustering.Clustering;
import dev.coterie.clustering.Points;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/**
 * What DBSCAN found.
 *
 * @param label of each point after the policy, 0 to clusters − 1, or noise
 * @param before label before the policy for noise
 * @param clusters how many there are
 * @param core whether each point is a core point
 * @param share of min-points that the neighbours of each point weigh, at most 1
 * @param corePoints the core points, prepared for the distance
 * @param coreLabel the cluster of each
 */
public record DbscanClustering(
    int[] label,
    int[] before,
    int clusters,
    boolean[] core,
    float[] share,
    Matrix corePoints,
    int[] coreLabel,
    Dbscan.Options options)
    implements Clustering {

  static DbscanClustering of(
      Matrix prepared,
      int[] before,
      boolean[] core,
      float[] share,
      Dbscan.Options options,
      Workers workers) {
    int[] places = new int[core.length];
    int count = 0;
    int found = 0;
    for (int i = 0; i < core.length; i++) {
      if (core[i]) {
        places[count++] = i;
        found = Math.max(found, before[i] + 1);
      }
    }
    int[] kept = Arrays.copyOf(places, count);
    int[] coreLabel = new int[count];
    Arrays.setAll(coreLabel, c -> before[kept[c]]);
    Matrix corePoints = prepared.select(kept);
    float[] lacking = new float[share.length];
    for (int i = 0; i < share.length; i++) {
      lacking[i] = 1 - share[i];
    }
    int[] label =
        options
            .noise()
            .apply(before, found, lacking, () -> nearest(corePoints, coreLabel, prepared, workers));
    int clusters = found;
    for (int l : label) {
      clusters = Math.max(clusters, l + 1);
    }
    return new DbscanClustering(
        label, before, clusters, core, share, corePoints, coreLabel, options);
  }

  private static int[] nearest(Matrix points, int[] labels, Matrix rows, Workers workers) {
    int[] nearest = NearestPoints.of(points, rows, workers).point();
    Arrays.setAll(nearest, i -> labels[nearest[i]]);
    return nearest;
  }

  /**
   * The cluster of the nearest core point within epsilon of each row, else noise, for which the
   * policy holds as far as it needs no other rows.
   */
  @Override
  public int[] assign(Matrix rows, Workers workers) {
    rows.requireFinite("points");
    Matrix prepared = options.distance().prepared(rows, workers);
    NearestPoints near = NearestPoints.of(corePoints, prepared, workers);
    float epsilon = options.squaredEpsilon();
    int[] placed = new int[rows.rows()];
    int found = 0;
    for (int l : coreLabel) {
      found = Math.max(found, l + 1);
    }
    for (int i = 0; i < placed.length; i++) {
      int point = near.point()[i];
      boolean within =
          point >= 0
              && near.squared()[i] <= epsilon * (1 + 1e-4f)
              && Centres.squared(prepared, i, corePoints, point) <= epsilon;
      placed[i] = within ? coreLabel[point] : NOISE;
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
                  () -> nearest(corePoints, coreLabel, prepared, workers));
    };
  }

  /**
   * 1 for a core point; for another point of a cluster the share of min-points that its neighbours
   * weigh; for noise the share that they lack, also where a policy put it into a cluster of its
   * own; 0 for noise that a policy moved to the nearest cluster.
   */
  @Override
  public float[] confidence(Points points, Workers workers) {
    float[] confidence = share.clone();
    for (int i = 0; i < label.length; i++) {
      if (before[i] == NOISE) {
        boolean moved = label[i] != NOISE && !(options.noise() instanceof NoisePolicy.Segment);
        confidence[i] = moved ? 0 : 1 - confidence[i];
      }
    }
    return confidence;
  }
}
