package dev.coterie.recommend.lineup;

import dev.coterie.numeric.Matrix;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.UserState;
import dev.coterie.recommend.UserTraits;
import java.util.BitSet;

/**
 * All that recommenders are fitted to, as it was known at one time.
 *
 * @param itemVectors items × dimensions in the space of the users' vectors; no columns where there
 *     are none
 */
public record Training(Interactions interactions, UserTraits traits, Matrix itemVectors) {
  public Training {
    if (interactions.users() != traits.users()) {
      throw new IllegalArgumentException(
          "interactions of " + interactions.users() + " users, traits of " + traits.users());
    }
    if (interactions.items() != itemVectors.rows()) {
      throw new IllegalArgumentException(
          "interactions of " + interactions.items() + " items, vectors of " + itemVectors.rows());
    }
  }

  /** A user as known at that time. */
  public UserState state(int user) {
    return traits.state(interactions, user);
  }

  /** The same with strengths to a power, as {@link Interactions#damped} has it. */
  public Training damped(double exponent) {
    return exponent == 1 ? this : new Training(interactions.damped(exponent), traits, itemVectors);
  }

  /** The same with only the pairs of some items. */
  Training onItems(BitSet items) {
    return new Training(interactions.onItems(items), traits, itemVectors);
  }

  boolean hasTimes() {
    return interactions.span() > 0;
  }

  boolean hasVectors() {
    return itemVectors.columns() > 0;
  }

  int levels() {
    return traits.memberships().size();
  }
}
