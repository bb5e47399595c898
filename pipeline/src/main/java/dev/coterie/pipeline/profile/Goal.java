package dev.coterie.pipeline.profile;

import dev.coterie.domain.CoterieException.BadUsage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What segments are for, said in words, as weights of what users are told apart by.
 *
 * @param behaviourWeight see {@link ProfileOptions#behaviourWeight()}
 * @param featureWeights see {@link ProfileOptions#featureWeights()}
 */
public record Goal(double behaviourWeight, Map<String, Double> featureWeights) {
  /** Behaviour alone: interests still part those who act alike. */
  private static final double ALONE = 2;

  /** Behaviour beside interests that are named too. */
  private static final double BESIDE = 0.5;

  private static final Map<FeatureBlock, List<String>> BEGINNINGS =
      Map.of(
          FeatureBlock.SPEND,
          List.of(
              "pric", "spen", "money", "value", "expens", "cheap", "budget", "revenue", "premium",
              "价", "消费", "花费", "金额"),
          FeatureBlock.RECENCY,
          List.of("recen", "laps", "churn", "inactiv", "dormant", "last", "最近", "流失"),
          FeatureBlock.FREQUENCY,
          List.of(
              "frequen", "often", "activ", "engag", "loyal", "regular", "habit", "频", "活跃", "忠诚"),
          FeatureBlock.TENURE,
          List.of("tenure", "lifetime", "newcomer", "veteran", "age", "新老", "资历"),
          FeatureBlock.VARIETY,
          List.of("variet", "divers", "breadth", "explor", "range", "多样", "广度"));

  private static final List<String> INTEREST =
      List.of("interest", "taste", "topic", "content", "theme", "like", "兴趣", "喜好", "主题");

  public Goal {
    featureWeights = Map.copyOf(featureWeights);
  }

  /**
   * Reads a goal.
   *
   * @throws BadUsage where it names nothing that users are told apart by
   */
  public static Goal of(String text) {
    String words = text.toLowerCase(Locale.ROOT);
    Set<FeatureBlock> named = EnumSet.noneOf(FeatureBlock.class);
    for (FeatureBlock block : FeatureBlock.values()) {
      if (isNamed(words, BEGINNINGS.getOrDefault(block, List.of()))) {
        named.add(block);
      }
    }
    boolean interest = isNamed(words, INTEREST);
    if (named.isEmpty() && !interest) {
      throw new BadUsage(
          "The goal '%s' names nothing that users are told apart by; say interest, %s, or words like them."
              .formatted(text.strip(), String.join(", ", FeatureBlock.words())));
    }
    if (named.isEmpty()) {
      return new Goal(0, Map.of());
    }
    Map<String, Double> weights = new TreeMap<>();
    for (FeatureBlock block : FeatureBlock.values()) {
      weights.put(block.word(), named.contains(block) ? 1.0 : 0.0);
    }
    return new Goal(interest ? BESIDE : ALONE, weights);
  }

  /** A word of the text begins so; Chinese is written without blanks. */
  private static boolean isNamed(String words, List<String> beginnings) {
    List<String> parts = new ArrayList<>(List.of(words.split("[^\\p{L}]+")));
    return beginnings.stream()
        .anyMatch(
            beginning ->
                beginning.charAt(0) > 0x2E80
                    ? words.contains(beginning)
                    : parts.stream().anyMatch(part -> part.startsWith(beginning)));
  }

  /** The settings that it means. */
  public String words() {
    return "profile.behaviour-weight="
        + behaviourWeight
        + new TreeMap<>(featureWeights)
            .entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> ", " + entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining());
  }
}
