package dev.coterie.recommend.fusion;

import dev.coterie.numeric.Workers;
import dev.coterie.recommend.ranking.Ranking;
import dev.coterie.recommend.ranking.Rules;
import java.util.Arrays;
import java.util.List;

/** How often candidates of a score were gone for afterwards. */
final class Chances {
  private static final int BINS = 1_000;
  private static final int BLOCK = 32;

  private Chances() {}

  static Isotonic of(
      FusedModel model, List<HeldOutUser> users, Rules rules, double largest, Workers workers) {
    int blocks = Math.ceilDiv(users.size(), BLOCK);
    long[][] all = new long[blocks][BINS];
    long[][] positive = new long[blocks][BINS];
    workers.forBlocks(
        users.size(),
        BLOCK,
        (from, to) -> {
          float[] scores = new float[model.items()];
          for (int u = from; u < to; u++) {
            HeldOutUser user = users.get(u);
            model.score(user.state(), scores);
            Ranking.mask(scores, user.state().history(), rules);
            for (int i = 0; i < scores.length; i++) {
              if (scores[i] != Float.NEGATIVE_INFINITY) {
                int bin = bin(scores[i], largest);
                all[from / BLOCK][bin]++;
                if (Arrays.binarySearch(user.relevant(), i) >= 0) {
                  positive[from / BLOCK][bin]++;
                }
              }
            }
          }
        });
    double[] score = new double[BINS];
    for (int b = 0; b < BINS; b++) {
      score[b] = largest * Math.pow((b + 0.5) / BINS, 2);
    }
    return Isotonic.fit(score, sums(positive), sums(all));
  }

  /** Bins are narrow at low scores, where most candidates are. */
  private static int bin(float score, double largest) {
    return (int) Math.clamp(BINS * Math.sqrt(score / largest), 0, BINS - 1);
  }

  private static double[] sums(long[][] parts) {
    double[] sums = new double[BINS];
    for (long[] part : parts) {
      for (int b = 0; b < BINS; b++) {
        sums[b] += part[b];
      }
    }
    return sums;
  }
}
