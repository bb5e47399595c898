package dev.coterie.recommend.fusion;

import java.util.Arrays;

/**
 * A rising function from a score to a chance, fitted by pooling adjacent violators (Ayer et al.,
 * 1955; Barlow and Brunk, 1972): the rising steps with the least squared error to the outcomes,
 * joined by straight lines between the steps' mean scores and level outside.
 *
 * @param scores rising
 * @param chances never falling, 0 to 1
 */
public record Isotonic(double[] scores, double[] chances) {
  public Isotonic {
    if (scores.length != chances.length || scores.length == 0) {
      throw new IllegalArgumentException(
          "a function through " + scores.length + " scores and " + chances.length + " chances");
    }
  }

  /** Gives every score the same chance. */
  static Isotonic level(double chance) {
    return new Isotonic(new double[] {0}, new double[] {chance});
  }

  /**
   * Fits to outcomes gathered by score.
   *
   * @param score of each group of outcomes, rising
   * @param positive outcomes of each group
   * @param all outcomes of each group; groups without outcomes are left out
   */
  public static Isotonic fit(double[] score, double[] positive, double[] all) {
    double[] sumScore = new double[score.length];
    double[] sumPositive = new double[score.length];
    double[] sumAll = new double[score.length];
    int blocks = 0;
    for (int g = 0; g < score.length; g++) {
      if (!(all[g] > 0)) {
        continue;
      }
      sumScore[blocks] = score[g] * all[g];
      sumPositive[blocks] = positive[g];
      sumAll[blocks++] = all[g];
      while (blocks > 1
          && sumPositive[blocks - 2] * sumAll[blocks - 1]
              >= sumPositive[blocks - 1] * sumAll[blocks - 2]) {
        sumScore[blocks - 2] += sumScore[blocks - 1];
        sumPositive[blocks - 2] += sumPositive[blocks - 1];
        sumAll[blocks - 2] += sumAll[blocks - 1];
        blocks--;
      }
    }
    if (blocks == 0) {
      return level(0);
    }
    double[] scores = new double[blocks];
    double[] chances = new double[blocks];
    for (int b = 0; b < blocks; b++) {
      scores[b] = sumScore[b] / sumAll[b];
      chances[b] = Math.clamp(sumPositive[b] / sumAll[b], 0, 1);
    }
    return new Isotonic(scores, chances);
  }

  /** The chance at a score. */
  public double at(double score) {
    int found = Arrays.binarySearch(scores, score);
    if (found >= 0) {
      return chances[found];
    }
    int above = -found - 1;
    if (above == 0) {
      return chances[0];
    }
    if (above == scores.length) {
      return chances[above - 1];
    }
    double part = (score - scores[above - 1]) / (scores[above] - scores[above - 1]);
    return chances[above - 1] + part * (chances[above] - chances[above - 1]);
  }
}
