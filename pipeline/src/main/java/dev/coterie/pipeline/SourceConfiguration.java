package dev.coterie.pipeline;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Nearest;
import dev.coterie.pipeline.ingest.EventSource;
import dev.coterie.pipeline.ingest.Layout;
import dev.coterie.pipeline.ingest.Role;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Where the data is and how to read it, in the words of a configuration file and of the options of
 * the same names.
 *
 * @param events files or patterns
 * @param items files or patterns of the catalogue
 * @param layout name of a layout; empty: recognised
 * @param map column by role
 * @param kind of every event where no column says it
 * @param where an SQL condition that rows must meet
 * @param missing values that mean missing, by role
 * @param dateFormat of the times; empty: recognised
 * @param zone of times that name none
 * @param times {@code A..B}, the range of believable times
 * @param weights of kinds
 * @param words of the source for a kind
 */
public record SourceConfiguration(
    List<String> events,
    List<String> items,
    Optional<String> layout,
    Map<String, String> map,
    Optional<String> kind,
    Optional<String> where,
    Map<String, List<String>> missing,
    Optional<String> dateFormat,
    String zone,
    Optional<String> times,
    Map<String, Double> weights,
    Map<String, String> words) {

  public static SourceConfiguration defaults() {
    return of(List.of(), List.of());
  }

  /** Everything but the files found by itself. */
  public static SourceConfiguration of(List<String> events, List<String> items) {
    return new SourceConfiguration(
        events,
        items,
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        "UTC",
        Optional.empty(),
        Map.of(),
        Map.of());
  }

  /** The same way of reading for other files. */
  public SourceConfiguration withFiles(List<String> otherEvents, List<String> otherItems) {
    return with(otherEvents, otherItems, times);
  }

  /** The same with another range of believable times. */
  public SourceConfiguration withTimes(String span) {
    return with(events, items, Optional.of(span));
  }

  private SourceConfiguration with(
      List<String> otherEvents, List<String> otherItems, Optional<String> otherTimes) {
    return new SourceConfiguration(
        otherEvents,
        otherItems,
        layout,
        map,
        kind,
        where,
        missing,
        dateFormat,
        zone,
        otherTimes,
        weights,
        words);
  }

  /** Only what holds for other columns too: kinds, their weights and words, and the zone. */
  public SourceConfiguration withoutColumns() {
    return new SourceConfiguration(
        events,
        items,
        Optional.empty(),
        Map.of(),
        kind,
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        zone,
        times,
        weights,
        words);
  }

  /**
   * What {@code ingest} reads.
   *
   * @param fewest users and items that are too few, see {@link EventSource}
   * @throws BadUsage where a word is unknown
   */
  public EventSource source(int fewest) {
    if (events.isEmpty()) {
      throw new BadUsage(
          "Which events? Name their files: --events FILE, or source.events in --config.");
    }
    Map<Role, String> columns = new EnumMap<>(Role.class);
    map.forEach((role, column) -> columns.put(role("map", role), column.strip()));
    Map<Role, Set<String>> missingByRole = new EnumMap<>(Role.class);
    missing.forEach(
        (role, values) -> missingByRole.put(role("missing", role), new TreeSet<>(values)));
    ZoneId zoneId = zoneId();
    return new EventSource(
        events,
        items,
        layout.map(SourceConfiguration::layout).orElse(Layout.AUTO),
        columns,
        kind,
        where,
        missingByRole,
        dateFormat,
        zoneId,
        times.map(text -> TimeSpan.parse(text, zoneId)),
        new TreeMap<>(weights),
        new TreeMap<>(words),
        fewest);
  }

  private static Layout layout(String name) {
    return named("layout", "layout", name, Layout.values(), l -> l.name().toLowerCase(Locale.ROOT));
  }

  private static Role role(String option, String name) {
    return named(option, "role", name, Role.values(), Role::label);
  }

  private static <E> E named(
      String option, String what, String name, E[] values, Function<E, String> label) {
    List<String> labels = Arrays.stream(values).map(label).toList();
    int at = labels.indexOf(name.strip().toLowerCase(Locale.ROOT));
    if (at < 0) {
      throw new BadUsage(
          unknown(option, what, name, labels, "known are " + String.join(", ", labels) + "."));
    }
    return values[at];
  }

  private ZoneId zoneId() {
    if (zone.equals("UTC")) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new BadUsage(
          unknown(
              "zone",
              "time zone",
              zone,
              new TreeSet<>(ZoneId.getAvailableZoneIds()),
              "write it as in Europe/London or +08:00."),
          e);
    }
  }

  private static String unknown(
      String option, String what, String name, Collection<String> known, String otherwise) {
    return "%s: unknown %s '%s'; %s"
        .formatted(
            option,
            what,
            name,
            Nearest.to(name, known).map(near -> "did you mean '" + near + "'?").orElse(otherwise));
  }
}
