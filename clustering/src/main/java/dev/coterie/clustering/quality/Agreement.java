package dev.coterie.clustering.quality;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How far two labellings of the same points agree, whatever the labels are called.
 *
 * @param adjustedRand pairs that are together in both, corrected for chance (Hubert and Arabie,
 *     1985): 1 for the same partition, about 0 for chance
 * @param normalisedMutualInformation 2 I / (H + H′), 0 to 1 (arithmetic mean)
 * @param purity share of points whose label's commonest truth is theirs, 0 to 1
 * @param adjustedMutualInformation (I − E) / ((H + H′) / 2 − E) with E the I of chance (Vinh, Epps
 *     and Bailey, 2010): 1 for the same partition, about 0 for chance
 * @param homogeneity I / H of the truth: 1 where no cluster mixes two truths (Rosenberg and
 *     Hirschberg, 2007)
 * @param completeness I / H of the labels: 1 where no truth is split over two clusters
 * @param fowlkesMallows pairs together in both, over the geometric mean of the pairs together in
 *     each (Fowlkes and Mallows, 1983), 0 to 1; 0 where there are none
 */
public record Agreement(
    double adjustedRand,
    double normalisedMutualInformation,
    double purity,
    double adjustedMutualInformation,
    double homogeneity,
    double completeness,
    double fowlkesMallows) {
  /** The harmonic mean of homogeneity and completeness, which is the normalised information. */
  public double vMeasure() {
    return normalisedMutualInformation;
  }

  /**
   * Compares labels with a truth, both any whole numbers.
   *
   * @throws IllegalArgumentException where they are of different length or empty
   */
  public static Agreement of(int[] label, int[] truth) {
    if (label.length != truth.length || label.length == 0) {
      throw new IllegalArgumentException(
          label.length + " labels against " + truth.length + " of the truth");
    }
    int[] a = numbered(label);
    int[] b = numbered(truth);
    int rows = 1 + Arrays.stream(a).max().getAsInt();
    int columns = 1 + Arrays.stream(b).max().getAsInt();
    Map<Long, Integer> together = new HashMap<>();
    int[] rowSum = new int[rows];
    int[] columnSum = new int[columns];
    for (int i = 0; i < a.length; i++) {
      together.merge((long) a[i] * columns + b[i], 1, Integer::sum);
      rowSum[a[i]]++;
      columnSum[b[i]]++;
    }
    long[] cells = together.keySet().stream().mapToLong(cell -> cell).sorted().toArray();
    int[] counts = new int[cells.length];
    int[] most = new int[rows];
    double information = 0;
    for (int c = 0; c < cells.length; c++) {
      counts[c] = together.getOrDefault(cells[c], 0);
      int row = (int) (cells[c] / columns);
      int column = (int) (cells[c] % columns);
      most[row] = Math.max(most[row], counts[c]);
      information +=
          counts[c]
              * Math.log(
                  (double) counts[c] * a.length / ((double) rowSum[row] * columnSum[column]));
    }
    double ofLabel = entropy(rowSum);
    double ofTruth = entropy(columnSum);
    double shared = Math.max(0, information / a.length);
    return new Agreement(
        adjustedRand(counts, rowSum, columnSum, a.length),
        share(2 * shared, ofLabel + ofTruth),
        Arrays.stream(most).sum() / (double) a.length,
        adjustedInformation(shared, (ofLabel + ofTruth) / 2, rowSum, columnSum, a.length),
        share(shared, ofTruth),
        share(shared, ofLabel),
        fowlkesMallows(pairs(counts), pairs(rowSum), pairs(columnSum)));
  }

  private static double share(double part, double whole) {
    return whole == 0 ? 1 : Math.min(1, part / whole);
  }

  private static double fowlkesMallows(double both, double inRows, double inColumns) {
    return both == 0 ? 0 : Math.min(1, both / Math.sqrt(inRows) / Math.sqrt(inColumns));
  }

  private static double adjustedInformation(
      double shared, double entropy, int[] rows, int[] columns, int n) {
    if (rows.length == columns.length && (rows.length == 1 || rows.length == n)) {
      return 1;
    }
    double expected = ChanceInformation.expected(rows, columns, n);
    double room = entropy - expected;
    // Where chance leaves no room, what is left of it is rounding error, of either sign.
    double least = Math.ulp(1.0);
    return (shared - expected) / (room < 0 ? Math.min(room, -least) : Math.max(room, least));
  }

  private static double adjustedRand(int[] cells, int[] rows, int[] columns, int n) {
    double both = pairs(cells);
    double inRows = pairs(rows);
    double inColumns = pairs(columns);
    double all = n * (n - 1.0) / 2;
    double expected = all == 0 ? 0 : inRows * inColumns / all;
    double highest = (inRows + inColumns) / 2;
    return highest == expected ? 1 : (both - expected) / (highest - expected);
  }

  private static double pairs(int[] counts) {
    double pairs = 0;
    for (int count : counts) {
      pairs += count * (count - 1.0) / 2;
    }
    return pairs;
  }

  private static double entropy(int[] counts) {
    double n = Arrays.stream(counts).sum();
    double entropy = 0;
    for (int count : counts) {
      entropy -= count / n * Math.log(count / n);
    }
    return entropy;
  }

  /** The same partition with labels 0, 1, 2 … in order of first appearance. */
  private static int[] numbered(int[] labels) {
    Map<Integer, Integer> number = new HashMap<>();
    int[] numbered = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      Integer known = number.putIfAbsent(labels[i], number.size());
      numbered[i] = known == null ? number.size() - 1 : known;
    }
    return numbered;
  }
}
