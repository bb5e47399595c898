package dev.coterie.domain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * The name of a segment and the evidence that it rests on.
 *
 * @param name two to four words, unique on its level
 * @param text one sentence
 * @param phrases key phrases, the most telling first
 * @param items top items by lift
 * @param categories top categories by lift
 * @param queries top queries by lift, only those that enough distinct users typed
 * @param exemplars ids of the users nearest to the centre
 * @param behaviour how its users act beside everyone
 * @param assignability of its held-out items the share that is nearer to this name and text than to
 *     any other's, 0 to 1; empty where no text is there to test with
 * @param writer who wrote the text: a chat model by its name, or {@link #PERSON}; empty where it is
 *     of the evidence's own words
 */
public record Description(
    String name,
    String text,
    List<Phrase> phrases,
    List<Lift> items,
    List<Lift> categories,
    List<Lift> queries,
    List<String> exemplars,
    List<Behaviour> behaviour,
    OptionalDouble assignability,
    Optional<String> writer) {
  /** The writer of a text that somebody gave, in an edit or with a segment. */
  public static final String PERSON = "person";

  /** The same without some users. */
  public Description without(Predicate<String> users) {
    return new Description(
        name,
        text,
        phrases,
        items,
        categories,
        queries,
        exemplars.stream().filter(users.negate()).toList(),
        behaviour,
        assignability,
        writer);
  }

  /** The same evidence under other words. */
  public Description named(
      String otherName,
      String otherText,
      OptionalDouble otherAssignability,
      Optional<String> otherWriter) {
    return new Description(
        otherName,
        otherText,
        phrases,
        items,
        categories,
        queries,
        exemplars,
        behaviour,
        otherAssignability,
        otherWriter);
  }

  /** A phrase, how telling it is, and how many distinct users produced it. */
  public record Phrase(String text, double score, int users) {}

  /**
   * How much more often the segment's users touch something than everyone.
   *
   * @param id of the item, or the category or query itself
   * @param label what to show
   * @param users of the segment who touched it
   * @param share of the segment's users, 0 to 1
   * @param lift share here over share everywhere, shrunk towards 1 where support is small
   */
  public record Lift(String id, String label, int users, double share, double lift) {}

  /** One behaviour feature: mean here, mean of everyone, the difference in standard deviations. */
  public record Behaviour(String feature, double mean, double everyone, double deviations) {}
}
