package dev.coterie.recommend.evaluation;

import java.util.Arrays;
import java.util.List;

/**
 * How good one list is for one user, by the items that were relevant, from 0 to 1. Only the first k
 * places count; a list shorter than k is as if filled up with items that are not relevant; with
 * nothing relevant every metric is 0. T is the set of relevant items, hit(r) is 1 if the item at
 * rank r (from 1) is in T.
 */
public enum Metric {
  /** Σ hit(r) / k. */
  PRECISION("precision") {
    @Override
    double measure(boolean[] hits, int relevant, int k) {
      return (double) count(hits) / k;
    }
  },
  /** Σ hit(r) / |T|. */
  RECALL("recall") {
    @Override
    double measure(boolean[] hits, int relevant, int k) {
      return (double) count(hits) / relevant;
    }
  },
  /**
   * Σ hit(r) / log₂(r + 1), over the same sum of a list that starts with min(|T|, k) hits (Järvelin
   * and Kekäläinen, 2002, binary).
   */
  NDCG("ndcg") {
    @Override
    double measure(boolean[] hits, int relevant, int k) {
      double gain = 0;
      for (int r = 0; r < hits.length; r++) {
        gain += hits[r] ? discount(r) : 0;
      }
      double ideal = 0;
      for (int r = 0; r < Math.min(relevant, k); r++) {
        ideal += discount(r);
      }
      return gain / ideal;
    }
  },
  /** Average precision: Σ hit(r) · (hits up to r) / r, over min(|T|, k). */
  MAP("map") {
    @Override
    double measure(boolean[] hits, int relevant, int k) {
      double sum = 0;
      int found = 0;
      for (int r = 0; r < hits.length; r++) {
        if (hits[r]) {
          sum += (double) ++found / (r + 1);
        }
      }
      return sum / Math.min(relevant, k);
    }
  },
  /** Average precision as some public comparisons have it, over |T| however long the list is. */
  MAP_OF_ALL("map") {
    @Override
    double measure(boolean[] hits, int relevant, int k) {
      return MAP.measure(hits, relevant, k) * Math.min(relevant, k) / relevant;
    }
  },
  /** One over the rank of the first hit, 0 without a hit. */
  MRR("mrr") {
    @Override
    double measure(boolean[] hits, int relevant, int k) {
      for (int r = 0; r < hits.length; r++) {
        if (hits[r]) {
          return 1.0 / (r + 1);
        }
      }
      return 0;
    }
  },
  /** 1 with a hit, else 0. */
  HIT_RATE("hit-rate") {
    @Override
    double measure(boolean[] hits, int relevant, int k) {
      return count(hits) > 0 ? 1 : 0;
    }
  };

  /** What is measured where no protocol says otherwise. */
  public static final List<Metric> USUAL = List.of(PRECISION, RECALL, NDCG, MAP, MRR, HIT_RATE);

  private final String key;

  Metric(String key) {
    this.key = key;
  }

  /** Its name in tables and files; of two that share one, a protocol has one. */
  public String key() {
    return key;
  }

  /**
   * The figure of one list.
   *
   * @param list best first, every item at most once
   * @param relevant ascending
   * @param k at least 1; may be more than there are items
   */
  public double of(int[] list, int[] relevant, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, not " + k);
    }
    if (relevant.length == 0) {
      return 0;
    }
    boolean[] hits = new boolean[Math.min(k, list.length)];
    for (int r = 0; r < hits.length; r++) {
      hits[r] = Arrays.binarySearch(relevant, list[r]) >= 0;
    }
    return measure(hits, relevant.length, k);
  }

  abstract double measure(boolean[] hits, int relevant, int k);

  private static double discount(int place) {
    return Math.log(2) / Math.log(place + 2.0);
  }

  private static int count(boolean[] hits) {
    int count = 0;
    for (boolean hit : hits) {
      count += hit ? 1 : 0;
    }
    return count;
  }
}
