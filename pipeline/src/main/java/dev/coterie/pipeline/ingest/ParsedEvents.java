package dev.coterie.pipeline.ingest;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.EventKind;
import dev.coterie.domain.Nearest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Makes the table {@code parsed}: a row an event, with what each role says in its own type and with
 * the rule that the row breaks, {@code reason}, NULL for clean rows.
 */
final class ParsedEvents {
  /** Text columns that only describe the item, kept beside the event until titles are chosen. */
  static final List<Role> ITEM_TEXTS =
      List.of(Role.TITLE, Role.DESCRIPTION, Role.CATEGORIES, Role.TAGS, Role.LANGUAGE);

  private final Database database;
  private final RawRows raw;
  private final EventRows rows;
  private final EventSource source;
  private final KindWords kinds;

  ParsedEvents(
      Database database, RawRows raw, EventRows rows, EventSource source, KindWords kinds) {
    this.database = database;
    this.raw = raw;
    this.rows = rows;
    this.source = source;
    this.kinds = kinds;
  }

  /** Makes the table, and gives the rules that were applied. */
  CleaningRules create(Instant now) {
    String time = time();
    new DuplicateRows(database, raw, rows.roles(), source.missing()).find();
    if (source.where().isPresent()) {
      new RowCondition(database, source.where().get()).filter(raw, rows.roles(), source);
    } else {
      database.run("CREATE TABLE filtered (rid BIGINT)");
    }
    defineKinds();
    CleaningRules rules = CleaningRules.of(source, rows, now);
    database.run(
        "CREATE TABLE parsed AS SELECT * EXCLUDE (bad, is_duplicate, is_filtered, time_given,"
            + " bad_number, huge_number), "
            + rules.verdict()
            + " AS reason FROM ("
            + typed(time)
            + ")");
    return rules;
  }

  /** Cells without a value, by column of the source. */
  SequencedMap<String, Long> missing() {
    List<String> counts = new ArrayList<>();
    for (int c = 0; c < raw.columns().size(); c++) {
      counts.add("count(*) - count(" + normal(c, rows.roles().roleOf(c)) + ")");
    }
    SequencedMap<String, Long> missing = new LinkedHashMap<>();
    database.query(
        "SELECT " + String.join(", ", counts) + " FROM " + raw.table() + " WHERE bad IS NULL",
        row -> {
          for (int c = 0; c < raw.columns().size(); c++) {
            missing.put(raw.columns().get(c), row.getLong(c + 1));
          }
        });
    return missing;
  }

  private String normal(int column, Optional<Role> role) {
    return NormalForm.of(
        RawRows.column(column),
        false,
        role.map(r -> source.missing().getOrDefault(r, Set.of())).orElse(Set.of()));
  }

  private String time() {
    if (!rows.has().contains(Role.TIME)) {
      if (source.dateFormat().isPresent()) {
        throw new BadUsage("A date format was given, but no column is the time.");
      }
      return "CAST(NULL AS BIGINT)";
    }
    Integer position = rows.roles().positions().get(Role.TIME);
    return TimeReading.of(
        database,
        rows.relation(),
        of(Role.TIME),
        position == null ? "time" : rows.roles().columns().get(position),
        source.dateFormat());
  }

  private String of(Role role) {
    return NormalForm.of(
        rows.column(role), role.isId(), source.missing().getOrDefault(role, Set.of()));
  }

  private void defineKinds() {
    database.run("CREATE TABLE kind_words (word VARCHAR, code TINYINT)");
    if (!rows.has().contains(Role.KIND)) {
      return;
    }
    Map<String, Integer> codes = new LinkedHashMap<>();
    database.query(
        "SELECT DISTINCT " + of(Role.KIND) + " AS word FROM " + rows.relation(),
        row -> {
          String word = row.getString(1);
          if (word != null) {
            kinds.code(word).ifPresent(code -> codes.put(word, code));
          }
        });
    database.append(
        "kind_words",
        appender -> {
          for (Map.Entry<String, Integer> code : codes.entrySet()) {
            appender.beginRow().append(code.getKey()).append(code.getValue().byteValue()).endRow();
          }
        });
  }

  private String kind() {
    Optional<Integer> named =
        source
            .kind()
            .map(
                name ->
                    kinds
                        .code(name)
                        .orElseThrow(
                            () ->
                                new BadUsage(
                                    "The kind '"
                                        + name
                                        + "' is not known"
                                        + Nearest.to(
                                                name,
                                                kinds.kinds().stream()
                                                    .map(EventKind::name)
                                                    .toList())
                                            .map(near -> "; did you mean '" + near + "'?")
                                            .orElse(
                                                ": give it a weight, as in --set"
                                                    + " source.weights.KIND=1."))));
    if (rows.has().contains(Role.KIND)) {
      return named.isEmpty()
          ? "code"
          : "CASE WHEN kind_word IS NULL THEN " + named.get() + " ELSE code END";
    }
    if (named.isPresent()) {
      return String.valueOf(named.get());
    }
    EventKind usual = rows.has().contains(Role.RATING) ? EventKind.RATING : EventKind.VIEW;
    return "CASE WHEN item IS NULL AND query IS NOT NULL THEN "
        + kinds.code(EventKind.SEARCH)
        + " ELSE "
        + kinds.code(usual)
        + " END";
  }

  private String typed(String time) {
    List<String> texts = new ArrayList<>();
    StringBuilder carried = new StringBuilder();
    for (Role role : ITEM_TEXTS) {
      if (rows.has().contains(role)) {
        texts.add(", " + of(role) + " AS " + role.label());
        carried.append(", ").append(role.label());
      }
    }
    String value = "coalesce(rating, value)";
    return "SELECT rid, src, bad, is_duplicate, is_filtered, \"user\", item,"
        + " coalesce(query, text) AS words, CAST("
        + kind()
        + " AS TINYINT) AS kind, \"time\", time_given, "
        + anyNumber("%s IS NOT NULL AND NOT coalesce(isfinite(TRY_CAST(%s AS DOUBLE)), false)")
        + " AS bad_number, "
        + anyNumber("coalesce(abs(TRY_CAST(%s AS DOUBLE)) > 3.4e38, false)")
        + " AS huge_number, TRY_CAST(TRY_CAST("
        + value
        + " AS DOUBLE) AS FLOAT) AS value, TRY_CAST(TRY_CAST(quantity AS DOUBLE) AS FLOAT)"
        + " AS quantity, TRY_CAST(TRY_CAST(price AS DOUBLE) AS FLOAT) AS price, basket"
        + carried
        + " FROM (SELECT r.rid, src, bad, d.rid IS NOT NULL AS is_duplicate,"
        + " f.rid IS NOT NULL AS is_filtered, "
        + of(Role.USER)
        + " AS \"user\", "
        + of(Role.ITEM)
        + " AS item, "
        + of(Role.QUERY)
        + " AS query, "
        + of(Role.TEXT)
        + " AS text, k.code AS code, kind_word, "
        + time
        + " AS \"time\", "
        + of(Role.TIME)
        + " IS NOT NULL AS time_given, "
        + of(Role.RATING)
        + " AS rating, "
        + of(Role.VALUE)
        + " AS value, "
        + of(Role.QUANTITY)
        + " AS quantity, "
        + of(Role.PRICE)
        + " AS price, "
        + of(Role.BASKET)
        + " AS basket"
        + String.join("", texts)
        + " FROM "
        + withKinds()
        + " LEFT JOIN duplicates d ON d.rid = r.rid LEFT JOIN filtered f ON f.rid = r.rid)";
  }

  private String withKinds() {
    String word = rows.has().contains(Role.KIND) ? of(Role.KIND) : "CAST(NULL AS VARCHAR)";
    return "(SELECT *, "
        + word
        + " AS kind_word FROM "
        + rows.relation()
        + ") r LEFT JOIN kind_words k ON k.word = r.kind_word";
  }

  private static String anyNumber(String condition) {
    List<String> conditions = new ArrayList<>();
    for (String column : List.of("rating", "value", "quantity", "price")) {
      conditions.add("(" + condition.replace("%s", column) + ")");
    }
    return "(" + String.join(" OR ", conditions) + ")";
  }
}
