package dev.coterie.pipeline.profile;

import dev.coterie.domain.Decay;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.Profiles;
import dev.coterie.domain.Profiles.Interest;
import dev.coterie.domain.Profiles.Scaling;
import dev.coterie.domain.TextBlock;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Learns the item space, and profiles users in it. */
public final class Profiling {
  private Profiling() {}

  /**
   * Learns the item space from behaviour and text; touches do not fade in it.
   *
   * @param without users to learn nothing from
   */
  public static ItemSpace space(
      EventLog events,
      BitSet without,
      List<TextBlock> texts,
      Factorisation factorisation,
      ProfileOptions options,
      long seed,
      Workers workers) {
    return SpaceLearning.learn(events, without, texts, factorisation, options, seed, workers);
  }

  /**
   * The factorisation for data whose entities are too few to be associated with each other; empty
   * where there are enough.
   */
  public static Optional<Factorisation> ofFewEntities(EventLog events, BitSet without) {
    Touches touches = Touches.of(events, Decay.NONE, events.latest(), without);
    return CoreEntities.of(touches).size() < SpaceLearning.AT_LEAST_SHARED
        ? Optional.of(Factorisation.TFIDF_SVD)
        : Optional.empty();
  }

  /** Interest vectors alone, one unit row a user, as seen at {@code now}. */
  public static Matrix interest(
      EventLog events, ItemSpace space, Decay decay, long now, Workers workers) {
    return Pooling.interest(
        Touches.of(events, decay, now, new BitSet()), space.vectors(), space.rarity(), workers);
  }

  /**
   * Profiles of the training users, and the scaling that they give.
   *
   * @param robots users whose behaviour does not count for the scaling
   */
  public static Profiles learn(
      EventLog events,
      BitSet robots,
      ItemSpace space,
      ProfileOptions options,
      long now,
      Workers workers) {
    BehaviourFeatures.Table behaviour = BehaviourFeatures.of(events, now);
    Touches touches = Touches.of(events, space.decay(), now, new BitSet());
    return profiles(
        space,
        touches,
        behaviour,
        options.scaler().fit(behaviour.without(robots)),
        OwnInterests.of(space, touches, options.interests(), workers),
        options,
        workers);
  }

  /** The few interests of each user alone, as seen at {@code now}. */
  public static List<List<Interest>> interests(
      EventLog events,
      float[] affinity,
      ItemSpace space,
      ProfileOptions options,
      long now,
      Workers workers) {
    Touches touches = Touches.of(events, affinity, space.decay(), now, new BitSet());
    return OwnInterests.of(space, touches, options.interests(), workers);
  }

  /**
   * Profiles of any users, scaled as the training users were, without their {@linkplain #interests
   * few interests}, which cost the most and decide no place.
   *
   * @param affinity how much each event says, by the ratings that the training users gave
   */
  public static Profiles apply(
      EventLog events,
      float[] affinity,
      ItemSpace space,
      List<Scaling> scaling,
      ProfileOptions options,
      long now,
      Workers workers) {
    BehaviourFeatures.Table behaviour =
        BehaviourFeatures.of(events, now).select(scaling.stream().map(Scaling::feature).toList());
    Touches touches = Touches.of(events, affinity, space.decay(), now, new BitSet());
    List<List<Interest>> none = Collections.nCopies(events.users().size(), List.of());
    return profiles(space, touches, behaviour, scaling, none, options, workers);
  }

  private static Profiles profiles(
      ItemSpace space,
      Touches touches,
      BehaviourFeatures.Table behaviour,
      List<Scaling> scaling,
      List<List<Interest>> interests,
      ProfileOptions options,
      Workers workers) {
    return new Profiles(
        Pooling.interest(touches, space.vectors(), space.rarity(), workers),
        behaviour.values(),
        options.scaler().apply(scaling, behaviour.values()),
        scaling,
        interests);
  }
}
