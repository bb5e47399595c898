package dev.coterie.live.refit;

import dev.coterie.domain.Manifest;
import java.util.Locale;
import java.util.Optional;

/** Whether a new fit is fit to be served in the place of the one before. */
final class Fitness {
  /** Less of the users than this cannot be right. */
  private static final double LEAST_USERS = 0.5;

  /** Held-out quality of the ranking below this share of what it was is a reason to look. */
  private static final double LEAST_QUALITY = 0.7;

  private Fitness() {}

  /** What speaks against it, empty where nothing does. */
  static Optional<String> fault(Manifest next, Manifest before) {
    long users = next.counts().getOrDefault("users", 0L);
    long usersBefore = before.counts().getOrDefault("users", 0L);
    if (users < LEAST_USERS * usersBefore) {
      return Optional.of("it has %d users, the one before %d".formatted(users, usersBefore));
    }
    if (before.segmentation().verdict().clusters() && !next.segmentation().verdict().clusters()) {
      return Optional.of(
          "it has one segment only, the one before %d: %s"
              .formatted(before.segmentation().segments(), next.segmentation().verdict().reason()));
    }
    double quality = next.fusion().validation().getOrDefault("fused", 0.0);
    double qualityBefore = before.fusion().validation().getOrDefault("fused", 0.0);
    if (quality < LEAST_QUALITY * qualityBefore) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "its ranking foresees worse: NDCG@10 %.4f, the one before %.4f",
              quality,
              qualityBefore));
    }
    return Optional.empty();
  }
}
