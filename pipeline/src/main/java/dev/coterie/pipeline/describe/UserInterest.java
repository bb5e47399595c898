package dev.coterie.pipeline.describe;

import java.util.List;
import java.util.Optional;

/**
 * One interest of one user, in words.
 *
 * @param words what it is about
 * @param span whether it lasts
 * @param weight its share of the user's weight, 0 to 1
 * @param since time of the first touch, {@link dev.coterie.domain.EventLog#NO_TIME} without times
 * @param until time of the last touch
 * @param items ids of the items that the user touched for it, those that count most first
 * @param writer the chat model that wrote the words; empty where they are the items' own
 */
public record UserInterest(
    String words,
    Span span,
    double weight,
    long since,
    long until,
    List<String> items,
    Optional<String> writer) {

  /** Whether an interest lasts. */
  public enum Span {
    /** The user came back to it after a month or more. */
    LASTING,
    /** All that the user did for it lies within a month. */
    PASSING,
    /** All that the user did at all lies within a month, or at no known time. */
    UNTOLD
  }

  UserInterest written(String other, String model) {
    return new UserInterest(other, span, weight, since, until, items, Optional.of(model));
  }
}
