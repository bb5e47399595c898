package dev.coterie.live.answer;

import java.util.Optional;
import java.util.Set;

/**
 * What list is asked for.
 *
 * @param limit 1 to {@value #MOST} items
 * @param offset items left out at the top, 0 to {@value #FARTHEST}
 * @param category which every item must have, in any case
 * @param exclude ids of items that must not be in it
 */
public record Wish(int limit, int offset, Optional<String> category, Set<String> exclude) {
  public static final int MOST = 200;
  public static final int FARTHEST = 10_000;

  public Wish {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit must be 1 to " + MOST + ", not " + limit);
    }
    if (offset < 0 || offset > FARTHEST) {
      throw new IllegalArgumentException("offset must be 0 to " + FARTHEST + ", not " + offset);
    }
    exclude = Set.copyOf(exclude);
  }

  /** The first items, whatever they are. */
  public static Wish first(int limit) {
    return new Wish(limit, 0, Optional.empty(), Set.of());
  }

  boolean isPlain() {
    return category.isEmpty() && exclude.isEmpty();
  }
}
