package dev.coterie.pipeline.profile;

import java.util.Optional;

/**
 * How profiles are made.
 *
 * @param factorisation how behaviour makes the item space; empty: chosen on held-out behaviour
 * @param halfLifeDays of what a user did; empty: chosen on held-out behaviour
 * @param dimension of the item space, at least 2
 * @param interests the most interests that one user can have, at least 1
 * @param align whether languages are turned onto each other where that helps
 * @param scaler of the behaviour features
 * @param behaviourWeight of the behaviour features beside the interest vector when users are
 *     clustered, 0 for interest alone
 */
public record ProfileOptions(
    Optional<Factorisation> factorisation,
    Optional<Double> halfLifeDays,
    int dimension,
    int interests,
    boolean align,
    Scaler scaler,
    double behaviourWeight) {

  public ProfileOptions {
    if (halfLifeDays.isPresent() && !(halfLifeDays.get() > 0)) {
      throw new IllegalArgumentException(
          "half-life-days must be above 0, not " + halfLifeDays.get());
    }
    if (dimension < 2) {
      throw new IllegalArgumentException("dimension must be at least 2, not " + dimension);
    }
    if (interests < 1) {
      throw new IllegalArgumentException("interests must be at least 1, not " + interests);
    }
    if (!(behaviourWeight >= 0)) {
      throw new IllegalArgumentException(
          "behaviour-weight must not be negative, not " + behaviourWeight);
    }
  }

  public static ProfileOptions defaults() {
    return new ProfileOptions(Optional.empty(), Optional.empty(), 64, 5, true, Scaler.STANDARD, 0);
  }
}
