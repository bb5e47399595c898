package dev.coterie.recommend.ranking;

import dev.coterie.numeric.TopK;
import dev.coterie.numeric.VectorMath;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts one list together: what is pinned; then what is relevant and unlike what is there already,
 * from the best of all; then by score within the caps; and by score beyond them where nothing else
 * is left, so that the list is as long as it can be.
 */
final class Arranging {
  /** Candidates that are looked at for diversity; of long lists as many times their length. */
  private static final int POOL = 100;

  private static final int POOL_TIMES = 5;

  private final float[] scores;
  private final Arrangement arrangement;
  private final int[] list;
  private final BitSet taken;
  private final Map<Integer, Integer> ofCategory = new HashMap<>();
  private int size;

  /**
   * @param scores −∞ for what may not be in the list
   */
  Arranging(float[] scores, Arrangement arrangement, int n) {
    this.scores = scores;
    this.arrangement = arrangement;
    this.list = new int[Math.min(n, scores.length)];
    this.taken = new BitSet(scores.length);
  }

  int[] list() {
    for (int item : arrangement.pinned()) {
      if (scores[item] > Float.NEGATIVE_INFINITY) {
        add(item);
      }
    }
    int[] order = TopK.of(scores, scores.length).indices();
    if (arrangement.diversity() > 0) {
      addDiverse(Arrays.copyOf(order, Math.min(order.length, poolSize())));
    }
    for (int item : order) {
      if (isWithinCap(item)) {
        add(item);
      }
    }
    for (int item : order) {
      add(item);
    }
    return Arrays.copyOf(list, size);
  }

  private int poolSize() {
    return Math.max(POOL, POOL_TIMES * list.length);
  }

  private void add(int item) {
    if (size < list.length && !taken.get(item)) {
      list[size++] = item;
      taken.set(item);
      if (arrangement.mostOfCategory() > 0) {
        ofCategory.merge(arrangement.category()[item], 1, Integer::sum);
      }
    }
  }

  private boolean isWithinCap(int item) {
    int most = arrangement.mostOfCategory();
    return most == 0
        || arrangement.category()[item] < 0
        || ofCategory.getOrDefault(arrangement.category()[item], 0) < most;
  }

  private void addDiverse(int[] pool) {
    float[] alike = new float[pool.length];
    for (int place = 0; place < size; place++) {
      liken(pool, alike, list[place]);
    }
    float best = pool.length == 0 ? 0 : scores[pool[0]];
    float spread = pool.length == 0 ? 0 : best - scores[pool[pool.length - 1]];
    double weight = arrangement.diversity();
    while (size < list.length) {
      int next = -1;
      double highest = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < pool.length; c++) {
        if (!taken.get(pool[c]) && isWithinCap(pool[c])) {
          double relevance = spread > 0 ? 1 - (best - scores[pool[c]]) / spread : 1;
          double value = (1 - weight) * relevance - weight * alike[c];
          if (value > highest) {
            highest = value;
            next = pool[c];
          }
        }
      }
      if (next < 0) {
        return;
      }
      add(next);
      liken(pool, alike, next);
    }
  }

  /** Raises how much candidates are like something in the list. */
  private void liken(int[] pool, float[] alike, int item) {
    float[] data = arrangement.vectors().data();
    int wide = arrangement.vectors().columns();
    for (int c = 0; c < pool.length; c++) {
      float cosine =
          VectorMath.cosine(
              data,
              arrangement.vectors().offset(item),
              data,
              arrangement.vectors().offset(pool[c]),
              wide);
      alike[c] = Math.max(alike[c], cosine);
    }
  }
}
