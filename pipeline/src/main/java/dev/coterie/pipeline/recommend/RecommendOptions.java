package dev.coterie.pipeline.recommend;

/**
 * How lists are made.
 *
 * @param length items of a stored list, at least 1
 * @param seen whether items that the user touched may be recommended again
 */
public record RecommendOptions(int length, boolean seen) {
  public RecommendOptions {
    if (length < 1) {
      throw new IllegalArgumentException("length must be at least 1, not " + length);
    }
  }

  public static RecommendOptions defaults() {
    return new RecommendOptions(20, false);
  }
}
