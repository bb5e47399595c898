package dev.coterie.pipeline.given;

import java.util.List;
import java.util.Optional;

/**
 * A segment as a team gives it.
 *
 * @param id other than those that fits give
 * @param items ids of items that it is about
 * @param words texts that it is about
 * @param where condition over behaviour features
 * @param minimum least likeness, a cosine; empty: found on the data
 * @param line where it begins in its file
 * @param itemLines where each item stands
 */
record GivenSegment(
    String id,
    String name,
    Optional<String> description,
    List<String> items,
    List<String> words,
    Optional<String> where,
    Optional<Double> minimum,
    int line,
    List<Integer> itemLines) {

  /** Whether likeness to something matters. */
  boolean hasCentre() {
    return !items.isEmpty() || !words.isEmpty();
  }
}
