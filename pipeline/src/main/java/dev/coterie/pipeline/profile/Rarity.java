package dev.coterie.pipeline.profile;

import dev.coterie.numeric.SparseMatrix;

/**
 * How much a touch of an entity tells: {@code ln((1 + users) / (1 + users who touched it)) + 1},
 * the smoothed inverse document frequency.
 */
final class Rarity {
  private Rarity() {}

  static float[] of(SparseMatrix touches) {
    int[] users = new int[touches.columns()];
    for (int column : touches.indices()) {
      users[column]++;
    }
    int active = 0;
    for (int u = 0; u < touches.rows(); u++) {
      active += touches.end(u) > touches.start(u) ? 1 : 0;
    }
    float[] rarity = new float[users.length];
    for (int i = 0; i < users.length; i++) {
      rarity[i] = (float) Math.log((1.0 + active) / (1.0 + users[i]));
    }
    return rarity;
  }
}
