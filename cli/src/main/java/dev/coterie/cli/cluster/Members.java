package dev.coterie.cli.cluster;

import dev.coterie.clustering.Clustering;
import dev.coterie.numeric.Matrix;
import java.util.Arrays;

/**
 * The points that are in a cluster, without noise.
 *
 * @param rows of those points
 * @param label of each, 0 to clusters − 1
 */
public record Members(Matrix rows, int[] label, int clusters) {
  public static Members of(Matrix points, int[] label) {
    int[] places = new int[label.length];
    int count = 0;
    int clusters = 0;
    for (int i = 0; i < label.length; i++) {
      clusters = Math.max(clusters, label[i] + 1);
      if (label[i] != Clustering.NOISE) {
        places[count++] = i;
      }
    }
    int[] kept = Arrays.copyOf(places, count);
    int[] labels = new int[count];
    Arrays.setAll(labels, i -> label[kept[i]]);
    return new Members(count == label.length ? points : points.select(kept), labels, clusters);
  }
}
