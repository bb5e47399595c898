package dev.coterie.recommend;

import java.util.List;

/**
 * A fitted recommender: immutable, safe to ask from many threads. A training user is answered in
 * the same way as one never seen, from its state.
 */
public interface Model {
  /** How many items are scored. */
  int items();

  /**
   * Scores all items; the higher the better, comparable only within one user.
   *
   * @param scores one a item, overwritten; all finite
   */
  void score(UserState user, float[] scores);

  /**
   * The terms that made the scores of some items.
   *
   * @return one list an item, strongest first, at most {@code limit} terms each
   */
  List<List<Term>> because(UserState user, int[] items, int limit);
}
