package dev.coterie.recommend;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.SparseMatrix;

/**
 * What is known of items beside what was done to them, a row an item.
 *
 * @param vectors in the space of the users' vectors, zeros where nothing is known; no columns where
 *     there are none
 * @param labels items × labels, such as a category or a maker that several items have; rows of unit
 *     length, or empty
 */
public record ItemTraits(Matrix vectors, SparseMatrix labels) {
  public ItemTraits {
    if (vectors.rows() != labels.rows()) {
      throw new IllegalArgumentException(
          "vectors of " + vectors.rows() + " items, labels of " + labels.rows());
    }
  }

  /** Without labels. */
  public ItemTraits(Matrix vectors) {
    this(vectors, SparseMatrix.of(0, new int[vectors.rows() + 1], new int[0], new float[0]));
  }

  public int items() {
    return vectors.rows();
  }
}
