package dev.coterie.cli.option;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.pipeline.SourceConfiguration;
import java.util.ArrayList;
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
      description =
          "events, users, movielens, lists, recbole or gorse (default: recognised by the columns).")
  private @Nullable String layout;

  @Option(
      names = "--map",
      paramLabel = "ROLE=COLUMN",
      split = ",",
      description = "Which column is what, by name or position: --map user=CustomerID,item=#2")
  private List<String> map = List.of();

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
      description =
          "Times outside are rejected (default: 2000-01-01 to tomorrow; from 1995 for movielens and recbole).")
  private @Nullable String times;

  /** What the options say, over what is configured where they are silent. */
  public SourceConfiguration over(SourceConfiguration configured) {
    Map<String, String> columns = new TreeMap<>(configured.map());
    for (String text : map) {
      Pair pair = Pair.of("--map", text, "column", "user=CustomerID");
      columns.put(pair.role, pair.value);
    }
    Map<String, List<String>> missingValues = new TreeMap<>();
    for (String text : missing) {
      Pair pair = Pair.of("--missing", text, "value", "user=0");
      missingValues.computeIfAbsent(pair.role, role -> new ArrayList<>()).add(pair.value);
    }
    configured.missing().forEach(missingValues::putIfAbsent);
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

  private record Pair(String role, String value) {
    static Pair of(String option, String text, String second, String example) {
      int at = text.indexOf('=');
      if (at < 1 || text.substring(at + 1).isBlank()) {
        throw new BadUsage(
            "%s '%s' is no pair of role and %s; write for example %s %s."
                .formatted(option, text, second, option, example));
      }
      return new Pair(
          text.substring(0, at).strip().toLowerCase(Locale.ROOT), text.substring(at + 1));
    }
  }
}
