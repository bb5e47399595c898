package dev.coterie.pipeline.describe;

import dev.coterie.domain.Description;
import dev.coterie.domain.Description.Lift;
import dev.coterie.domain.Description.Phrase;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Profiles;
import dev.coterie.domain.Segmentation;
import dev.coterie.language.phrase.KeyPhrase;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.chat.Scribe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says what each segment and each subsegment is about. */
public final class Describing {
  /** Phrases in the sentence about a group. */
  private static final int ABOUT = 3;

  private static final int CATEGORIES = 6;

  /** Phrases that a name may be made of, beyond those that are shown. */
  private static final int NAME_PHRASES = 20;

  private static final double NEARLY = 0.5;

  private final EventLog events;
  private final Profiles profiles;
  private final TextPlacing placing;
  private final DescribeOptions options;
  private final BitSet robots;
  private final Scribe scribe;
  private final Touched items;
  private final Touched categories;
  private final Touched queries;
  private final int[] eventsOfUser;
  private final NameStyle style;
  private final Labels labels;

  private Describing(
      EventLog events,
      Profiles profiles,
      TextPlacing placing,
      DescribeOptions options,
      BitSet robots,
      Scribe scribe) {
    this.robots = robots;
    this.scribe = scribe;
    this.events = events;
    this.profiles = profiles;
    this.placing = placing;
    this.options = options;
    this.items = Touched.items(events);
    this.categories = Touched.categories(events);
    this.queries = Touched.queries(events);
    this.style = NameStyle.of(events.items());
    this.labels = Labels.of(events.items());
    int[] starts = events.userStarts();
    this.eventsOfUser =
        IntStream.range(0, starts.length - 1).map(u -> starts[u + 1] - starts[u]).toArray();
  }

  /**
   * Descriptions of the segments, then of the subsegments.
   *
   * @param robots users who are counted but are evidence of nothing
   */
  public static List<Description> describe(
      EventLog events,
      Profiles profiles,
      Segmentation segmentation,
      TextPlacing placing,
      DescribeOptions options,
      BitSet robots,
      Workers workers,
      Progress progress) {
    return describe(
        events,
        profiles,
        segmentation,
        placing,
        options,
        robots,
        Scribe.silent(),
        workers,
        progress);
  }

  /** The same, with names and descriptions by a chat model where they pass their test. */
  public static List<Description> describe(
      EventLog events,
      Profiles profiles,
      Segmentation segmentation,
      TextPlacing placing,
      DescribeOptions options,
      BitSet robots,
      Scribe scribe,
      Workers workers,
      Progress progress) {
    return new Describing(events, profiles, placing, options, robots, scribe)
        .describe(segmentation, workers, progress);
  }

  /**
   * How many distinct users must have produced a phrase or a query before it may be told of a
   * segment: min(20, max(2, 5 % of the users)).
   */
  public static int fewestUsers(int users) {
    return Math.min(20, Math.max(2, (int) Math.ceil(0.05 * users)));
  }

  private List<Description> describe(
      Segmentation segmentation, Workers workers, Progress progress) {
    Groups segments = Groups.segments(segmentation);
    Groups subsegments = Groups.subsegments(segmentation);
    Lifts lifts = Lifts.of(items, segments.without(robots));
    Lifts subLifts = Lifts.of(items, subsegments.without(robots));
    HeldOutItems heldOut = new HeldOutItems(items.ids(), List.of(lifts, subLifts));
    Evidence evidence = Evidence.of(events, items, queries, heldOut, workers, progress);
    Set<String> taken = new HashSet<>();
    Level upper = level(segments, lifts, segmentation.centroids(), heldOut, evidence);
    List<Naming.Name> upperNames = names(upper, taken, workers);
    upperNames.forEach(name -> taken.add(Naming.folded(name.text())));
    Level lower = level(subsegments, subLifts, segmentation.subCentroids(), heldOut, evidence);
    List<Naming.Name> lowerNames = names(lower, taken, workers);
    // A segment is written from its subsegments, so these come first.
    List<Description> below =
        written(
            lower,
            lowerNames,
            Neighbours.of(segmentation.subCentroids(), segmentation.parent()),
            subsegment -> List.of(),
            workers,
            progress);
    List<Description> descriptions =
        new ArrayList<>(
            written(
                upper,
                upperNames,
                Neighbours.of(segmentation.centroids(), new int[segments.count()]),
                segment -> namesBelow(segmentation, segment, below),
                workers,
                progress));
    descriptions.addAll(below);
    return List.copyOf(descriptions);
  }

  private static List<String> namesBelow(
      Segmentation segmentation, int segment, List<Description> below) {
    List<String> names =
        IntStream.range(0, below.size())
            .filter(c -> segmentation.parent()[c] == segment)
            .mapToObj(c -> below.get(c).name())
            .toList();
    return names.size() > 1 ? names : List.of();
  }

  /**
   * One level of the tree before its groups have names.
   *
   * @param described with the id for a name
   * @param said the words of each description that are about the group
   * @param candidates names that each group could have
   * @param heldOut items that each name is tested with
   * @param telling titles of other items that tell most about each group
   */
  private record Level(
      List<Description> described,
      List<String> said,
      List<NameCandidates> candidates,
      List<List<Integer>> heldOut,
      List<List<String>> telling) {}

  private Level level(
      Groups all, Lifts itemLifts, Matrix centroids, HeldOutItems heldOut, Evidence evidence) {
    int fewest = fewestUsers(all.of().length);
    int[] sizes = all.sizes();
    Groups groups = all.without(robots);
    Lifts categoryLifts = Lifts.of(categories, groups);
    Lifts queryLifts = Lifts.of(queries, groups);
    List<List<KeyPhrase>> phrases =
        evidence.phrases(groups, fewest, Math.max(NAME_PHRASES, options.phrases()));
    List<List<NameCandidates.Part>> parts = parts(phrases, evidence.topics());
    Level level =
        new Level(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    for (int group = 0; group < groups.count(); group++) {
      List<Lift> topItems = itemLifts.top(group, 1, options.items());
      List<Lift> topCategories = categoryLifts.top(group, 1, CATEGORIES);
      List<String> telling =
          itemLifts.ranked(group, 1, 2 * options.items()).stream()
              .filter(item -> !heldOut.contains(item))
              .map(item -> items.labels().get(item))
              .toList();
      String about = about(parts.get(group));
      level.said().add(topItems.isEmpty() ? about : about + ". " + topItems.getFirst().label());
      level.heldOut().add(heldOut.of(itemLifts, group));
      level.telling().add(telling);
      level
          .candidates()
          .add(
              NameCandidates.of(
                  parts.get(group),
                  topCategories.isEmpty()
                      ? telling
                      : topCategories.stream().map(Lift::label).map(labels::spoken).toList(),
                  style));
      level
          .described()
          .add(
              new Description(
                  groups.ids().get(group),
                  sentence(sizes[group], about, topItems),
                  phrases.get(group).stream()
                      .limit(options.phrases())
                      .map(phrase -> new Phrase(phrase.text(), phrase.score(), phrase.sources()))
                      .toList(),
                  topItems,
                  topCategories,
                  queryLifts.top(group, fewest, options.items()),
                  exemplars(groups, group, centroids),
                  Behaviours.of(profiles, groups, group),
                  OptionalDouble.empty(),
                  Optional.empty()));
    }
    return level;
  }

  /** What each group could be called by, with what each phrase tells of the others. */
  static List<List<NameCandidates.Part>> parts(List<List<KeyPhrase>> phrases, Set<String> topics) {
    Map<String, List<Double>> scores = new HashMap<>();
    for (List<KeyPhrase> own : phrases) {
      own.forEach(
          phrase ->
              scores.computeIfAbsent(phrase.text(), text -> new ArrayList<>()).add(phrase.score()));
    }
    return phrases.stream()
        .map(
            own ->
                own.stream()
                    .map(
                        phrase ->
                            new NameCandidates.Part(
                                phrase.text(),
                                phrase.words(),
                                phrase.score(),
                                topics.contains(phrase.text()),
                                isShared(phrase, scores.getOrDefault(phrase.text(), List.of()))))
                    .toList())
        .toList();
  }

  /** Whether a phrase tells as much of some other group, or nearly. */
  private static boolean isShared(KeyPhrase phrase, List<Double> scores) {
    return scores.stream().filter(score -> score >= NEARLY * phrase.score()).count() > 1;
  }

  private List<Naming.Name> names(Level level, Set<String> taken, Workers workers) {
    return Naming.of(
        level.candidates(),
        level.described().stream().map(Description::name).toList(),
        level.said(),
        level.heldOut(),
        taken,
        placing,
        workers);
  }

  /** With names: the model's where there is one and it does well, else those of the evidence. */
  private List<Description> written(
      Level level,
      List<Naming.Name> names,
      List<List<Integer>> neighbours,
      IntFunction<List<String>> below,
      Workers workers,
      Progress progress) {
    List<WrittenNames.Words> own = new ArrayList<>();
    List<GroupFacts> facts = new ArrayList<>();
    for (int group = 0; group < names.size(); group++) {
      Description described = level.described().get(group);
      Naming.Name name = names.get(group);
      own.add(
          new WrittenNames.Words(
              name.text(),
              described.text(),
              level.said().get(group),
              name.assignability(),
              Optional.empty()));
      facts.add(
          new GroupFacts(
              described.phrases().stream().map(Phrase::text).toList(),
              level.telling().get(group),
              described.categories().stream().map(Lift::label).toList(),
              described.queries().stream().map(Lift::label).toList(),
              below.apply(group),
              level.heldOut().get(group)));
    }
    List<WrittenNames.Words> words =
        WrittenNames.of(facts, own, neighbours, placing, scribe, workers, progress);
    return IntStream.range(0, names.size())
        .mapToObj(
            group ->
                level
                    .described()
                    .get(group)
                    .named(
                        words.get(group).name(),
                        words.get(group).text(),
                        words.get(group).assignability(),
                        words.get(group).writer()))
        .toList();
  }

  private List<String> exemplars(Groups groups, int group, Matrix centroids) {
    if (options.exemplars() == 0) {
      return List.of();
    }
    return Arrays.stream(
            Exemplars.of(
                profiles.interest(), eventsOfUser, groups, group, centroids, options.exemplars()))
        .mapToObj(user -> events.users().get(user))
        .toList();
  }

  /** The first phrases, those that tell as much of another group a few places further back. */
  private static String about(List<NameCandidates.Part> phrases) {
    return IntStream.range(0, phrases.size())
        .boxed()
        .sorted(Comparator.comparingInt(i -> NameCandidates.place(phrases, i)))
        .limit(ABOUT)
        .map(i -> phrases.get(i).text())
        .collect(Collectors.joining(", "));
  }

  private static String sentence(int size, String about, List<Lift> items) {
    StringBuilder sentence = new StringBuilder();
    sentence.append(String.format(Locale.ROOT, "%,d user%s", size, size == 1 ? "" : "s"));
    if (!about.isEmpty()) {
      sentence.append(" around ").append(about);
    }
    if (!items.isEmpty()) {
      Lift first = items.getFirst();
      sentence.append(
          String.format(
              Locale.ROOT,
              "; %.0f %% of them touched “%s”, %.1f times as many as of everyone",
              100 * first.share(),
              first.label(),
              first.lift()));
    }
    return sentence.append('.').toString();
  }
}
