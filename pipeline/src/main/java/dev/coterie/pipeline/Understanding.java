package dev.coterie.pipeline;

import dev.coterie.domain.Choices.Choice;
import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.Decay;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.Profiles;
import dev.coterie.domain.Segmentation;
import dev.coterie.domain.TextBlock;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.choice.SpaceChoice;
import dev.coterie.pipeline.given.GivenFinding;
import dev.coterie.pipeline.lineage.Generation;
import dev.coterie.pipeline.profile.ProfileOptions;
import dev.coterie.pipeline.profile.Profiling;
import dev.coterie.pipeline.recommend.Audience;
import dev.coterie.pipeline.segment.FormerCentres;
import dev.coterie.pipeline.segment.GivenGroups;
import dev.coterie.pipeline.segment.SegmentOptions;
import dev.coterie.pipeline.segment.Segmenting;
import dev.coterie.recommend.UserTraits;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is understood of users from one log: the part of the story that is told again wherever
 * something must be judged on events that were held back.
 *
 * @param given what was chosen for segments that a team gave
 */
public record Understanding(
    ItemSpace space, Profiles profiles, Segmentation segmentation, List<Choice> given) {

  /**
   * Learns from a log with what was chosen for it.
   *
   * @param robots users to learn nothing from
   * @param texts what the embedders made of the log's texts
   */
  public static Understanding of(
      EventLog events,
      BitSet robots,
      List<TextBlock> texts,
      SpaceChoice choice,
      FitConfiguration configuration,
      Workers workers,
      Progress progress) {
    return of(
        events,
        robots,
        texts,
        choice,
        Optional.empty(),
        (space, profiles) -> GivenFinding.none(events.users().size()),
        configuration,
        workers,
        new Stopwatch(progress),
        progress);
  }

  static Understanding of(
      EventLog events,
      BitSet robots,
      List<TextBlock> texts,
      SpaceChoice choice,
      Optional<Generation> before,
      BiFunction<ItemSpace, Profiles, GivenFinding> givenAmong,
      FitConfiguration configuration,
      Workers workers,
      Stopwatch stopwatch,
      Progress progress) {
    long now = events.latest();
    long seed = configuration.seed();
    ItemSpace space =
        stopwatch.time(
            "profile",
            () ->
                withDecay(
                    Profiling.space(
                        events,
                        robots,
                        texts,
                        choice.factorisation(),
                        configuration.profile(),
                        seed,
                        workers),
                    choice.decay()));
    Profiles profiles =
        stopwatch.time(
            "profile",
            () -> Profiling.learn(events, robots, space, configuration.profile(), now, workers));
    GivenFinding given = givenAmong.apply(space, profiles);
    Segmentation segmentation =
        stopwatch.time(
            "segment",
            () ->
                Segmenting.find(
                    points(profiles, configuration.profile()),
                    robots,
                    new GivenGroups(given.rules(), given.centres(), given.of()),
                    new FormerCentres(
                        before.flatMap(old -> old.centresIn(events, space)), configuration.anew()),
                    configuration.segments(),
                    choice.k(),
                    seed,
                    workers,
                    progress));
    return new Understanding(space, profiles, segmentation, given.choices());
  }

  /**
   * What recommenders need to know of users, learned from an earlier part of a log.
   *
   * @param segments how many; fewer where fewer users are known so early
   */
  public static Audience audienceOf(
      EventLog known,
      BitSet robots,
      List<TextBlock> texts,
      SpaceChoice choice,
      int segments,
      FitConfiguration configuration,
      Workers workers) {
    long seed = configuration.seed();
    // Ranking is learned on what is known of items by behaviour: the trial of an adapter would cost
    // more than it says.
    ItemSpace space =
        Profiling.space(
            known,
            robots,
            texts,
            choice.factorisation(),
            configuration.profile().byRegression(),
            seed,
            workers);
    Matrix interest = Profiling.interest(known, space, choice.decay(), known.latest(), workers);
    return audienceOf(space, interest, robots, segments, configuration.segments(), seed, workers);
  }

  /** The same users in another number of K-means segments, to see what that is worth. */
  public Audience audienceIn(int segments, BitSet robots, long seed, Workers workers) {
    return audienceOf(
        space,
        profiles.interest(),
        robots,
        segments,
        SegmentOptions.defaults().forTrial(segments),
        seed,
        workers);
  }

  private static Audience audienceOf(
      ItemSpace space,
      Matrix interest,
      BitSet robots,
      int segments,
      SegmentOptions options,
      long seed,
      Workers workers) {
    int k = Math.max(1, Math.min(segments, known(interest, robots)));
    Segmenting.Tree tree = Segmenting.tree(interest, robots, options, k, seed, workers);
    return audience(
        space,
        interest,
        tree.places().membership(),
        tree.places().subMembership(),
        tree.parent(),
        Segmentation.firstIds(tree.centres().rows(), List.of(), tree.parent()));
  }

  private static int known(Matrix interest, BitSet robots) {
    int known = 0;
    for (int u = 0; u < interest.rows(); u++) {
      boolean any = VectorMath.norm(interest.data(), interest.offset(u), interest.columns()) > 0;
      known += any && !robots.get(u) ? 1 : 0;
    }
    return known;
  }

  /** The same under other ids of the segments. */
  Understanding withIds(List<String> ids) {
    return new Understanding(space, profiles, segmentation.withIds(ids), given);
  }

  /** The same for recommenders. */
  public Audience audience() {
    return audience(
        space,
        profiles.interest(),
        segmentation.membership(),
        segmentation.subMembership(),
        segmentation.parent(),
        segmentation.ids());
  }

  private static Audience audience(
      ItemSpace space,
      Matrix interest,
      Matrix membership,
      Matrix subMembership,
      int[] parent,
      List<String> ids) {
    int[] items = IntStream.range(0, space.items()).toArray();
    int segments = membership.columns();
    return new Audience(
        new UserTraits(interest, List.of(membership, subMembership), parent),
        space.vectors().select(items),
        List.of(ids.subList(0, segments), ids.subList(segments, ids.size())));
  }

  /** What users are clustered by: their interest, and behaviour beside it where that is asked. */
  public static Matrix points(Profiles profiles, ProfileOptions options) {
    Matrix interest = profiles.interest();
    double behaviourWeight = options.behaviourWeight();
    if (behaviourWeight == 0) {
      return interest;
    }
    double[] weight = profiles.features().stream().mapToDouble(options::weight).toArray();
    double squares = Arrays.stream(weight).map(w -> w * w).sum();
    if (squares == 0) {
      throw new BadInput(
          "profile.feature-weights asks for %s alone, and this data tells only %s.\nGive other weights, or data with such columns."
              .formatted(
                  options.featureWeights().entrySet().stream()
                      .filter(entry -> entry.getValue() > 0)
                      .map(Map.Entry::getKey)
                      .sorted()
                      .collect(Collectors.joining(", ")),
                  String.join(", ", profiles.features())));
    }
    int wide = interest.columns();
    int features = profiles.scaled().columns();
    Matrix points = Matrix.zeros(interest.rows(), wide + features);
    double share = behaviourWeight / Math.sqrt(squares);
    double length = Math.sqrt(1 + behaviourWeight * behaviourWeight);
    for (int u = 0; u < points.rows(); u++) {
      for (int j = 0; j < wide; j++) {
        points.set(u, j, (float) (interest.get(u, j) / length));
      }
      for (int j = 0; j < features; j++) {
        points.set(u, wide + j, (float) (profiles.scaled().get(u, j) * weight[j] * share / length));
      }
    }
    return points;
  }

  private static ItemSpace withDecay(ItemSpace space, Decay decay) {
    return new ItemSpace(
        space.vectors(),
        space.items(),
        space.rarity(),
        decay,
        space.textMaps(),
        space.rotations(),
        space.method(),
        space.trials());
  }
}
