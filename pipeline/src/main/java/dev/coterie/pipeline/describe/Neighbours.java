package dev.coterie.pipeline.describe;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import java.util.ArrayList;
import java.util.List;

/**
 * Groups that lie beside each other, so that they can be named together: within one parent a chain
 * from each to the nearest that is left, cut into pieces.
 */
final class Neighbours {
  private static final int MOST_TOGETHER = 8;

  private Neighbours() {}

  /**
   * Pieces of at most {@value #MOST_TOGETHER} groups; each group is in one.
   *
   * @param centres a unit row a group
   * @param parent of each group, ascending
   */
  static List<List<Integer>> of(Matrix centres, int[] parent) {
    List<List<Integer>> pieces = new ArrayList<>();
    int from = 0;
    while (from < parent.length) {
      int to = from;
      while (to < parent.length && parent[to] == parent[from]) {
        to++;
      }
      List<Integer> chain = chain(centres, from, to);
      for (int at = 0; at < chain.size(); at += MOST_TOGETHER) {
        pieces.add(List.copyOf(chain.subList(at, Math.min(chain.size(), at + MOST_TOGETHER))));
      }
      from = to;
    }
    return pieces;
  }

  private static List<Integer> chain(Matrix centres, int from, int to) {
    List<Integer> chain = new ArrayList<>(List.of(from));
    while (chain.size() < to - from) {
      int last = chain.getLast();
      int nearest = -1;
      float highest = Float.NEGATIVE_INFINITY;
      for (int g = from; g < to; g++) {
        float cosine =
            VectorMath.dot(
                centres.data(),
                centres.offset(last),
                centres.data(),
                centres.offset(g),
                centres.columns());
        if (!chain.contains(g) && (nearest < 0 || cosine > highest)) {
          nearest = g;
          highest = cosine;
        }
      }
      chain.add(nearest);
    }
    return chain;
  }
}
