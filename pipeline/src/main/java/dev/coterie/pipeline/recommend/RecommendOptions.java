package dev.coterie.pipeline.recommend;

import dev.coterie.recommend.ranking.Rules;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How lists are made.
 *
 * @param length items of a stored list, at least 1
 * @param seen whether items that the user touched may be recommended again
 * @param againAfterDays days after the last touch from which on an item may be recommended again
 *     where {@code seen} is not set; 0: never
 * @param diversity 0 to 1: how much an item's likeness to those before it in a list counts
 * @param mostOfCategory items of one (first) category in a list while there are others; 0: any
 * @param allow ids of the items that alone may be recommended; none: all
 * @param deny ids of items that are never recommended
 * @param pin ids of items that lead every list in which they may be
 * @param where values by attribute, {@code category}, {@code tag} or {@code language}: an item is
 *     recommended only if it has one of the values of each
 */
public record RecommendOptions(
    int length,
    boolean seen,
    double againAfterDays,
    double diversity,
    int mostOfCategory,
    List<String> allow,
    List<String> deny,
    List<String> pin,
    Map<String, List<String>> where) {
  private static final double MILLIS_A_DAY = TimeUnit.DAYS.toMillis(1);

  public RecommendOptions {
    if (length < 1) {
      throw new IllegalArgumentException("length must be at least 1, not " + length);
    }
    if (!(againAfterDays >= 0) || Double.isInfinite(againAfterDays)) {
      throw new IllegalArgumentException(
          "again-after-days must be at least 0, not " + againAfterDays);
    }
    if (!(diversity >= 0 && diversity <= 1)) {
      throw new IllegalArgumentException("diversity must be 0 to 1, not " + diversity);
    }
    if (mostOfCategory < 0) {
      throw new IllegalArgumentException(
          "most-of-category must be at least 0, not " + mostOfCategory);
    }
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
    pin = List.copyOf(pin);
    where = Map.copyOf(where);
  }

  /** Lists by score alone, of all items. */
  public RecommendOptions(int length, boolean seen) {
    this(length, seen, 0, 0, 0, List.of(), List.of(), List.of(), Map.of());
  }

  /** Milliseconds that an item rests after a touch. */
  long rest() {
    if (seen) {
      return 0;
    }
    return againAfterDays > 0
        ? Math.max(1, Math.round(againAfterDays * MILLIS_A_DAY))
        : Rules.FOREVER;
  }

  public static RecommendOptions defaults() {
    return new RecommendOptions(20, false);
  }

  /** The same, items that a user touched being recommended again. */
  public RecommendOptions withSeen() {
    return new RecommendOptions(
        length, true, againAfterDays, diversity, mostOfCategory, allow, deny, pin, where);
  }
}
