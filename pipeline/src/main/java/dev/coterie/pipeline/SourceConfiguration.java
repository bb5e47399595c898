package dev.coterie.pipeline;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Nearest;
import dev.coterie.pipeline.ingest.EventSource;
import dev.coterie.pipeline.ingest.EventSource.TimeRange;
import dev.coterie.pipeline.ingest.Layout;
import dev.coterie.pipeline.ingest.Role;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
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
    return new SourceConfiguration(
        List.of(),
        List.of(),
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

  /**
   * What {@code ingest} reads.
   *
   * @param fewest users and items that are too few, see {@link EventSource}
   * @throws BadUsage where a word is unknown
   */
  public EventSource source(int fewest) {
    if (events.isEmpty()) {
      throw new BadUsage("Say which events to read: --events FILE, or source.events in --config.");
    }
    Map<Role, String> columns = new EnumMap<>(Role.class);
    map.forEach((role, column) -> columns.put(role("map", role), column));
    Map<Role, Set<String>> missingByRole = new EnumMap<>(Role.class);
    missing.forEach(
        (role, values) -> missingByRole.put(role("missing", role), new TreeSet<>(values)));
    return new EventSource(
        events,
        items,
        layout
            .map(
                name ->
                    named("layout", name, Layout.values(), l -> l.name().toLowerCase(Locale.ROOT)))
            .orElse(Layout.AUTO),
        columns,
        kind,
        where,
        missingByRole,
        dateFormat,
        zoneId(),
        times.map(this::range),
        new TreeMap<>(weights),
        new TreeMap<>(words),
        fewest);
  }

  private static Role role(String option, String name) {
    return named(option, name, Role.values(), Role::label);
  }

  private static <E> E named(String option, String name, E[] values, Function<E, String> label) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    List<String> labels = Arrays.stream(values).map(label).toList();
    int at = labels.indexOf(wanted);
    if (at < 0) {
      throw new BadUsage(
          "%s: unknown %s '%s'%s; known are %s."
              .formatted(
                  option,
                  option.equals("layout") ? "layout" : "role",
                  name,
                  Nearest.to(wanted, labels).map(n -> ", did you mean " + n + "?").orElse(""),
                  String.join(", ", labels)));
    }
    return values[at];
  }

  private ZoneId zoneId() {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new BadUsage(
          "zone: unknown time zone '" + zone + "'; write one like Europe/London.", e);
    }
  }

  private TimeRange range(String text) {
    int at = text.indexOf("..");
    if (at < 0) {
      throw new BadUsage("times: '" + text + "' is no range; write 2019-01-01..2024-12-31.");
    }
    Instant first = instant(text.substring(0, at), false);
    Instant last = instant(text.substring(at + 2), true);
    if (last.isBefore(first)) {
      throw new BadUsage("times: '" + text + "' ends before it starts.");
    }
    return new TimeRange(first, last);
  }

  private Instant instant(String text, boolean endOfDay) {
    try {
      if (text.contains("T")) {
        return Instant.parse(text);
      }
      LocalDate day = LocalDate.parse(text.strip());
      return (endOfDay ? day.plusDays(1) : day).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      throw new BadUsage("times: '" + text + "' is no date; write 2024-12-31.", e);
    }
  }
}
