package dev.coterie.pipeline.segment;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Centres;
import dev.coterie.clustering.Clustering;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/**
 * Users with the group that an algorithm gave them.
 *
 * @param users one unit row each
 * @param label from 0 without a gap, or {@link Clustering#NOISE}
 */
record LabelledUsers(Matrix users, int[] label, int groups) {
  /** Numbers the groups by their first user; those without a user go. */
  static LabelledUsers of(Matrix users, int[] label) {
    int[] number = new int[Arrays.stream(label).max().orElse(0) + 1];
    Arrays.fill(number, Clustering.NOISE);
    int[] numbered = new int[label.length];
    int groups = 0;
    for (int u = 0; u < label.length; u++) {
      if (label[u] != Clustering.NOISE && number[label[u]] == Clustering.NOISE) {
        number[label[u]] = groups++;
      }
      numbered[u] = label[u] == Clustering.NOISE ? Clustering.NOISE : number[label[u]];
    }
    return new LabelledUsers(users, numbered, groups);
  }

  int noise() {
    return (int) Arrays.stream(label).filter(l -> l == Clustering.NOISE).count();
  }

  /**
   * The groups around the mean directions of their users; who is in none is with the nearest. There
   * must be a group.
   */
  CentreClustering around(Workers workers) {
    int[] rows = new int[label.length - noise()];
    int[] kept = new int[rows.length];
    int count = 0;
    for (int u = 0; u < label.length; u++) {
      if (label[u] != Clustering.NOISE) {
        rows[count] = u;
        kept[count++] = label[u];
      }
    }
    Points members = Points.of(rows.length == label.length ? users : users.select(rows));
    Matrix none = Matrix.zeros(groups, users.columns());
    Matrix centres = Centres.of(members, kept, none, Distance.COSINE, workers);
    int[] nearest = new int[label.length];
    CentreClustering.nearest(centres, Distance.COSINE, workers)
        .find(users, workers, nearest, new float[label.length]);
    int[] complete = label.clone();
    Arrays.setAll(complete, u -> label[u] == Clustering.NOISE ? nearest[u] : label[u]);
    double inertia = Centres.inertia(Points.of(users), complete, centres, workers);
    return new CentreClustering(
        complete, centres, Distance.COSINE, inertia, 1, true, CentreClustering.Work.UNKNOWN);
  }
}
