package dev.coterie.pipeline.recommend;

import dev.coterie.domain.Choices;
import dev.coterie.domain.Chosen;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Manifest;
import dev.coterie.domain.Note;
import dev.coterie.domain.RankingSettings;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.ItemTraits;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.UserState;
import dev.coterie.recommend.evaluation.Protocol;
import dev.coterie.recommend.evaluation.Split;
import dev.coterie.recommend.fusion.FusedModel;
import dev.coterie.recommend.fusion.Kin;
import dev.coterie.recommend.linear.WeightStore;
import dev.coterie.recommend.lineup.Lineup;
import dev.coterie.recommend.lineup.Lineup.Learned;
import dev.coterie.recommend.lineup.Member;
import dev.coterie.recommend.lineup.Training;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Fits the recommenders and the one ranking fused from them. Settings and weights are learned on an
 * inner part of the events that is held back, where users are understood from the earlier part
 * alone; then everything is fitted again to all of it.
 */
public final class RecommenderFitting {
  private static final double KNOWN_SHARE = 0.9;
  private static final double KNOWN_SHARE_WITHOUT_TIMES = 0.8;

  private final BitSet robots;
  private final long seed;
  private final Workers workers;
  private final Progress progress;

  private RecommenderFitting(BitSet robots, long seed, Workers workers, Progress progress) {
    this.robots = robots;
    this.seed = seed;
    this.workers = workers;
    this.progress = progress;
  }

  /**
   * Fits, and makes a list for every user.
   *
   * @param robots users to learn nothing from
   * @param audience what is understood of all events
   * @param earlier understands users from an earlier part of the events
   * @param chosen by an earlier fit, taken over rather than learned again
   */
  public static Recommenders fit(
      EventLog events,
      BitSet robots,
      Audience audience,
      Function<EventLog, Audience> earlier,
      Optional<Chosen> chosen,
      RecommendOptions options,
      long seed,
      Workers workers,
      Progress progress) {
    ListRules rules =
        ListRules.of(events.items(), options, events.latest(), audience.itemVectors());
    RecommenderFitting fitting = new RecommenderFitting(robots, seed, workers, progress);
    Learned learned =
        chosen
            .map(from -> LearnedRanking.of(from.ranking()))
            .orElseGet(
                () -> fitting.learn(List.of(inner(events, robots, seed)), earlier, Lineup::fused));
    Training training = learned.training(fitting.training(events, audience, events.latest()));
    FusedModel fused = Lineup.fitFused(learned, training, workers, seed, progress);
    Training everyone = learned.training(training(events, new BitSet(), audience, events.latest()));
    IntFunction<UserState> states = u -> (robots.get(u) ? everyone : training).state(u);
    return new Recommenders(
        Lists.of(
            events,
            states,
            new Ranker(fused, training.interactions(), audience.segmentIds()),
            rules,
            options.length(),
            workers),
        LearnedRanking.settings(learned),
        chosen.map(Chosen::fusion).orElseGet(() -> fusion(learned)),
        chosen.map(RecommenderFitting::takenOver).orElseGet(() -> choices(learned)));
  }

  private static List<Choices.Choice> takenOver(Chosen from) {
    return List.of(
        new Choices.Choice("recommend", "as before", Note.of("taken-over", from.fit()), List.of()));
  }

  /**
   * The ranking of an earlier fit, made again from what it learned; the same bytes as then.
   *
   * @param events all events of that fit
   * @param audience what it understood of them
   * @param store of that fit's weights
   */
  public static Ranker again(
      EventLog events,
      BitSet robots,
      Audience audience,
      RankingSettings settings,
      WeightStore store,
      long seed,
      Workers workers,
      Progress progress) {
    Learned learned = LearnedRanking.of(settings);
    Training training = learned.training(training(events, robots, audience, events.latest()));
    return new Ranker(
        Lineup.fitFused(learned, training, store, workers, seed, progress),
        training.interactions(),
        audience.segmentIds());
  }

  /**
   * Every recommender by name, the fused one last, fitted to all events; for comparisons.
   *
   * @param robots users to learn nothing from
   * @param inner parts of the events on which settings and weights are learned, at least one
   * @param now the time of asking
   */
  public static Compared compare(
      EventLog events,
      BitSet robots,
      Audience audience,
      List<Holdout> inner,
      Function<EventLog, Audience> earlier,
      long now,
      long seed,
      Workers workers,
      Progress progress) {
    RecommenderFitting fitting = new RecommenderFitting(robots, seed, workers, progress);
    Learned learned = fitting.learn(inner, earlier, before -> EnumSet.allOf(Member.class));
    Training training = learned.training(fitting.training(events, audience, now));
    Map<Member, Model> members = Lineup.fitAll(learned, training, workers, seed, progress);
    Kin kin = Lineup.kin(training, workers);
    SequencedMap<String, Model> named = new LinkedHashMap<>();
    members.forEach((member, model) -> named.put(LearnedRanking.name(member), model));
    named.put(Compared.WITHOUT_SEGMENTS, Lineup.fuseUngrouped(learned, members, kin));
    named.put(Compared.FUSED, Lineup.fuse(learned, members, kin));
    Training everyone = learned.training(training(events, new BitSet(), audience, now));
    return new Compared(
        named,
        training,
        u -> (robots.get(u) ? everyone : training).state(u),
        audience.segmentIds().getFirst(),
        fusion(learned),
        choices(learned),
        Lineup.leansOnGroups(learned),
        other -> {
          Training regrouped =
              new Training(training.interactions(), other.traits(), training.items());
          Map<Member, Model> again = Lineup.regroup(learned, members, regrouped, workers, seed);
          return new Regrouped(
              Objects.requireNonNull(again.get(Member.GROUP)),
              Lineup.fuse(learned, again, kin),
              regrouped::state);
        });
  }

  /**
   * Fitted models by name, what they were fitted to, and what was learned on the way.
   *
   * @param states of all users, those included whom nothing was learned from
   * @param segmentIds in the order of the memberships' columns
   * @param leansOnSegments whether the fused one gives weight to what knows segments
   * @param regroup fits what knows segments to others, by the same settings and weights
   */
  public record Compared(
      SequencedMap<String, Model> models,
      Training training,
      IntFunction<UserState> states,
      List<String> segmentIds,
      Manifest.Fusion fusion,
      List<Choices.Choice> choices,
      boolean leansOnSegments,
      Function<Audience, Regrouped> regroup) {
    public static final String FUSED = "fused";
    public static final String WITHOUT_SEGMENTS = "fused-without-segments";
    public static final String SEGMENT = LearnedRanking.name(Member.GROUP);
  }

  /**
   * What knows segments, fitted to others than the training has.
   *
   * @param segment best sellers of a user's segment
   * @param states of the training users
   */
  public record Regrouped(Model segment, FusedModel fused, IntFunction<UserState> states) {}

  /** The part of the events that is held back where nothing else is asked for. */
  public static Holdout inner(EventLog events, BitSet robots, long seed) {
    Split split =
        events.hasTimes()
            ? new Split.Temporal(KNOWN_SHARE)
            : new Split.Random(KNOWN_SHARE_WITHOUT_TIMES);
    return Holdout.of(events, robots, split, Protocol.NEW_ITEMS, seed);
  }

  /** Learns, choosing the settings of some members; the others keep the initial ones. */
  private Learned learn(
      List<Holdout> inner,
      Function<EventLog, Audience> earlier,
      Function<Training, Collection<Member>> tuned) {
    List<Lineup.Fold> folds = new ArrayList<>();
    for (Holdout holdout : inner) {
      Training before = training(holdout.known(), earlier.apply(holdout.known()), holdout.now());
      folds.add(new Lineup.Fold(before, holdout.heldOut()));
    }
    return Lineup.learn(folds, tuned.apply(folds.getFirst().earlier()), workers, seed, progress);
  }

  private Training training(EventLog log, Audience audience, long now) {
    return training(log, robots, audience, now);
  }

  private static Training training(EventLog log, BitSet without, Audience audience, long now) {
    return new Training(
        Touched.of(log, without).interactions(log, now),
        audience.traits(),
        new ItemTraits(audience.itemVectors(), ItemLabels.of(log.items())));
  }

  private static Manifest.Fusion fusion(Learned learned) {
    SequencedMap<String, Double> weights = LearnedRanking.weights(learned);
    SequencedMap<String, Double> validation = new LinkedHashMap<>();
    for (int m = 0; m < learned.members().size(); m++) {
      validation.put(
          LearnedRanking.name(learned.members().get(m)), learned.fusion().memberNdcg()[m]);
    }
    validation.put("fused", learned.fusion().ndcg());
    return new Manifest.Fusion(weights, validation);
  }

  private static List<Choices.Choice> choices(Learned learned) {
    return learned.choices().stream()
        .map(
            choice ->
                new Choices.Choice(
                    "recommend." + LearnedRanking.name(choice.member()),
                    choice.chosen(),
                    Note.of("last-part"),
                    choice.trials().stream()
                        .map(trial -> new Choices.Trial(trial.value(), trial.ndcg()))
                        .toList()))
        .toList();
  }
}
