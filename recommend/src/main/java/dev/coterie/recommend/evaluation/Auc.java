package dev.coterie.recommend.evaluation;

import java.util.Arrays;

/**
 * The chance that a relevant item is ranked above one that is not, 0 to 1; equal scores count half.
 * Every candidate counts, however far down.
 */
public final class Auc {
  private Auc() {}

  /**
   * The figure of one user.
   *
   * @param scores one an item, −∞ for what is no candidate
   * @param relevant ascending; those that are no candidates do not count
   * @return ½ where there is nothing to tell apart
   */
  public static double of(float[] scores, int[] relevant) {
    float[] wanted = new float[relevant.length];
    int n = 0;
    for (int item : relevant) {
      if (item < scores.length && scores[item] > Float.NEGATIVE_INFINITY) {
        wanted[n++] = scores[item];
      }
    }
    Arrays.sort(wanted, 0, n);
    long others = -n;
    double above = -pairs(wanted, n);
    for (float score : scores) {
      if (score > Float.NEGATIVE_INFINITY) {
        others++;
        above += wins(wanted, n, score);
      }
    }
    return n == 0 || others == 0 ? 0.5 : above / ((double) n * others);
  }

  /** What the wanted win against each other: half of all pairs. */
  private static double pairs(float[] wanted, int n) {
    double sum = 0;
    for (int w = 0; w < n; w++) {
      sum += wins(wanted, n, wanted[w]);
    }
    return sum;
  }

  /** How many of the wanted are above a score, equal ones half. */
  private static double wins(float[] wanted, int n, float score) {
    int notBelow = first(wanted, n, score, false);
    int above = first(wanted, n, score, true);
    return n - above + (above - notBelow) / 2.0;
  }

  /** The first place whose score is at least, or above, the given one. */
  private static int first(float[] wanted, int n, float score, boolean above) {
    int low = 0;
    int high = n;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean passed = above ? wanted[middle] > score : wanted[middle] >= score;
      if (passed) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
