package dev.coterie.domain;

import java.util.List;
import java.util.Optional;

/**
 * What a user did, and how much it says about the user's interests.
 *
 * @param name upper case, unique in an event log
 * @param weight relative to a view; negative pushes an interest away
 */
public record EventKind(String name, double weight) {
  public static final EventKind VIEW = new EventKind("VIEW", 1);
  public static final EventKind SEARCH = new EventKind("SEARCH", 1.5);
  public static final EventKind PURCHASE = new EventKind("PURCHASE", 3);
  public static final EventKind RATING = new EventKind("RATING", 2);
  public static final EventKind LIKE = new EventKind("LIKE", 2);
  public static final EventKind DISLIKE = new EventKind("DISLIKE", -2);
  public static final EventKind HIDE = new EventKind("HIDE", -3);
  public static final EventKind IMPRESSION = new EventKind("IMPRESSION", -0.02);

  /** The kinds that every log knows, in the order in which they are stored. */
  public static final List<EventKind> STANDARD =
      List.of(VIEW, SEARCH, PURCHASE, RATING, LIKE, DISLIKE, HIDE, IMPRESSION);

  public EventKind {
    if (name.isBlank()) {
      throw new IllegalArgumentException("an event kind needs a name");
    }
    if (!Double.isFinite(weight)) {
      throw new IllegalArgumentException("weight of " + name + " must be a number, not " + weight);
    }
  }

  /** The standard kind of that exact name. */
  public static Optional<EventKind> standard(String name) {
    return STANDARD.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }
}
