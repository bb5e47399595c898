package dev.coterie.clustering.hierarchy;

import java.util.Arrays;
import java.util.Comparator;

/**
 * A tree of merges over n points, lowest first. Points are nodes 0 to n − 1; merge i makes node n +
 * i.
 *
 * @param left the lower node of each merge, n − 1 of them
 * @param right the higher node of each merge
 * @param height at which they merge, ascending
 * @param size how many points are in the new node
 */
public record Linkage(int[] left, int[] right, double[] height, int[] size) {
  /**
   * The tree of merges in any order, sorted by height; of equal heights the one that came first
   * goes first.
   *
   * @param a a point of one of the two clusters of each merge
   * @param b a point of the other
   */
  public static Linkage of(int[] a, int[] b, double[] height) {
    int n = height.length + 1;
    Integer[] order = new Integer[n - 1];
    Arrays.setAll(order, m -> m);
    Arrays.sort(order, Comparator.comparingDouble(m -> height[m]));
    int[] above = new int[2 * n - 1];
    Arrays.setAll(above, i -> i);
    int[] left = new int[n - 1];
    int[] right = new int[n - 1];
    double[] heights = new double[n - 1];
    int[] size = new int[n - 1];
    for (int m = 0; m < n - 1; m++) {
      int one = top(above, a[order[m]]);
      int other = top(above, b[order[m]]);
      left[m] = Math.min(one, other);
      right[m] = Math.max(one, other);
      heights[m] = height[order[m]];
      size[m] = size(size, one, n) + size(size, other, n);
      above[one] = n + m;
      above[other] = n + m;
    }
    return new Linkage(left, right, heights, size);
  }

  private static int top(int[] above, int node) {
    int top = node;
    while (above[top] != top) {
      above[top] = above[above[top]];
      top = above[top];
    }
    return top;
  }

  private static int size(int[] size, int node, int points) {
    return node < points ? 1 : size[node - points];
  }

  public int points() {
    return left.length + 1;
  }

  /**
   * Labels of the {@code clusters} clusters that are left before the last merges; they are numbered
   * by their first point.
   */
  public int[] cut(int clusters) {
    if (!(clusters >= 1) || clusters > points()) {
      throw new IllegalArgumentException(
          "cannot cut " + points() + " points into " + clusters + " clusters");
    }
    return labels(points() - clusters);
  }

  /** Labels of the clusters that are left when all merges up to a height are made. */
  public int[] cutAt(double most) {
    if (!(most >= 0)) {
      throw new IllegalArgumentException("height must be 0 or more, not " + most);
    }
    int merges = 0;
    while (merges < height.length && height[merges] <= most) {
      merges++;
    }
    return labels(merges);
  }

  private int[] labels(int merges) {
    int n = points();
    int[] above = new int[n + merges];
    Arrays.fill(above, -1);
    for (int m = 0; m < merges; m++) {
      above[left[m]] = n + m;
      above[right[m]] = n + m;
    }
    int[] root = new int[n + merges];
    int[] number = new int[n + merges];
    Arrays.fill(number, -1);
    for (int node = n + merges - 1; node >= 0; node--) {
      root[node] = above[node] < 0 ? node : root[above[node]];
    }
    int next = 0;
    int[] label = new int[n];
    for (int i = 0; i < n; i++) {
      if (number[root[i]] < 0) {
        number[root[i]] = next++;
      }
      label[i] = number[root[i]];
    }
    return label;
  }
}
