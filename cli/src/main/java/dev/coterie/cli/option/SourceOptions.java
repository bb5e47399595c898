package dev.coterie.cli.option;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.pipeline.SourceConfiguration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

  /** What the options say, over what is configured where they are silent. */
  public SourceConfiguration over(SourceConfiguration configured) {
    Map<String, String> columns = new TreeMap<>(configured.map());
    map.forEach((role, column) -> columns.put(role.strip().toLowerCase(Locale.ROOT), column));
    Map<String, List<String>> missingValues = new TreeMap<>(configured.missing());
    missingValues.putAll(missing());
    return new SourceConfiguration(
        events.isEmpty() ? configured.events() : events,
        items.isEmpty() ? configured.items() : items,
        Optional.ofNullable(layout).or(configured::layout),
        columns,
        Optional.ofNullable(kind).or(configured::kind),
        Optional.ofNullable(where).or(configured::where),
        missingValues,
        Optional.ofNullable(dateFormat).or(configured::dateFormat),
        zone == null ? configured.zone() : zone,
        Optional.ofNullable(times).or(configured::times),
        configured.weights(),
        configured.words());
  }

  private Map<String, List<String>> missing() {
    Map<String, List<String>> values = new TreeMap<>();
    for (String pair : missing) {
      int at = pair.indexOf('=');
      if (at < 1) {
        throw new BadUsage("--missing '" + pair + "' lacks a role; write --missing user=0.");
      }
      values
          .computeIfAbsent(
              pair.substring(0, at).strip().toLowerCase(Locale.ROOT), role -> new ArrayList<>())
          .add(pair.substring(at + 1));
    }
    return values;
  }
}
