package dev.coterie.recommend.linear;

import dev.coterie.numeric.SparseMatrix;
import dev.coterie.recommend.Interactions;

/**
 * The items that anyone touched, so that dense matrices hold only these.
 *
 * @param items ascending
 * @param position of every item among them, -1 for the others
 */
record TouchedItems(int[] items, int[] position) {
  static TouchedItems of(Interactions interactions) {
    int[] users = interactions.usersByItem();
    int[] position = new int[users.length];
    int size = 0;
    for (int i = 0; i < users.length; i++) {
      position[i] = users[i] > 0 ? size++ : -1;
    }
    int[] items = new int[size];
    for (int i = 0; i < users.length; i++) {
      if (position[i] >= 0) {
        items[position[i]] = i;
      }
    }
    return new TouchedItems(items, position);
  }

  /** The same rows with these items as columns; {@code all} has entries in no others. */
  SparseMatrix compact(SparseMatrix all) {
    int[] starts = new int[all.rows() + 1];
    for (int u = 0; u < all.rows(); u++) {
      starts[u + 1] = all.end(u);
    }
    int[] indices = new int[all.entries()];
    for (int e = 0; e < indices.length; e++) {
      indices[e] = position[all.column(e)];
    }
    return SparseMatrix.of(items.length, starts, indices, all.values());
  }
}
