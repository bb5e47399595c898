package dev.coterie.pipeline.ingest;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where events and items are, and how to read them.
 *
 * @param events files or globs: CSV, TSV, JSON, JSON lines, Parquet, gzip or not
 * @param items catalogue files or globs, may be empty
 * @param columns column name, or {@code #position} from 1, of a role; other roles are found by
 *     their usual names
 * @param kind the kind of every event where no column says it
 * @param where an SQL condition over the source columns; rows for which it is not true are dropped
 * @param missing values that mean "missing", compared after normalising
 * @param dateFormat of the time column, {@code dd/MM/yyyy HH:mm} or {@code %d/%m/%Y %H:%M}
 * @param zone of times that name none
 * @param times the range of believable times, by default from 2000 (MovieLens: 1995) to a day from
 *     now
 * @param kindWeights weights of kinds, by name in any case; makes a custom kind known
 * @param kindNames words of the source for a kind, by word in any case
 * @param fewest fewer users, or fewer items and texts, than this are refused; 2 for fitting, 1 for
 *     new events against an existing catalogue
 */
public record EventSource(
    List<String> events,
    List<String> items,
    Layout layout,
    Map<Role, String> columns,
    Optional<String> kind,
    Optional<String> where,
    Map<Role, Set<String>> missing,
    Optional<String> dateFormat,
    ZoneId zone,
    Optional<TimeRange> times,
    Map<String, Double> kindWeights,
    Map<String, String> kindNames,
    int fewest) {

  /** From {@code first} to {@code last}, both included. */
  public record TimeRange(Instant first, Instant last) {
    public TimeRange {
      if (last.isBefore(first)) {
        throw new IllegalArgumentException("a time range from " + first + " back to " + last);
      }
    }
  }

  public EventSource {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("events must name at least one file");
    }
    if (fewest < 1) {
      throw new IllegalArgumentException("fewest must be at least 1, not " + fewest);
    }
    events = List.copyOf(events);
    items = List.copyOf(items);
    columns = Map.copyOf(columns);
    missing = Map.copyOf(missing);
    kindWeights = Map.copyOf(kindWeights);
    kindNames = Map.copyOf(kindNames);
  }

  /** Events in these files, everything else found by itself. */
  public static EventSource of(String... events) {
    return new EventSource(
        List.of(events),
        List.of(),
        Layout.AUTO,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        ZoneOffset.UTC,
        Optional.empty(),
        Map.of(),
        Map.of(),
        2);
  }

  public EventSource withItems(String... items) {
    return new EventSource(
        events,
        List.of(items),
        layout,
        columns,
        kind,
        where,
        missing,
        dateFormat,
        zone,
        times,
        kindWeights,
        kindNames,
        fewest);
  }

  public EventSource withLayout(Layout layout) {
    return new EventSource(
        events,
        items,
        layout,
        columns,
        kind,
        where,
        missing,
        dateFormat,
        zone,
        times,
        kindWeights,
        kindNames,
        fewest);
  }

  public EventSource withColumns(Map<Role, String> columns) {
    return new EventSource(
        events,
        items,
        layout,
        columns,
        kind,
        where,
        missing,
        dateFormat,
        zone,
        times,
        kindWeights,
        kindNames,
        fewest);
  }

  public EventSource withKind(String kind) {
    return new EventSource(
        events,
        items,
        layout,
        columns,
        Optional.of(kind),
        where,
        missing,
        dateFormat,
        zone,
        times,
        kindWeights,
        kindNames,
        fewest);
  }

  public EventSource withWhere(String where) {
    return new EventSource(
        events,
        items,
        layout,
        columns,
        kind,
        Optional.of(where),
        missing,
        dateFormat,
        zone,
        times,
        kindWeights,
        kindNames,
        fewest);
  }

  public EventSource withMissing(Map<Role, Set<String>> missing) {
    return new EventSource(
        events,
        items,
        layout,
        columns,
        kind,
        where,
        missing,
        dateFormat,
        zone,
        times,
        kindWeights,
        kindNames,
        fewest);
  }

  public EventSource withDateFormat(String dateFormat) {
    return new EventSource(
        events,
        items,
        layout,
        columns,
        kind,
        where,
        missing,
        Optional.of(dateFormat),
        zone,
        times,
        kindWeights,
        kindNames,
        fewest);
  }

  public EventSource withZone(ZoneId zone) {
    return new EventSource(
        events,
        items,
        layout,
        columns,
        kind,
        where,
        missing,
        dateFormat,
        zone,
        times,
        kindWeights,
        kindNames,
        fewest);
  }

  public EventSource withTimes(TimeRange times) {
    return new EventSource(
        events,
        items,
        layout,
        columns,
        kind,
        where,
        missing,
        dateFormat,
        zone,
        Optional.of(times),
        kindWeights,
        kindNames,
        fewest);
  }

  public EventSource withKindWeights(Map<String, Double> kindWeights) {
    return new EventSource(
        events,
        items,
        layout,
        columns,
        kind,
        where,
        missing,
        dateFormat,
        zone,
        times,
        kindWeights,
        kindNames,
        fewest);
  }

  public EventSource withKindNames(Map<String, String> kindNames) {
    return new EventSource(
        events,
        items,
        layout,
        columns,
        kind,
        where,
        missing,
        dateFormat,
        zone,
        times,
        kindWeights,
        kindNames,
        fewest);
  }

  public EventSource withFewest(int fewest) {
    return new EventSource(
        events,
        items,
        layout,
        columns,
        kind,
        where,
        missing,
        dateFormat,
        zone,
        times,
        kindWeights,
        kindNames,
        fewest);
  }
}
