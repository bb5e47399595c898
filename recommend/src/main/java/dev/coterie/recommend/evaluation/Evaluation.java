package dev.coterie.recommend.evaluation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of one model's lists.
 *
 * @param k places that count
 * @param perUser a figure for each evaluated user, in the order of {@link HeldOut#users()}
 * @param means of these with 95 % intervals
 * @param coverage share of the candidates in anyone's list
 */
public record Evaluation(
    int k, Map<Metric, double[]> perUser, Map<Metric, Estimate> means, Estimate coverage) {

  /** Measures lists by the usual metrics. */
  public static Evaluation of(HeldOut heldOut, int[][] lists, int k) {
    return of(heldOut, lists, k, Metric.USUAL);
  }

  /**
   * Measures lists.
   *
   * @param lists of each evaluated user, best first; places after k do not count
   * @param metrics that are measured
   */
  public static Evaluation of(HeldOut heldOut, int[][] lists, int k, List<Metric> metrics) {
    int n = heldOut.users().length;
    if (lists.length != n) {
      throw new IllegalArgumentException(lists.length + " lists for " + n + " users");
    }
    for (int u = 0; u < n; u++) {
      requireCandidates(heldOut, heldOut.users()[u], lists[u]);
    }
    Map<Metric, double[]> perUser = new EnumMap<>(Metric.class);
    Map<Metric, Estimate> means = new EnumMap<>(Metric.class);
    for (Metric metric : metrics) {
      double[] values = new double[n];
      for (int u = 0; u < n; u++) {
        values[u] = metric.of(lists[u], heldOut.relevant()[u], k);
      }
      perUser.put(metric, values);
      means.put(metric, Estimate.ofMean(values).asShare());
    }
    return new Evaluation(k, perUser, means, Coverage.of(lists, k, heldOut));
  }

  /** The mean difference of a metric to another model's on the same users. */
  public Estimate minus(Evaluation other, Metric metric) {
    return Estimate.ofDifference(figures(metric), other.figures(metric));
  }

  /** The mean of a metric. */
  public Estimate mean(Metric metric) {
    Estimate mean = means.get(metric);
    if (mean == null) {
      throw new IllegalStateException(metric + " was not measured");
    }
    return mean;
  }

  /** A metric of each evaluated user. */
  public double[] figures(Metric metric) {
    double[] figures = perUser.get(metric);
    if (figures == null) {
      throw new IllegalStateException(metric + " was not measured");
    }
    return figures;
  }

  private static void requireCandidates(HeldOut heldOut, int user, int[] list) {
    for (int item : list) {
      if (!heldOut.isCandidate(user, item)) {
        throw new IllegalArgumentException(
            "item " + item + " in the list of user " + user + " is no candidate");
      }
    }
    if (Arrays.stream(list).distinct().count() != list.length) {
      throw new IllegalArgumentException("the list of user " + user + " repeats an item");
    }
  }
}
