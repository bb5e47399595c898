package dev.coterie.pipeline.describe;

/**
 * How much evidence stands with a segment.
 *
 * @param phrases most key phrases, at least 1
 * @param items most items, categories and queries by lift, at least 1
 * @param exemplars most users who stand for it, at least 0
 */
public record DescribeOptions(int phrases, int items, int exemplars) {
  public DescribeOptions {
    if (phrases < 1) {
      throw new IllegalArgumentException("phrases must be at least 1, not " + phrases);
    }
    if (items < 1) {
      throw new IllegalArgumentException("items must be at least 1, not " + items);
    }
    if (exemplars < 0) {
      throw new IllegalArgumentException("exemplars must not be negative, not " + exemplars);
    }
  }

  public static DescribeOptions defaults() {
    return new DescribeOptions(10, 10, 5);
  }
}
