package dev.coterie.pipeline.ingest;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

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
    return changed(draft -> draft.items = List.of(items));
  }

  public EventSource withLayout(Layout layout) {
    return changed(draft -> draft.layout = layout);
  }

  public EventSource withColumns(Map<Role, String> columns) {
    return changed(draft -> draft.columns = columns);
  }

  public EventSource withKind(String kind) {
    return changed(draft -> draft.kind = Optional.of(kind));
  }

  public EventSource withWhere(String where) {
    return changed(draft -> draft.where = Optional.of(where));
  }

  public EventSource withMissing(Map<Role, Set<String>> missing) {
    return changed(draft -> draft.missing = missing);
  }

  public EventSource withDateFormat(String dateFormat) {
    return changed(draft -> draft.dateFormat = Optional.of(dateFormat));
  }

  public EventSource withZone(ZoneId zone) {
    return changed(draft -> draft.zone = zone);
  }

  public EventSource withTimes(TimeRange times) {
    return changed(draft -> draft.times = Optional.of(times));
  }

  public EventSource withKindWeights(Map<String, Double> kindWeights) {
    return changed(draft -> draft.kindWeights = kindWeights);
  }

  public EventSource withKindNames(Map<String, String> kindNames) {
    return changed(draft -> draft.kindNames = kindNames);
  }

  public EventSource withFewest(int fewest) {
    return changed(draft -> draft.fewest = fewest);
  }

  private EventSource changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.source();
  }

  /** A source while one of its parts changes. */
  private static final class Draft {
    private final List<String> events;
    private List<String> items;
    private Layout layout;
    private Map<Role, String> columns;
    private Optional<String> kind;
    private Optional<String> where;
    private Map<Role, Set<String>> missing;
    private Optional<String> dateFormat;
    private ZoneId zone;
    private Optional<TimeRange> times;
    private Map<String, Double> kindWeights;
    private Map<String, String> kindNames;
    private int fewest;

    Draft(EventSource source) {
      events = source.events;
      items = source.items;
      layout = source.layout;
      columns = source.columns;
      kind = source.kind;
      where = source.where;
      missing = source.missing;
      dateFormat = source.dateFormat;
      zone = source.zone;
      times = source.times;
      kindWeights = source.kindWeights;
      kindNames = source.kindNames;
      fewest = source.fewest;
    }

    EventSource source() {
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
}
