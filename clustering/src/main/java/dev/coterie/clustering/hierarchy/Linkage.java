package dev.coterie.clustering.hierarchy;

import java.util.Arrays;

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
