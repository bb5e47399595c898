package dev.coterie.cli.option;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  public List<String> events() {
    return List.copyOf(events);
  }

  public List<String> items() {
    return List.copyOf(items);
  }

  public Optional<String> layout() {
    return Optional.ofNullable(layout);
  }

  /** Column by role, as written. */
  public Map<String, String> map() {
    return Map.copyOf(map);
  }

  public Optional<String> kind() {
    return Optional.ofNullable(kind);
  }

  public Optional<String> where() {
    return Optional.ofNullable(where);
  }

  /** Pairs {@code role=value}, as written. */
  public List<String> missing() {
    return List.copyOf(missing);
  }

  public Optional<String> dateFormat() {
    return Optional.ofNullable(dateFormat);
  }

  public Optional<String> zone() {
    return Optional.ofNullable(zone);
  }

  public Optional<String> times() {
    return Optional.ofNullable(times);
  }

  public Optional<Path> config() {
    return Optional.ofNullable(config);
  }
}
