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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says what each segment and each subsegment is about. */
public final class Describing {
  private static final int CATEGORIES = 6;

  private final EventLog events;
  private final Profiles profiles;
  private final TextPlacing placing;
  private final DescribeOptions options;
  private final Touched items;
  private final Touched categories;
  private final Touched queries;
  private final int[] eventsOfUser;

  private Describing(
      EventLog events, Profiles profiles, TextPlacing placing, DescribeOptions options) {
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
    return new Describing(events, profiles, placing, options)
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
    List<Description> descriptions = new ArrayList<>();
    descriptions.addAll(level(segments, itemLifts, segmentation.centroids(), evidence, workers));
    Groups subsegments = Groups.subsegments(segmentation);
    descriptions.addAll(
        level(
            subsegments,
            Lifts.of(items, subsegments),
            segmentation.subCentroids(),
            evidence,
            workers));
    return List.copyOf(descriptions);
  }

  private List<Description> level(
      Groups groups, Lifts itemLifts, Matrix centroids, Evidence evidence, Workers workers) {
    int fewest = fewestUsers(groups.of().length);
    Lifts categoryLifts = Lifts.of(categories, groups);
    Lifts queryLifts = Lifts.of(queries, groups);
    List<List<KeyPhrase>> phrases = evidence.phrases(groups, fewest, options.phrases());
    List<List<Lift>> topItems = new ArrayList<>();
    List<List<Lift>> topCategories = new ArrayList<>();
    List<List<Integer>> heldOut = new ArrayList<>();
    List<List<Naming.Part>> parts = new ArrayList<>();
    List<String> fallbacks = new ArrayList<>();
    for (int group = 0; group < groups.count(); group++) {
      topItems.add(itemLifts.top(group, 1, options.items()));
      topCategories.add(categoryLifts.top(group, 1, CATEGORIES));
      heldOut.add(HeldOutItems.of(itemLifts, group));
      parts.add(
          phrases.get(group).stream()
              .map(phrase -> new Naming.Part(phrase.text(), phrase.words()))
              .toList());
      fallbacks.add(fallback(topCategories.get(group), topItems.get(group), group));
    }
    List<Naming.Name> names = Naming.of(parts, fallbacks, heldOut, placing, workers);
    int[] sizes = groups.sizes();
    List<Description> descriptions = new ArrayList<>();
    for (int group = 0; group < groups.count(); group++) {
      descriptions.add(
          new Description(
              names.get(group).text(),
              sentence(sizes[group], phrases.get(group), topItems.get(group)),
              phrases.get(group).stream()
                  .map(phrase -> new Phrase(phrase.text(), phrase.score(), phrase.sources()))
                  .toList(),
              topItems.get(group),
              topCategories.get(group),
              queryLifts.top(group, fewest, options.items()),
              exemplars(groups, group, centroids),
              Behaviours.of(profiles, groups, group),
              names.get(group).assignability()));
    }
    return descriptions;
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
