package dev.coterie.pipeline.segment;

import java.util.Optional;

/**
 * How segments are found.
 *
 * @param k how many segments; empty: chosen by silhouette
 * @param mostK the largest number that the choice looks at, at least 2
 * @param starts of K-means, at least 1
 * @param temperature of the soft memberships, above 0; the smaller, the harder
 */
public record SegmentOptions(Optional<Integer> k, int mostK, int starts, double temperature) {
  public SegmentOptions {
    if (k.isPresent() && !(k.get() >= 1)) {
      throw new IllegalArgumentException("k must be at least 1, not " + k.get());
    }
    if (mostK < 2) {
      throw new IllegalArgumentException("most-k must be at least 2, not " + mostK);
    }
    if (starts < 1) {
      throw new IllegalArgumentException("starts must be at least 1, not " + starts);
    }
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("temperature must be above 0, not " + temperature);
    }
  }

  /** The same with a given number of segments. */
  public SegmentOptions withK(int given) {
    return new SegmentOptions(Optional.of(given), mostK, starts, temperature);
  }

  /** A number that is tried, with two starts of K-means. */
  public SegmentOptions forTrial(int trialK) {
    return new SegmentOptions(Optional.of(trialK), mostK, 2, temperature);
  }

  public static SegmentOptions defaults() {
    return new SegmentOptions(Optional.empty(), 30, 5, 0.1);
  }
}
