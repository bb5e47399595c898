package dev.coterie.recommend.ranking;

import dev.coterie.numeric.Matrix;

/**
 * How a list is put together from items that may be in it.
 *
 * @param pinned items that come first, in this order, where they may be in the list at all
 * @param category of each item, below 0 for none; may be empty where nothing is capped
 * @param mostOfCategory items of one category in a list while there are others; 0 for any number
 * @param diversity 0 to 1: how much an item's likeness to those before it counts against it beside
 *     its score (maximal marginal relevance, Carbonell and Goldstein 1998)
 * @param vectors items × dimensions, by whose cosine items are alike; zeros are like nothing
 */
public record Arrangement(
    int[] pinned, int[] category, int mostOfCategory, double diversity, Matrix vectors) {
  /** By score alone. */
  public static final Arrangement NONE =
      new Arrangement(new int[0], new int[0], 0, 0, Matrix.zeros(0, 0));

  public Arrangement {
    if (mostOfCategory < 0) {
      throw new IllegalArgumentException(
          "mostOfCategory must be at least 0, not " + mostOfCategory);
    }
    if (!(diversity >= 0 && diversity <= 1)) {
      throw new IllegalArgumentException("diversity must be 0 to 1, not " + diversity);
    }
  }

  boolean isPlain() {
    return pinned.length == 0 && mostOfCategory == 0 && diversity == 0;
  }
}
