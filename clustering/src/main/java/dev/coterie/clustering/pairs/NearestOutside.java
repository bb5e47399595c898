package dev.coterie.clustering.pairs;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/**
 * Borůvka's spanning tree in O(n) memory: every round joins each component to the nearest one. Each
 * round brings the points into the order of their components, so that what lies inside a component
 * is a range that is passed over. A point is looked up again only if the one that was nearest to it
 * is now in its own component and another of that component has no nearer way out already.
 *
 * <p>Of equal ways out any may be taken: those that close a ring are all of one weight, and one of
 * them is dropped.
 */
final class NearestOutside {
  private static final int WIDTH = 4 * PairBlocks.TILE;

  private final Matrix points;
  private final float[] core;
  private final int n;
  private final int[] root;
  private final int[] nearest;
  private final float[] weight;

  NearestOutside(Matrix points, float[] squaredCore) {
    this.points = points;
    this.core = squaredCore;
    this.n = points.rows();
    this.root = new int[n];
    this.nearest = new int[n];
    this.weight = new float[n];
    Arrays.setAll(root, i -> i);
    Arrays.setAll(nearest, i -> i);
  }

  SpanningTree tree(Workers workers, Progress progress) {
    int[] a = new int[n - 1];
    int[] b = new int[n - 1];
    float[] squared = new float[n - 1];
    int edges = 0;
    while (edges < n - 1) {
      int[] component = new int[n];
      Arrays.setAll(component, this::find);
      lookUp(component, workers);
      int[] way = new int[n];
      Arrays.fill(way, -1);
      for (int i = 0; i < n; i++) {
        int c = component[i];
        if (component[nearest[i]] != c && (way[c] < 0 || weight[i] < weight[way[c]])) {
          way[c] = i;
        }
      }
      for (int c = 0; c < n; c++) {
        if (way[c] >= 0 && find(way[c]) != find(nearest[way[c]])) {
          a[edges] = way[c];
          b[edges] = nearest[way[c]];
          squared[edges++] = weight[way[c]];
          int one = find(way[c]);
          int other = find(nearest[way[c]]);
          root[Math.max(one, other)] = Math.min(one, other);
        }
      }
      progress.report("spanning tree", edges, n - 1L);
    }
    return new SpanningTree(a, b, squared);
  }

  private int find(int i) {
    int r = i;
    while (root[r] != r) {
      root[r] = root[root[r]];
      r = root[r];
    }
    return r;
  }

  /** Finds the nearest point of another component for every point that may need it. */
  private void lookUp(int[] component, Workers workers) {
    float[] known = new float[n];
    Arrays.fill(known, Float.POSITIVE_INFINITY);
    for (int i = 0; i < n; i++) {
      int c = component[i];
      known[c] = component[nearest[i]] == c ? known[c] : Math.min(known[c], weight[i]);
    }
    int[] start = new int[n + 1];
    int[] order = order(component, start);
    PairBlocks pairs = new PairBlocks(points.select(order), workers);
    float[] sortedCore = new float[n];
    for (int p = 0; p < n; p++) {
      sortedCore[p] = core[order[p]];
    }
    workers.forBlocks(
        n,
        PairBlocks.TILE,
        (from, to) -> {
          int[] wanted = new int[to - from];
          int count = 0;
          for (int p = from; p < to; p++) {
            int i = order[p];
            int c = component[i];
            if (component[nearest[i]] == c && weight[i] < known[c]) {
              wanted[count++] = p;
            }
          }
          if (count > 0) {
            lookUp(pairs, Arrays.copyOf(wanted, count), order, component, start, sortedCore);
          }
        });
  }

  private void lookUp(
      PairBlocks pairs,
      int[] wanted,
      int[] order,
      int[] component,
      int[] start,
      float[] sortedCore) {
    float[] squares = new float[wanted.length];
    for (int w = 0; w < wanted.length; w++) {
      squares[w] = pairs.own().squares()[wanted[w]];
    }
    PairBlocks.Rows rows = new PairBlocks.Rows(pairs.own().moved().select(wanted), squares, false);
    float[] tile = PairBlocks.tile(wanted.length, WIDTH);
    float[] best = new float[wanted.length];
    int[] place = new int[wanted.length];
    Arrays.fill(best, Float.POSITIVE_INFINITY);
    int lowest = component[order[wanted[0]]];
    boolean together = component[order[wanted[wanted.length - 1]]] == lowest;
    for (int first = 0; first < n; first += WIDTH) {
      int last = Math.min(n, first + WIDTH);
      if (together && start[lowest] <= first && last <= start[lowest + 1]) {
        continue;
      }
      pairs.squared(rows, 0, wanted.length, first, last, tile, WIDTH);
      for (int w = 0; w < wanted.length; w++) {
        int c = component[order[wanted[w]]];
        int at = w * WIDTH;
        float own = sortedCore[wanted[w]];
        for (int j = 0; j < last - first; j++) {
          tile[at + j] = Math.max(Math.max(tile[at + j], own), sortedCore[first + j]);
        }
        int inFrom = Math.clamp(start[c], first, last) - first;
        int inTo = Math.clamp(start[c + 1], first, last) - first;
        Arrays.fill(tile, at + inFrom, at + inTo, Float.POSITIVE_INFINITY);
        float low = VectorMath.min(tile, at, last - first);
        if (low < best[w]) {
          best[w] = low;
          place[w] = first + VectorMath.indexOf(low, tile, at, last - first);
        }
      }
    }
    for (int w = 0; w < wanted.length; w++) {
      int i = order[wanted[w]];
      nearest[i] = order[place[w]];
      weight[i] = best[w];
    }
  }

  /** The points by component, and where each component begins. */
  private int[] order(int[] component, int[] start) {
    for (int c : component) {
      start[c + 1]++;
    }
    for (int c = 0; c < n; c++) {
      start[c + 1] += start[c];
    }
    int[] next = Arrays.copyOf(start, n);
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[next[component[i]]++] = i;
    }
    return order;
  }
}
