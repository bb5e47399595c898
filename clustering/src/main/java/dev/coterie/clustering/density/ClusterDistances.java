package dev.coterie.clustering.density;

import dev.coterie.clustering.Clustering;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/** How far rows are from the nearest point of each cluster. */
final class ClusterDistances {
  private final Matrix[] members;

  ClusterDistances(Matrix points, int[] label, int clusters) {
    int[] sizes = new int[clusters];
    for (int l : label) {
      if (l != Clustering.NOISE) {
        sizes[l]++;
      }
    }
    int[][] rows = new int[clusters][];
    Arrays.setAll(rows, c -> new int[sizes[c]]);
    int[] next = new int[clusters];
    for (int i = 0; i < label.length; i++) {
      if (label[i] != Clustering.NOISE) {
        rows[label[i]][next[label[i]]++] = i;
      }
    }
    this.members = new Matrix[clusters];
    Arrays.setAll(members, c -> points.select(rows[c]));
  }

  /** Squared distances, a row a row and a column a cluster. */
  float[][] all(Matrix rows, Workers workers) {
    float[][] far = new float[rows.rows()][members.length];
    for (int c = 0; c < members.length; c++) {
      float[] squared = NearestPoints.of(members[c], rows, workers).squared();
      for (int i = 0; i < far.length; i++) {
        far[i][c] = squared[i];
      }
    }
    return far;
  }

  /** The nearest cluster of each row, the first of equally near ones. */
  int[] nearest(Matrix rows, Workers workers) {
    int[] nearest = new int[rows.rows()];
    float[] least = new float[rows.rows()];
    Arrays.fill(least, Float.POSITIVE_INFINITY);
    for (int c = 0; c < members.length; c++) {
      float[] squared = NearestPoints.of(members[c], rows, workers).squared();
      for (int i = 0; i < nearest.length; i++) {
        if (squared[i] < least[i]) {
          least[i] = squared[i];
          nearest[i] = c;
        }
      }
    }
    return nearest;
  }
}
