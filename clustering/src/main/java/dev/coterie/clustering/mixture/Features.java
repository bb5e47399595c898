package dev.coterie.clustering.mixture;

import dev.coterie.numeric.PackedRows;

/**
 * A point as the numbers in which its log density is linear: its values, and the squares and
 * products of them that the shape of the covariance asks for. So both steps of the algorithm are
 * matrix products: log densities are features times coefficients, sums are responsibilities times
 * features.
 *
 * <p>The features of a block of points lie feature by feature, the points beside each other, as
 * {@link PackedRows} has them. They are made in pieces that stay in the caches.
 */
record Features(Covariance kind, int d) {
  /** Points of a block. */
  static final int POINTS = PackedRows.PANEL_ROWS;

  private static final int PIECE = 4096;

  int count() {
    return switch (kind) {
      case FULL -> d + d * (d + 1) / 2;
      case DIAGONAL -> 2 * d;
      case TIED -> d;
      case SPHERICAL -> d + 1;
    };
  }

  int pieces() {
    return Math.ceilDiv(count(), PIECE);
  }

  int from(int piece) {
    return piece * PIECE;
  }

  int length(int piece) {
    return Math.min(PIECE, count() - from(piece));
  }

  /**
   * Writes a piece of the features of one block.
   *
   * @param columns the block, value by value, the points beside each other
   */
  void write(int piece, float[] columns, float[] target) {
    int from = from(piece);
    int to = from + length(piece);
    int values = Math.min(d, to);
    if (values > from) {
      System.arraycopy(columns, from * POINTS, target, 0, (values - from) * POINTS);
    }
    switch (kind) {
      case TIED -> {}
      case SPHERICAL -> {
        if (to > d) {
          int at = (d - from) * POINTS;
          java.util.Arrays.fill(target, at, at + POINTS, 0);
          for (int j = 0; j < d; j++) {
            addProduct(columns, j, j, target, at);
          }
        }
      }
      case DIAGONAL -> {
        for (int f = Math.max(from, d); f < to; f++) {
          product(columns, f - d, f - d, target, (f - from) * POINTS);
        }
      }
      case FULL -> {
        int f = d;
        for (int a = 0; a < d && f < to; f += d - a, a++) {
          for (int b = Math.max(a, a + from - f); b < d && f + b - a < to; b++) {
            product(columns, a, b, target, (f + b - a - from) * POINTS);
          }
        }
      }
    }
  }

  private static void product(float[] columns, int a, int b, float[] target, int at) {
    int x = a * POINTS;
    int y = b * POINTS;
    for (int i = 0; i < POINTS; i++) {
      target[at + i] = columns[x + i] * columns[y + i];
    }
  }

  private static void addProduct(float[] columns, int a, int b, float[] target, int at) {
    int x = a * POINTS;
    int y = b * POINTS;
    for (int i = 0; i < POINTS; i++) {
      target[at + i] += columns[x + i] * columns[y + i];
    }
  }

  /**
   * What each feature counts in the log density of each component, without what is the same for all
   * features, and for TIED without −½ xᵀPx, which is the same for all components.
   *
   * @param constant takes what is to be added for each component
   * @return a row a component
   */
  float[] coefficients(Components components, float[] constant) {
    int count = count();
    float[] rows = new float[PackedRows.wholeGroups(components.size()) * count];
    double[] linear = new double[d];
    for (int c = 0; c < components.size(); c++) {
      double[] p = components.precisionOf(c);
      double[] mean = components.mean()[c];
      int at = c * count;
      double square = 0;
      for (int a = 0; a < d; a++) {
        linear[a] = 0;
        switch (kind) {
          case FULL, TIED -> {
            for (int b = 0; b < d; b++) {
              linear[a] += p[a * d + b] * mean[b];
            }
          }
          case DIAGONAL -> linear[a] = p[a] * mean[a];
          case SPHERICAL -> linear[a] = p[0] * mean[a];
        }
        square += linear[a] * mean[a];
        rows[at + a] = (float) linear[a];
      }
      constant[c] = (float) (components.constant(c) - 0.5 * square);
      switch (kind) {
        case TIED -> {}
        case SPHERICAL -> rows[at + d] = (float) (-0.5 * p[0]);
        case DIAGONAL -> {
          for (int a = 0; a < d; a++) {
            rows[at + d + a] = (float) (-0.5 * p[a]);
          }
        }
        case FULL -> {
          int f = at + d;
          for (int a = 0; a < d; a++) {
            rows[f++] = (float) (-0.5 * p[a * d + a]);
            for (int b = a + 1; b < d; b++) {
              rows[f++] = (float) -p[a * d + b];
            }
          }
        }
      }
    }
    return rows;
  }
}
