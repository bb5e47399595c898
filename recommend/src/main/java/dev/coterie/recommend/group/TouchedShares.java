package dev.coterie.recommend.group;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.SparseMatrix;

/**
 * Which share of a group's users touched an item, where that is more than among everyone: else the
 * group is no reason for it, and 0 stands here. A user counts in its heaviest group.
 */
record TouchedShares(Matrix shares) {
  static TouchedShares of(SparseMatrix touched, Matrix weights) {
    Matrix shares = Matrix.zeros(weights.columns(), touched.columns());
    int[] sizes = new int[weights.columns()];
    int[] touching = new int[touched.columns()];
    int users = 0;
    for (int u = 0; u < touched.rows(); u++) {
      int group = heaviest(weights.row(u));
      if (group < 0 || touched.start(u) == touched.end(u)) {
        continue;
      }
      sizes[group]++;
      users++;
      for (int p = touched.start(u); p < touched.end(u); p++) {
        touching[touched.column(p)]++;
        shares.set(group, touched.column(p), shares.get(group, touched.column(p)) + 1);
      }
    }
    for (int g = 0; g < sizes.length; g++) {
      for (int i = 0; i < touched.columns() && sizes[g] > 0; i++) {
        float share = shares.get(g, i) / sizes[g];
        shares.set(g, i, share > (float) touching[i] / users ? share : 0);
      }
    }
    return new TouchedShares(shares);
  }

  double of(int group, int item) {
    return shares.get(group, item);
  }

  /** The group of the highest weight, the first of equal ones; -1 where all are 0. */
  static int heaviest(float[] weights) {
    int best = -1;
    for (int g = 0; g < weights.length; g++) {
      if (weights[g] > (best < 0 ? 0 : weights[best])) {
        best = g;
      }
    }
    return best;
  }
}
