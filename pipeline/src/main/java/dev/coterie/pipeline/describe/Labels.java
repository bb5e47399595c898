package dev.coterie.pipeline.describe;

import dev.coterie.domain.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tags and categories of a catalogue as people say them. Where a catalogue writes blanks as
 * hyphens ({@code children-s-picture-books}), as addresses of pages do, they are read as blanks.
 *
 * @param joined whether it does
 */
public record Labels(boolean joined) {
  /** So many of the distinct labels at least have a hyphen, and none has a blank. */
  private static final double MANY = 0.2;

  private static final Pattern POSSESSIVE = Pattern.compile("(?<=\\p{L}{2})[-_]s(?=[-_]|$)");

  /** A hyphen that belongs to its word: {@code sci-fi}, {@code non-fiction}, {@code t-shirts}. */
  private static final Pattern JOINT =
      Pattern.compile("(?<!(?:^|[-_ ])(?:sci|non|self|co|semi|post|pre|anti|\\p{L}))[-_]");

  /** How a catalogue writes them. */
  public static Labels of(List<Item> items) {
    Set<String> distinct = new HashSet<>();
    items.forEach(item -> all(item).forEach(distinct::add));
    long joined = distinct.stream().filter(label -> label.matches(".*\\p{L}[-_]\\p{L}.*")).count();
    return new Labels(
        joined > 0
            && joined >= MANY * distinct.size()
            && distinct.stream().noneMatch(label -> label.strip().contains(" ")));
  }

  private static Stream<String> all(Item item) {
    return Stream.concat(item.tags().stream(), item.categories().stream());
  }

  /** A label as people say it. */
  String spoken(String label) {
    return joined
        ? JOINT.matcher(POSSESSIVE.matcher(label).replaceAll("'s")).replaceAll(" ")
        : label;
  }

  /** All labels of an item as one text. */
  public String text(Item item) {
    List<String> spoken = new ArrayList<>();
    all(item).forEach(label -> spoken.add(spoken(label)));
    return String.join(". ", spoken);
  }
}
