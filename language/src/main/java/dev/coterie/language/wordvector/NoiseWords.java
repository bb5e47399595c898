package dev.coterie.language.wordvector;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Draws words in proportion to their count to the power of 3/4 (Mikolov et al. 2013), by the alias
 * method (Walker 1977; Vose 1991): one random number and one comparison a draw.
 */
final class NoiseWords {
  private static final double POWER = 0.75;
  private static final double RANGE = 1L << 31;

  private final int words;
  private final int[] threshold;
  private final int[] alias;

  NoiseWords(long[] counts) {
    words = counts.length;
    threshold = new int[words];
    alias = new int[words];
    double total = 0;
    double[] share = new double[words];
    for (int i = 0; i < words; i++) {
      share[i] = Math.pow((double) counts[i], POWER);
      total += share[i];
    }
    Deque<Integer> small = new ArrayDeque<>();
    Deque<Integer> large = new ArrayDeque<>();
    for (int i = 0; i < words; i++) {
      share[i] *= words / total;
      (share[i] < 1 ? small : large).add(i);
    }
    while (!small.isEmpty() && !large.isEmpty()) {
      int low = small.remove();
      int high = large.remove();
      threshold[low] = (int) Math.min(Integer.MAX_VALUE, share[low] * RANGE);
      alias[low] = high;
      share[high] -= 1 - share[low];
      (share[high] < 1 ? small : large).add(high);
    }
    large.addAll(small);
    for (int i : large) {
      threshold[i] = Integer.MAX_VALUE;
      alias[i] = i;
    }
  }

  /** The word that 64 random bits stand for. */
  int word(long bits) {
    int place = (int) (((bits >>> 32) * words) >>> 32);
    return ((int) bits >>> 1) < threshold[place] ? place : alias[place];
  }
}
