package dev.coterie.clustering.quality;

import java.util.Map;
import java.util.TreeMap;

/**
 * The mutual information that two partitions share by chance, given how large their parts are
 * (Vinh, Epps and Bailey, 2010): the mean over all ways to deal out the points. Parts of equal size
 * are looked at once.
 */
final class ChanceInformation {
  private ChanceInformation() {}

  static double expected(int[] rows, int[] columns, int n) {
    double[] logFactorial = new double[n + 1];
    for (int i = 2; i <= n; i++) {
      logFactorial[i] = logFactorial[i - 1] + Math.log(i);
    }
    double expected = 0;
    for (Map.Entry<Integer, Integer> row : sizes(rows).entrySet()) {
      for (Map.Entry<Integer, Integer> column : sizes(columns).entrySet()) {
        double times = (double) row.getValue() * column.getValue();
        expected += times * cell(row.getKey(), column.getKey(), n, logFactorial);
      }
    }
    return expected;
  }

  private static Map<Integer, Integer> sizes(int[] parts) {
    Map<Integer, Integer> sizes = new TreeMap<>();
    for (int part : parts) {
      sizes.merge(part, 1, Integer::sum);
    }
    return sizes;
  }

  /** The share of one cell: its count is hypergeometric. */
  private static double cell(int a, int b, int n, double[] f) {
    double sum = 0;
    double fixed = f[a] + f[b] + f[n - a] + f[n - b] - f[n];
    for (int both = Math.max(1, a + b - n); both <= Math.min(a, b); both++) {
      double log = fixed - f[both] - f[a - both] - f[b - both] - f[n - a - b + both];
      sum += (double) both / n * Math.log((double) n * both / ((double) a * b)) * Math.exp(log);
    }
    return sum;
  }
}
