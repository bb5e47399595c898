package dev.coterie.pipeline.segment;

import java.util.Optional;

/**
 * How segments are found.
 *
 * @param algorithm empty: K-means
 * @param k how many segments; empty: chosen by silhouette; not for algorithms that find the number
 * @param mostK the largest number that the choice looks at, at least 2
 * @param starts of K-means, at least 1
 * @param temperature of the soft memberships, above 0; the smaller, the harder
 */
public record SegmentOptions(
    Optional<Algorithm> algorithm, Optional<Integer> k, int mostK, int starts, double temperature) {
  public SegmentOptions {
    if (k.isPresent() && !(k.get() >= 1)) {
      throw new IllegalArgumentException("k must be at least 1, not " + k.get());
    }
    if (k.isPresent() && algorithm.isPresent() && algorithm.get().findsNumber()) {
      throw new IllegalArgumentException(
          "k is not for " + algorithm.get().word() + ", which finds the number itself");
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

  /** The algorithm that is meant. */
  Algorithm by() {
    return algorithm.orElse(Algorithm.KMEANS);
  }

  Grouping grouping() {
    return new Grouping(by(), starts);
  }

  /** The same with a given number of segments, where the algorithm takes one. */
  public SegmentOptions withK(int given) {
    return by().findsNumber()
        ? this
        : new SegmentOptions(algorithm, Optional.of(given), mostK, starts, temperature);
  }

  /** The same by another algorithm, which chooses the number. */
  public SegmentOptions withAlgorithm(Algorithm other) {
    return new SegmentOptions(Optional.of(other), Optional.empty(), mostK, starts, temperature);
  }

  /** The same by an algorithm, with a number where it takes one. */
  public SegmentOptions with(Algorithm other, int number) {
    return withAlgorithm(other).withK(number);
  }

  /** A number that is tried, with two starts of K-means. */
  public SegmentOptions forTrial(int trialK) {
    return new SegmentOptions(Optional.empty(), Optional.of(trialK), mostK, 2, temperature);
  }

  public static SegmentOptions defaults() {
    return new SegmentOptions(Optional.empty(), Optional.empty(), 30, 5, 0.1);
  }
}
