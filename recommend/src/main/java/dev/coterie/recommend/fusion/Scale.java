package dev.coterie.recommend.fusion;

import dev.coterie.recommend.History;

/**
 * Brings one model's scores for one user to 0 to 1, so that models can be added: the highest unseen
 * item is 1, the mean item and all below it are 0. Where all are alike all are 0.
 */
final class Scale {
  private Scale() {}

  static void normalise(float[] scores, History history) {
    double sum = 0;
    float highest = Float.NEGATIVE_INFINITY;
    int[] seen = history.items();
    int next = 0;
    for (int i = 0; i < scores.length; i++) {
      if (next < seen.length && seen[next] == i) {
        next++;
      } else {
        sum += scores[i];
        highest = Math.max(highest, scores[i]);
      }
    }
    double mean = sum / Math.max(1, scores.length - seen.length);
    double range = highest - mean;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = range > 0 ? (float) Math.clamp((scores[i] - mean) / range, 0, 1) : 0;
    }
  }
}
