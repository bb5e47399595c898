package dev.coterie.pipeline.audience;

import dev.coterie.numeric.TopK;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.report.ReasonText;
import dev.coterie.recommend.fusion.Isotonic;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Scores users by the mean cosine of their interest vector to those of the nearest listed users,
 * who may be of several kinds. The affinity is the chance that a user of such a score is in the
 * list, each listed user being judged by the others.
 */
final class LikeAudience {
  private static final int NEAREST = 10;
  private static final int USERS_A_BLOCK = 64;

  /** Listed users without whom there is too little to calibrate a chance. */
  private static final int FEWEST = 20;

  private final Crowd crowd;
  private final int dimension;
  private final ReasonText words;

  LikeAudience(Crowd crowd, int dimension, ReasonText words) {
    this.crowd = crowd;
    this.dimension = dimension;
    this.words = words;
  }

  /**
   * Scores everyone; the listed themselves are not eligible.
   *
   * @param listed numbers of users, at least one
   */
  Scored of(BitSet listed, Workers workers) {
    int users = crowd.size();
    int[] seeds = listed.stream().toArray();
    float[][] units =
        Arrays.stream(seeds)
            .mapToObj(seed -> crowd.member(seed).unit(dimension))
            .toArray(float[][]::new);
    float[] score = new float[users];
    int[] nearest = new int[users];
    workers.forBlocks(
        users,
        USERS_A_BLOCK,
        (from, to) -> {
          for (int u = from; u < to; u++) {
            TopK best = nearest(units, seeds, u);
            score[u] = VectorMath.sum(best.scores(), 0, best.size()) / Math.max(1, best.size());
            nearest[u] = best.size() == 0 ? -1 : best.indices()[0];
          }
        });
    BitSet eligible = new BitSet();
    for (int u = 0; u < users; u++) {
      Crowd.Member member = crowd.member(u);
      eligible.set(u, member.counts() && !listed.get(u) && member.length(dimension) > 0);
    }
    int[] none = new int[users];
    Arrays.fill(none, -1);
    return new Scored(
        score,
        affinity(score, listed, eligible),
        none,
        eligible,
        new int[0],
        Scored.USUAL,
        u -> List.of(words.likeUser(crowd.member(nearest[u]).userId())));
  }

  private TopK nearest(float[][] units, int[] seeds, int user) {
    Crowd.Member member = crowd.member(user);
    TopK best = new TopK(NEAREST);
    for (int i = 0; i < seeds.length; i++) {
      if (seeds[i] != user) {
        best.offer(seeds[i], member.cosine(units[i]));
      }
    }
    return best;
  }

  private double[] affinity(float[] score, BitSet listed, BitSet eligible) {
    double[] affinity = new double[score.length];
    if (listed.cardinality() < FEWEST) {
      Arrays.fill(affinity, Double.NaN);
      return affinity;
    }
    BitSet judged = (BitSet) eligible.clone();
    judged.or(listed);
    int[] rising =
        judged.stream()
            .boxed()
            .sorted(Comparator.<Integer>comparingDouble(u -> score[u]).thenComparing(u -> u))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] scores = new double[rising.length];
    double[] in = new double[rising.length];
    double[] all = new double[rising.length];
    for (int i = 0; i < rising.length; i++) {
      scores[i] = score[rising[i]];
      in[i] = listed.get(rising[i]) ? 1 : 0;
      all[i] = 1;
    }
    Isotonic chance = Isotonic.fit(scores, in, all);
    for (int u = 0; u < score.length; u++) {
      affinity[u] = chance.at(score[u]);
    }
    return affinity;
  }
}
