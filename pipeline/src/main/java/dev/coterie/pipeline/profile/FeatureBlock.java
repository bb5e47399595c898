package dev.coterie.pipeline.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Behaviour features that say something of the same sort. */
public enum FeatureBlock {
  /** How long ago the last event was. */
  RECENCY,
  /** How often users do something, and how evenly; events of each kind are here too. */
  FREQUENCY,
  /** How long users have been there. */
  TENURE,
  /** How many different things users do it to. */
  VARIETY,
  /** How much users spend. */
  SPEND;

  /** The name in configurations. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names. */
  public static List<String> words() {
    return Arrays.stream(values()).map(FeatureBlock::word).toList();
  }

  /** The block of that name. */
  public static Optional<FeatureBlock> named(String word) {
    return Arrays.stream(values()).filter(block -> block.word().equals(word)).findFirst();
  }

  /** The block of a feature. */
  static FeatureBlock of(String feature) {
    return switch (feature) {
      case "recency_days" -> RECENCY;
      case "tenure_days" -> TENURE;
      case "distinct_items", "category_spread" -> VARIETY;
      case "spend" -> SPEND;
      default -> FREQUENCY;
    };
  }
}
