package dev.coterie.pipeline.profile;

import dev.coterie.numeric.SparseMatrix;

/**
 * How much a touch of an entity tells: {@code ln((1 + users) / (1 + users who touched it))}, the
 * inverse document frequency, and a little where everyone touched it, so that users who are all
 * alike still have an interest.
 */
final class Rarity {
  private static final double LEAST = 0.01;

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
      rarity[i] = (float) Math.max(LEAST, Math.log((1.0 + active) / (1.0 + users[i])));
    }
    return rarity;
  }
}
