package dev.coterie.recommend.linear;

import dev.coterie.numeric.SparseMatrix;
import dev.coterie.recommend.Interactions;
import java.util.Arrays;

/**
 * The items that enough users touched to learn from, so that dense matrices hold only these: an
 * item of a single user says nothing about another user.
 *
 * @param items ascending
 * @param position of every item among them, -1 for the others
 */
record TouchedItems(int[] items, int[] position) {
  private static final int FEWEST_USERS = 2;

  static TouchedItems of(Interactions interactions) {
    int[] users = interactions.usersByItem();
    int[] position = new int[users.length];
    int size = 0;
    for (int i = 0; i < users.length; i++) {
      position[i] = users[i] >= FEWEST_USERS ? size++ : -1;
    }
    int[] items = new int[size];
    for (int i = 0; i < users.length; i++) {
      if (position[i] >= 0) {
        items[position[i]] = i;
      }
    }
    return new TouchedItems(items, position);
  }

  /** The entries of at least {@code least} in these items, which are the columns. */
  SparseMatrix compact(SparseMatrix all, float least) {
    int[] starts = new int[all.rows() + 1];
    int[] indices = new int[all.entries()];
    float[] values = new float[all.entries()];
    int size = 0;
    for (int u = 0; u < all.rows(); u++) {
      for (int e = all.start(u); e < all.end(u); e++) {
        if (position[all.column(e)] >= 0 && all.value(e) >= least) {
          indices[size] = position[all.column(e)];
          values[size++] = all.value(e);
        }
      }
      starts[u + 1] = size;
    }
    return SparseMatrix.of(
        items.length, starts, Arrays.copyOf(indices, size), Arrays.copyOf(values, size));
  }
}
