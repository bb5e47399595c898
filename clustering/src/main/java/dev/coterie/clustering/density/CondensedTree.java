package dev.coterie.clustering.density;

import dev.coterie.clustering.hierarchy.Linkage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * A single-linkage tree read from the top, without the splits that only shed a few points
 * (Campello, Moulavi and Sander, 2013). Cluster 0 is all points; a cluster begins where its parent
 * splits into two parts of at least the smallest size, and has a higher number than its parent.
 * Density is λ = 1 / height.
 *
 * @param parent of each cluster, −1 of the first
 * @param birth λ at which each cluster begins
 * @param size points at its beginning
 * @param death the highest λ at which something leaves it, a point or both its parts
 * @param stability Σ over its points of how much λ they stay for
 * @param home the last cluster that each point is in
 * @param leaves λ at which each point leaves that
 */
record CondensedTree(
    int[] parent,
    double[] birth,
    int[] size,
    double[] death,
    double[] stability,
    int[] home,
    double[] leaves) {

  /** Heights below this share of the highest count as that much, so that λ stays finite. */
  private static final double LEAST = 1e-9;

  static CondensedTree of(Linkage tree, int minClusterSize) {
    return new Condensing(tree, minClusterSize).tree();
  }

  int clusters() {
    return parent.length;
  }

  /** Clusters that do not split. */
  boolean[] leaf() {
    boolean[] leaf = new boolean[clusters()];
    Arrays.fill(leaf, true);
    for (int c = 1; c < clusters(); c++) {
      leaf[parent[c]] = false;
    }
    return leaf;
  }

  /** The clusters of the most stability in all, none within another; never all points. */
  boolean[] excessOfMass() {
    int n = clusters();
    double[] best = stability.clone();
    double[] below = new double[n];
    boolean[] chosen = new boolean[n];
    for (int c = n - 1; c > 0; c--) {
      chosen[c] = below[c] <= best[c];
      best[c] = Math.max(below[c], best[c]);
      below[parent[c]] += best[c];
    }
    boolean[] within = new boolean[n];
    for (int c = 1; c < n; c++) {
      within[c] = within[parent[c]] || chosen[parent[c]];
      chosen[c] &= !within[c];
    }
    return chosen;
  }

  /** The highest λ at which a point leaves each cluster or one within it. */
  double[] deepest() {
    double[] deepest = death.clone();
    for (int c = clusters() - 1; c > 0; c--) {
      deepest[parent[c]] = Math.max(deepest[parent[c]], deepest[c]);
    }
    return deepest;
  }

  /** Builds the tree, a stack of nodes to visit beside the clusters they are in. */
  private static final class Condensing {
    private final Linkage tree;
    private final int n;
    private final int least;
    private final double floor;
    private final int[] home;
    private final double[] leaves;
    private int clusters;
    private int[] parent;
    private double[] birth;
    private int[] size;

    Condensing(Linkage tree, int least) {
      this.tree = tree;
      this.n = tree.points();
      this.least = least;
      this.floor = n < 2 ? 0 : LEAST * tree.height()[n - 2];
      this.home = new int[n];
      this.leaves = new double[n];
      this.parent = new int[16];
      this.birth = new double[16];
      this.size = new int[16];
    }

    private double lambda(int merge) {
      return floor == 0 ? 1 : 1 / Math.max(floor, tree.height()[merge]);
    }

    private int size(int node) {
      return node < n ? 1 : tree.size()[node - n];
    }

    CondensedTree tree() {
      begin(-1, 0, n);
      Deque<int[]> open = new ArrayDeque<>();
      if (n > 1) {
        open.push(new int[] {2 * n - 2, 0});
      }
      while (!open.isEmpty()) {
        int[] next = open.pop();
        int cluster = next[1];
        int merge = next[0] - n;
        double lambda = lambda(merge);
        List<Integer> parts = parts(merge);
        int large = 0;
        for (int part : parts) {
          large += size(part) >= least ? 1 : 0;
        }
        for (int part : parts) {
          if (size(part) < least) {
            shed(part, cluster, lambda);
          } else {
            int within = large > 1 ? begin(cluster, lambda, size(part)) : cluster;
            if (part < n) {
              shed(part, within, lambda);
            } else {
              open.push(new int[] {part, within});
            }
          }
        }
      }
      return finished();
    }

    /**
     * What a merge put together, with all merges of the same height as one: mutual reachability
     * makes many equal heights, and their order says nothing.
     */
    private List<Integer> parts(int merge) {
      List<Integer> parts = new ArrayList<>();
      Deque<Integer> open = new ArrayDeque<>();
      open.push(merge + n);
      while (!open.isEmpty()) {
        int node = open.pop();
        if (node >= n && tree.height()[node - n] == tree.height()[merge]) {
          open.push(tree.right()[node - n]);
          open.push(tree.left()[node - n]);
        } else {
          parts.add(node);
        }
      }
      return parts;
    }

    private int begin(int above, double lambda, int points) {
      if (clusters == parent.length) {
        parent = Arrays.copyOf(parent, 2 * clusters);
        birth = Arrays.copyOf(birth, 2 * clusters);
        size = Arrays.copyOf(size, 2 * clusters);
      }
      parent[clusters] = above;
      birth[clusters] = lambda;
      size[clusters] = points;
      return clusters++;
    }

    private void shed(int node, int cluster, double lambda) {
      Deque<Integer> open = new ArrayDeque<>();
      open.push(node);
      while (!open.isEmpty()) {
        int next = open.pop();
        if (next < n) {
          home[next] = cluster;
          leaves[next] = lambda;
        } else {
          open.push(tree.right()[next - n]);
          open.push(tree.left()[next - n]);
        }
      }
    }

    private CondensedTree finished() {
      double[] death = new double[clusters];
      double[] stability = new double[clusters];
      for (int i = 0; i < n; i++) {
        death[home[i]] = Math.max(death[home[i]], leaves[i]);
        stability[home[i]] += leaves[i] - birth[home[i]];
      }
      for (int c = 1; c < clusters; c++) {
        death[parent[c]] = Math.max(death[parent[c]], birth[c]);
        stability[parent[c]] += size[c] * (birth[c] - birth[parent[c]]);
      }
      return new CondensedTree(
          Arrays.copyOf(parent, clusters),
          Arrays.copyOf(birth, clusters),
          Arrays.copyOf(size, clusters),
          death,
          stability,
          home,
          leaves);
    }
  }
}
