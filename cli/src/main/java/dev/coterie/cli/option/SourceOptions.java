package dev.coterie.cli.option;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Nearest;
import dev.coterie.pipeline.ingest.EventSource;
import dev.coterie.pipeline.ingest.Layout;
import dev.coterie.pipeline.ingest.Role;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which files to read, and how; the words of the reading rules. */
public final class SourceOptions {
  @Option(
      names = "--events",
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Files of events, or patterns such as 'logs/*.csv.gz' (CSV, TSV, JSON, Parquet).")
  private List<String> events = List.of();

  @Option(
      names = "--items",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files of the catalogue.")
  private List<String> items = List.of();

  @Option(
      names = "--layout",
      paramLabel = "NAME",
      description = "events, users, movielens or lists (default: recognised by the columns).")
  private @Nullable String layout;

  @Option(
      names = "--map",
      paramLabel = "ROLE=COLUMN",
      split = ",",
      description = "Which column is what, by name or position: --map user=CustomerID,item=#2")
  private Map<String, String> map = new LinkedHashMap<>();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "The kind of all events where no column says it, such as PURCHASE.")
  private @Nullable String kind;

  @Option(
      names = "--where",
      paramLabel = "SQL",
      description = "Keep only rows for which this holds: --where 'Quantity > 0'")
  private @Nullable String where;

  @Option(
      names = "--missing",
      paramLabel = "ROLE=VALUE",
      split = ",",
      description = "A value that means missing: --missing user=0")
  private List<String> missing = List.of();

  @Option(
      names = "--date-format",
      paramLabel = "FORMAT",
      description = "How times are written, such as dd/MM/yyyy HH:mm.")
  private @Nullable String dateFormat;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Time zone of times that name none, such as Europe/London (default: UTC).")
  private @Nullable String zone;

  @Option(
      names = "--times",
      paramLabel = "A..B",
      description = "Times outside are rejected (default: 2000-01-01 to tomorrow).")
  private @Nullable String times;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "All of this, and the settings of the fit, from a YAML file.")
  private @Nullable Path config;

  /** The file of {@code --config}; its settings give way to the options on the command line. */
  public Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  /** What the options say; refuses them without a file of events. */
  public EventSource source() {
    if (events.isEmpty()) {
      throw new BadUsage("Which events? Name their files: --events FILE…");
    }
    return source(EventSource.of(events.toArray(String[]::new)));
  }

  /** What the options say, over what is configured where they are silent. */
  public EventSource source(EventSource configured) {
    ZoneId zone = zone(configured.zone());
    Map<Role, String> columns = new EnumMap<>(Role.class);
    columns.putAll(configured.columns());
    columns.putAll(columns());
    Map<Role, Set<String>> missingValues = new EnumMap<>(Role.class);
    missingValues.putAll(configured.missing());
    missingValues.putAll(missing());
    return new EventSource(
        events.isEmpty() ? configured.events() : events,
        items.isEmpty() ? configured.items() : items,
        layout == null ? configured.layout() : layout(layout),
        columns,
        Optional.ofNullable(kind).or(configured::kind),
        Optional.ofNullable(where).or(configured::where),
        missingValues,
        Optional.ofNullable(dateFormat).or(configured::dateFormat),
        zone,
        times == null ? configured.times() : Optional.of(TimeSpan.parse(times, zone)),
        configured.kindWeights(),
        configured.kindNames(),
        configured.fewest());
  }

  private static Layout layout(String name) {
    List<String> names = new ArrayList<>();
    for (Layout each : Layout.values()) {
      if (each.name().equalsIgnoreCase(name)) {
        return each;
      }
      names.add(each.name().toLowerCase(Locale.ROOT));
    }
    throw new BadUsage(unknown("--layout", "layout", name, names));
  }

  private Map<Role, String> columns() {
    Map<Role, String> columns = new EnumMap<>(Role.class);
    map.forEach((role, column) -> columns.put(role("--map", role), column.strip()));
    return columns;
  }

  private Map<Role, Set<String>> missing() {
    Map<Role, Set<String>> values = new EnumMap<>(Role.class);
    for (String pair : missing) {
      int at = pair.indexOf('=');
      if (at < 1) {
        throw new BadUsage("--missing '" + pair + "' lacks a role; write --missing user=0.");
      }
      values
          .computeIfAbsent(role("--missing", pair.substring(0, at)), role -> new TreeSet<>())
          .add(pair.substring(at + 1));
    }
    return values;
  }

  private static Role role(String option, String name) {
    return Role.of(name)
        .orElseThrow(
            () ->
                new BadUsage(
                    unknown(
                        option, "role", name, Stream.of(Role.values()).map(Role::label).toList())));
  }

  private ZoneId zone(ZoneId configured) {
    if (zone == null) {
      return configured;
    }
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new BadUsage(
          unknown(
              "--zone", "time zone", zone, ZoneId.getAvailableZoneIds().stream().sorted().toList()),
          e);
    }
  }

  private static String unknown(String option, String what, String name, List<String> known) {
    String remedy =
        Nearest.to(name, known)
            .map(near -> "did you mean '" + near + "'?")
            .orElse(
                known.size() > 30
                    ? "write it as in Europe/London or +08:00."
                    : "known are " + String.join(", ", known) + ".");
    return option + ": unknown " + what + " '" + name + "'; " + remedy;
  }
}
