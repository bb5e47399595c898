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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says what each segment and each subsegment is about. */
public final class Describing {
  private static final int CATEGORIES = 6;

  private final EventLog events;
  private final Profiles profiles;
  private final TextPlacing placing;
  private final DescribeOptions options;
  private final Scribe scribe;
  private final Touched items;
  private final Touched categories;
  private final Touched queries;
  private final int[] eventsOfUser;

  private Describing(
      EventLog events,
      Profiles profiles,
      TextPlacing placing,
      DescribeOptions options,
      Scribe scribe) {
    this.scribe = scribe;
    this.events = events;
    this.profiles = profiles;
    this.placing = placing;
    this.options = options;
    this.items = Touched.items(events);
    this.categories = Touched.categories(events);
    this.queries = Touched.queries(events);
    int[] starts = events.userStarts();
    this.eventsOfUser =
        IntStream.range(0, starts.length - 1).map(u -> starts[u + 1] - starts[u]).toArray();
  }

  /** Descriptions of the segments, then of the subsegments. */
  public static List<Description> describe(
      EventLog events,
      Profiles profiles,
      Segmentation segmentation,
      TextPlacing placing,
      DescribeOptions options,
      Workers workers,
      Progress progress) {
    return describe(
        events, profiles, segmentation, placing, options, Scribe.silent(), workers, progress);
  }

  /** The same, with names and descriptions by a chat model where they pass their test. */
  public static List<Description> describe(
      EventLog events,
      Profiles profiles,
      Segmentation segmentation,
      TextPlacing placing,
      DescribeOptions options,
      Scribe scribe,
      Workers workers,
      Progress progress) {
    return new Describing(events, profiles, placing, options, scribe)
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
    Lifts itemLifts = Lifts.of(items, segments);
    Evidence evidence =
        Evidence.of(
            events,
            items,
            queries,
            HeldOutItems.ofAll(itemLifts, segments.count()),
            workers,
            progress);
    Groups subsegments = Groups.subsegments(segmentation);
    // A segment is named from its subsegments, so these come first.
    List<Description> below =
        level(
            subsegments,
            Lifts.of(items, subsegments),
            segmentation.subCentroids(),
            segmentation.parent(),
            subsegment -> List.of(),
            evidence,
            workers,
            progress);
    List<Description> descriptions =
        new ArrayList<>(
            level(
                segments,
                itemLifts,
                segmentation.centroids(),
                new int[segments.count()],
                segment -> namesBelow(segmentation, segment, below),
                evidence,
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

  private List<Description> level(
      Groups groups,
      Lifts itemLifts,
      Matrix centroids,
      int[] parent,
      IntFunction<List<String>> below,
      Evidence evidence,
      Workers workers,
      Progress progress) {
    int fewest = fewestUsers(groups.of().length);
    int[] sizes = groups.sizes();
    Lifts categoryLifts = Lifts.of(categories, groups);
    Lifts queryLifts = Lifts.of(queries, groups);
    List<List<KeyPhrase>> phrases = evidence.phrases(groups, fewest, options.phrases());
    BitSet heldOutOfAll = HeldOutItems.ofAll(itemLifts, groups.count());
    List<Description> described = new ArrayList<>();
    List<List<Naming.Part>> parts = new ArrayList<>();
    List<String> fallbacks = new ArrayList<>();
    List<List<Integer>> heldOut = new ArrayList<>();
    for (int group = 0; group < groups.count(); group++) {
      List<Lift> topItems = itemLifts.top(group, 1, options.items());
      List<Lift> topCategories = categoryLifts.top(group, 1, CATEGORIES);
      heldOut.add(HeldOutItems.of(itemLifts, group));
      parts.add(
          phrases.get(group).stream()
              .map(phrase -> new Naming.Part(phrase.text(), phrase.words()))
              .toList());
      fallbacks.add(fallback(topCategories, topItems, group));
      described.add(
          new Description(
              fallbacks.get(group),
              sentence(sizes[group], phrases.get(group), topItems),
              phrases.get(group).stream()
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
    List<String> texts = described.stream().map(Description::text).toList();
    List<WrittenNames.Words> own = new ArrayList<>();
    List<GroupFacts> facts = new ArrayList<>();
    List<Naming.Name> names = Naming.of(parts, fallbacks, texts, heldOut, placing, workers);
    for (int group = 0; group < groups.count(); group++) {
      Naming.Name name = names.get(group);
      own.add(
          new WrittenNames.Words(
              name.text(), texts.get(group), name.assignability(), Optional.empty()));
      facts.add(
          facts(
              described.get(group),
              itemLifts.ranked(group, 1, 2 * options.items()),
              heldOutOfAll,
              below.apply(group),
              heldOut.get(group)));
    }
    List<WrittenNames.Words> words =
        WrittenNames.of(
            facts, own, Neighbours.of(centroids, parent), placing, scribe, workers, progress);
    return IntStream.range(0, groups.count())
        .mapToObj(
            group ->
                described
                    .get(group)
                    .named(
                        words.get(group).name(),
                        words.get(group).text(),
                        words.get(group).assignability(),
                        words.get(group).writer()))
        .toList();
  }

  private GroupFacts facts(
      Description described,
      List<Integer> telling,
      BitSet heldOutOfAll,
      List<String> below,
      List<Integer> heldOut) {
    return new GroupFacts(
        described.phrases().stream().map(Phrase::text).toList(),
        telling.stream().filter(i -> !heldOutOfAll.get(i)).map(i -> items.labels().get(i)).toList(),
        described.categories().stream().map(Lift::label).toList(),
        described.queries().stream().map(Lift::label).toList(),
        below,
        heldOut);
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

  /** A name for a group that no phrase speaks for. */
  private static String fallback(List<Lift> categories, List<Lift> items, int group) {
    List<Lift> best = categories.isEmpty() ? items : categories;
    String names = best.stream().limit(2).map(Lift::label).collect(Collectors.joining(" & "));
    return names.isEmpty() ? "Segment " + (group + 1) : names;
  }

  private static String sentence(int size, List<KeyPhrase> phrases, List<Lift> items) {
    String about = phrases.stream().limit(3).map(KeyPhrase::text).collect(Collectors.joining(", "));
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
