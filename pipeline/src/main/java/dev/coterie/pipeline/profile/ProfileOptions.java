package dev.coterie.pipeline.profile;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How profiles are made.
 *
 * @param factorisation how behaviour makes the item space; empty: chosen on held-out behaviour
 * @param adapter how an encoder's vectors come into the item space; empty: chosen on held-out items
 * @param halfLifeDays of what a user did; empty: chosen on held-out behaviour
 * @param dimension of the item space, at least 2
 * @param interests the most interests that one user can have, at least 1
 * @param align whether languages are turned onto each other where that helps
 * @param scaler of the behaviour features
 * @param behaviourWeight of the behaviour features beside the interest vector when users are
 *     clustered, 0 for interest alone
 * @param featureWeights of the blocks of behaviour features among each other, by {@link
 *     FeatureBlock}; 1 where none is given
 */
public record ProfileOptions(
    Optional<Factorisation> factorisation,
    Optional<Adapter> adapter,
    Optional<Double> halfLifeDays,
    int dimension,
    int interests,
    boolean align,
    Scaler scaler,
    double behaviourWeight,
    Map<String, Double> featureWeights) {

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
    featureWeights = Map.copyOf(featureWeights);
    new TreeMap<>(featureWeights)
        .forEach(
            (block, weight) -> {
              if (FeatureBlock.named(block).isEmpty()) {
                throw new IllegalArgumentException(
                    "feature-weights knows "
                        + String.join(", ", FeatureBlock.words())
                        + ", not "
                        + block);
              }
              if (!(weight >= 0)) {
                throw new IllegalArgumentException(
                    "feature-weights must not be negative, not " + block + " " + weight);
              }
            });
  }

  /** The weight of a behaviour feature among the others. */
  public double weight(String feature) {
    return featureWeights.getOrDefault(FeatureBlock.of(feature).word(), 1.0);
  }

  /** The same with other weights of what users do. */
  public ProfileOptions weighing(double behaviour, Map<String, Double> features) {
    return new ProfileOptions(
        factorisation,
        adapter,
        halfLifeDays,
        dimension,
        interests,
        align,
        scaler,
        behaviour,
        features);
  }

  /** The same by regression alone, which costs the least. */
  public ProfileOptions byRegression() {
    return new ProfileOptions(
        factorisation,
        Optional.of(Adapter.REGRESSION),
        halfLifeDays,
        dimension,
        interests,
        align,
        scaler,
        behaviourWeight,
        featureWeights);
  }

  /** The same with these choices made. */
  public ProfileOptions choosing(Factorisation method, Optional<Double> halfLife) {
    return new ProfileOptions(
        Optional.of(method),
        adapter,
        halfLife,
        dimension,
        interests,
        align,
        scaler,
        behaviourWeight,
        featureWeights);
  }

  public static ProfileOptions defaults() {
    return new ProfileOptions(
        Optional.empty(),
        Optional.of(Adapter.REGRESSION),
        Optional.empty(),
        64,
        5,
        true,
        Scaler.STANDARD,
        0,
        Map.of());
  }
}
