package dev.coterie.recommend.lineup;

import dev.coterie.numeric.Matrix;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.ItemTraits;
import dev.coterie.recommend.UserState;
import dev.coterie.recommend.UserTraits;
import java.util.BitSet;

/** All that recommenders are fitted to, as it was known at one time. */
public record Training(Interactions interactions, UserTraits traits, ItemTraits items) {
  public Training {
    if (interactions.users() != traits.users()) {
      throw new IllegalArgumentException(
          "interactions of " + interactions.users() + " users, traits of " + traits.users());
    }
    if (interactions.items() != items.items()) {
      throw new IllegalArgumentException(
          "interactions of " + interactions.items() + " items, traits of " + items.items());
    }
  }

  /** The items' vectors, a row an item. */
  public Matrix itemVectors() {
    return items.vectors();
  }

  /** A user as known at that time. */
  public UserState state(int user) {
    return traits.state(interactions, user);
  }

  /** The same with strengths to a power, as {@link Interactions#damped} has it. */
  public Training damped(double exponent) {
    return exponent == 1 ? this : new Training(interactions.damped(exponent), traits, items);
  }

  /** The same with only the pairs of some items. */
  Training onItems(BitSet some) {
    return new Training(interactions.onItems(some), traits, items);
  }

  boolean hasTimes() {
    return interactions.span() > 0;
  }

  boolean hasVectors() {
    return items.vectors().columns() > 0;
  }

  int levels() {
    return traits.memberships().size();
  }
}
