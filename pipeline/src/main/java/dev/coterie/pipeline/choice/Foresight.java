package dev.coterie.pipeline.choice;

import dev.coterie.domain.Decay;
import dev.coterie.domain.EventLog;
import dev.coterie.language.Script;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.evaluation.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well groups of users foresee what their members touch next: each group's recent best sellers,
 * shrunk to everyone's, are shown to its users without what they know, and judged by NDCG@10
 * against what they touched in the held-out end for the first time. Queries count as items.
 *
 * <p>Each user is shown each language by its share of what the user knows, so that groups which are
 * nothing but languages foresee no more than everyone.
 */
final class Foresight {
  private static final int LIST = 10;

  /** A user who knows more of a group's best sellers of a language than this is shown no more. */
  private static final int DEPTH = 400;

  /** A group's figures count beside those of this many touches of everyone. */
  private static final double[] SHRINKAGES = {100, 600};

  private static final int USERS_A_BLOCK = 128;

  private final LastTouches known;
  private final int[][] next;
  private final int[] judged;
  private final long now;
  private final int things;
  private final int[] language;
  private final int languages;
  private final float[] shares;

  Foresight(HeldOutEnd split) {
    this.known = LastTouches.of(split.known(), split.ratings());
    this.now = split.now();
    this.language = languages(split.known());
    this.things = language.length;
    this.languages = Arrays.stream(language).max().orElse(0) + 1;
    this.shares = shares();
    this.next = firstTouches(LastTouches.of(split.later(), split.ratings()));
    this.judged = IntStream.range(0, next.length).filter(u -> next[u].length > 0).toArray();
  }

  /** A number for the language of each thing. */
  private static int[] languages(EventLog events) {
    List<String> names = new ArrayList<>();
    List<String> ofThings = new ArrayList<>();
    events.items().forEach(item -> ofThings.add(item.language()));
    events.texts().forEach(text -> ofThings.add(Script.language(text)));
    return ofThings.stream()
        .mapToInt(
            name -> {
              if (!names.contains(name)) {
                names.add(name);
              }
              return names.indexOf(name);
            })
        .toArray();
  }

  /** Users × languages: the share of what each user knows, smoothed by one thing of each. */
  private float[] shares() {
    float[] share = new float[known.users() * languages];
    for (int u = 0; u < known.users(); u++) {
      int touches = known.starts()[u + 1] - known.starts()[u];
      Arrays.fill(share, u * languages, (u + 1) * languages, 1f / (touches + languages));
      for (int p = known.starts()[u]; p < known.starts()[u + 1]; p++) {
        share[u * languages + language[known.thing()[p]]] += 1f / (touches + languages);
      }
    }
    return share;
  }

  /** What each user who is known touched later for the first time, of the things that are known. */
  private int[][] firstTouches(LastTouches later) {
    boolean[] isKnown = new boolean[things];
    for (int thing : known.thing()) {
      isKnown[thing] = true;
    }
    int[][] first = new int[known.users()][];
    for (int u = 0; u < first.length; u++) {
      int user = u;
      first[u] =
          known.starts()[u] == known.starts()[u + 1]
              ? new int[0]
              : Arrays.stream(later.thing(), later.starts()[u], later.starts()[u + 1])
                  .filter(thing -> isKnown[thing] && !known.has(user, thing))
                  .toArray();
    }
    return first;
  }

  /** Users with something to foresee. */
  int users() {
    return judged.length;
  }

  /** The half-life with which everyone's best sellers foresee most. */
  Decay recency(double[] halfLifeDays, Workers workers) {
    int[] everyone = new int[known.users()];
    return Arrays.stream(halfLifeDays)
        .mapToObj(Decay::new)
        .max(
            Comparator.comparingDouble(
                decay -> {
                  Counts counts = counts(everyone, 1, weights(decay));
                  return mean(ndcg(everyone, counts.shrunk(0), workers));
                }))
        .orElse(Decay.NONE);
  }

  /** How much each known touch counts among best sellers. */
  double[] weights(Decay recency) {
    return Arrays.stream(known.time()).mapToDouble(time -> recency.at(time, now)).toArray();
  }

  /**
   * NDCG@10 of each judged user, at the better strength of shrinkage.
   *
   * @param weights of the known touches
   */
  double[] of(int[] group, int groups, double[] weights, Workers workers) {
    Counts counts = counts(group, groups, weights);
    double[] best = {};
    for (double shrinkage : SHRINKAGES) {
      double[] ndcg = ndcg(group, counts.shrunk(shrinkage), workers);
      if (best.length == 0 || mean(ndcg) > mean(best)) {
        best = ndcg;
      }
    }
    return best;
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private double[] ndcg(int[] group, double[][] score, Workers workers) {
    int[][][] order = new int[score.length][][];
    workers.forBlocks(
        score.length,
        1,
        (from, to) -> {
          for (int g = from; g < to; g++) {
            order[g] = falling(score[g]);
          }
        });
    double[] ndcg = new double[judged.length];
    workers.forBlocks(
        judged.length,
        USERS_A_BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int g = group[judged[i]];
            ndcg[i] = ndcg(judged[i], score[g], order[g]);
          }
        });
    return ndcg;
  }

  /**
   * How much things were touched.
   *
   * @param byGroup groups × things
   */
  private record Counts(double[][] byGroup, double[] everyone) {
    /**
     * Shares of a group's touches, as if it had {@code shrinkage} more that are like everyone's.
     */
    double[][] shrunk(double shrinkage) {
      double total = Arrays.stream(everyone).sum();
      double[][] score = new double[byGroup.length][everyone.length];
      for (int g = 0; g < score.length; g++) {
        double all = Arrays.stream(byGroup[g]).sum() + shrinkage;
        for (int i = 0; all > 0 && i < everyone.length; i++) {
          score[g][i] = (byGroup[g][i] + shrinkage * everyone[i] / total) / all;
        }
      }
      return score;
    }
  }

  private Counts counts(int[] group, int groups, double[] weights) {
    double[][] byGroup = new double[groups][things];
    double[] everyone = new double[things];
    for (int user = 0; user < known.users(); user++) {
      for (int p = known.starts()[user]; p < known.starts()[user + 1]; p++) {
        byGroup[group[user]][known.thing()[p]] += weights[p];
        everyone[known.thing()[p]] += weights[p];
      }
    }
    return new Counts(byGroup, everyone);
  }

  /** Things of each language by falling score, equal ones by the lower index. */
  private int[][] falling(double[] score) {
    long[] keys = new long[things];
    for (int i = 0; i < things; i++) {
      keys[i] = ((long) ~Float.floatToIntBits((float) score[i]) << 32) | i;
    }
    Arrays.sort(keys);
    int[][] order = new int[languages][DEPTH];
    int[] size = new int[languages];
    for (long key : keys) {
      int thing = (int) key;
      int l = language[thing];
      if (size[l] < DEPTH) {
        order[l][size[l]++] = thing;
      }
    }
    for (int l = 0; l < languages; l++) {
      order[l] = Arrays.copyOf(order[l], size[l]);
    }
    return order;
  }

  private double ndcg(int user, double[] score, int[][] order) {
    int[] shown = new int[LIST];
    int[] at = new int[languages];
    int size = 0;
    while (size < LIST) {
      int from = -1;
      double highest = 0;
      for (int l = 0; l < languages; l++) {
        if (at[l] < order[l].length) {
          double share = score[order[l][at[l]]] * shares[user * languages + l];
          if (share > highest) {
            highest = share;
            from = l;
          }
        }
      }
      if (from < 0) {
        break;
      }
      int thing = order[from][at[from]++];
      if (!known.has(user, thing)) {
        shown[size++] = thing;
      }
    }
    return Metric.NDCG.of(Arrays.copyOf(shown, size), next[user], LIST);
  }
}
