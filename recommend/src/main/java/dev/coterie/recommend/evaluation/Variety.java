package dev.coterie.recommend.evaluation;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What lists are like, whether or not they are right.
 *
 * @param gini how unequally the candidates are given, 0 (all as often) to nearly 1 (one alone): Σ
 *     (2i − n − 1)·x / (n·Σx) over the n candidates, i the rank by the number x of lists they are
 *     in
 * @param novelty mean over users and places of −log₂((users who touched the item + 1) / (users +
 *     1)), in bits: the higher, the less known are the items (Zhou et al. 2010)
 * @param diversity mean over users of 1 − the mean cosine of all pairs in a list (Ziegler et al.
 *     2005), of lists of two items or more whose vectors are known
 * @param calibration mean distance between the categories of a list and those of what the user has,
 *     0 to 6.64: {@link Calibration}; empty where items have no categories
 * @param sameList share of the users whose list somebody else has too, in the same order
 */
public record Variety(
    double gini,
    Estimate novelty,
    Estimate diversity,
    Optional<Estimate> calibration,
    double sameList) {

  /**
   * Measures lists.
   *
   * @param lists one a user
   * @param k places that count
   * @param touched how many users touched each item in the training part
   * @param users of the training part
   * @param vectors items × dimensions, zeros where nothing is known; no columns where there are
   *     none
   * @param categories of each item, numbers from 0
   */
  public static Variety of(
      HeldOut heldOut,
      int[][] lists,
      int k,
      int[] touched,
      int users,
      Matrix vectors,
      int[][] categories) {
    int[][] shown = new int[lists.length][];
    Arrays.setAll(shown, u -> Arrays.copyOf(lists[u], Math.min(k, lists[u].length)));
    return new Variety(
        gini(heldOut, shown),
        Estimate.ofMean(
            Arrays.stream(shown)
                .filter(list -> list.length > 0)
                .mapToDouble(list -> novelty(list, touched, users))
                .toArray()),
        Estimate.ofMean(
            Arrays.stream(shown)
                .mapToDouble(list -> diversity(list, vectors))
                .filter(value -> !Double.isNaN(value))
                .toArray()),
        Calibration.of(heldOut, shown, categories),
        sameList(shown));
  }

  private static double gini(HeldOut heldOut, int[][] lists) {
    int[] given = new int[heldOut.items().length()];
    Arrays.stream(lists).flatMapToInt(Arrays::stream).forEach(item -> given[item]++);
    int[] ascending = heldOut.items().stream().map(item -> given[item]).sorted().toArray();
    long n = ascending.length;
    double weighted = 0;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      weighted += (2.0 * (i + 1) - n - 1) * ascending[i];
      sum += ascending[i];
    }
    return sum == 0 ? 0 : weighted / (n * sum);
  }

  private static double novelty(int[] list, int[] touched, int users) {
    return Arrays.stream(list)
        .mapToDouble(item -> -Math.log((touched[item] + 1.0) / (users + 1.0)) / Math.log(2))
        .average()
        .orElse(0);
  }

  private static double diversity(int[] list, Matrix vectors) {
    int wide = vectors.columns();
    int[] known =
        Arrays.stream(list)
            .filter(i -> VectorMath.norm(vectors.data(), vectors.offset(i), wide) > 0)
            .toArray();
    double alike = 0;
    int pairs = 0;
    for (int a = 0; a < known.length; a++) {
      for (int b = a + 1; b < known.length; b++) {
        alike +=
            VectorMath.cosine(
                vectors.data(),
                vectors.offset(known[a]),
                vectors.data(),
                vectors.offset(known[b]),
                wide);
        pairs++;
      }
    }
    return pairs == 0 ? Double.NaN : 1 - alike / pairs;
  }

  private static double sameList(int[][] lists) {
    Map<String, Integer> owners = new HashMap<>();
    for (int[] list : lists) {
      owners.merge(Arrays.toString(list), 1, Integer::sum);
    }
    long shared = owners.values().stream().filter(n -> n > 1).mapToLong(n -> n).sum();
    return lists.length == 0 ? 0 : (double) shared / lists.length;
  }
}
