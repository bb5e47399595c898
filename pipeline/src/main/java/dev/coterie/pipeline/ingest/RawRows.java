package dev.coterie.pipeline.ingest;

import dev.coterie.domain.CoterieException.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rows of several files in one table, every value as trimmed text, NULL where it is missing.
 *
 * <p>The table has the columns {@code src} (number of the file), {@code bad} (the text of a row
 * that has no values), {@code original} (the text of a row that trimming changed) and {@code c0,
 * c1, …}, and its row ids follow files and lines. Beside it stand {@code TABLE_lines (first_rid,
 * shift)}, from which row {@code rid} has the line {@code rid + shift}, and {@code TABLE_broken
 * (src, line, raw, reason)}: rows that are no rows at all.
 */
record RawRows(String table, List<SourceFile> files, List<String> columns) {
  private static final int FILES_A_STATEMENT = 64;

  static String column(int index) {
    return "c" + index;
  }

  static RawRows load(Database database, String table, List<SourceFile> inspected) {
    List<SourceFile> files = new ArrayList<>();
    Map<String, Integer> positions = new LinkedHashMap<>();
    List<String> columns = new ArrayList<>();
    for (SourceFile file : inspected) {
      SourceFile known = file.columns().isEmpty() ? withColumns(database, file) : file;
      files.add(known);
      for (String name : known.columns()) {
        if (positions.putIfAbsent(name.toLowerCase(Locale.ROOT), columns.size()) == null) {
          columns.add(name);
        }
      }
    }
    RawRows rows = new RawRows(table, List.copyOf(files), List.copyOf(columns));
    rows.create(database, positions);
    rows.placeLines(database);
    return rows;
  }

  private static SourceFile withColumns(Database database, SourceFile file) {
    List<String> names = new ArrayList<>();
    String sql =
        file.format() == Format.JSON_LINES
            ? "SELECT DISTINCT unnest(json_keys(line)) AS key FROM "
                + new TextReader(file).lines()
                + " WHERE "
                + TextReader.IS_OBJECT
                + " ORDER BY key"
            : "SELECT column_name FROM (DESCRIBE SELECT * FROM "
                + new TextReader(file).typed()
                + ")";
    try {
      database.query(sql, row -> names.add(row.getString(1)));
    } catch (Database.SqlFailure e) {
      throw unreadable(file, e);
    }
    if (names.isEmpty()) {
      throw new BadInput("The file " + file.path() + " has no columns.");
    }
    return file.withColumns(List.copyOf(names));
  }

  private void create(Database database, Map<String, Integer> positions) {
    StringBuilder definition = new StringBuilder("src INTEGER, bad VARCHAR, original VARCHAR");
    for (int c = 0; c < columns.size(); c++) {
      definition.append(", ").append(column(c)).append(" VARCHAR");
    }
    database.run("CREATE TABLE " + table + " (" + definition + ")");
    for (int from = 0; from < files.size(); from += FILES_A_STATEMENT) {
      int to = Math.min(files.size(), from + FILES_A_STATEMENT);
      List<String> selects = new ArrayList<>();
      for (int f = from; f < to; f++) {
        selects.add(select(f, positions));
      }
      try {
        database.run("INSERT INTO " + table + " " + String.join("\nUNION ALL ", selects));
      } catch (Database.SqlFailure e) {
        if (to - from == 1) {
          throw unreadable(files.get(from), e);
        }
        throw new BadInput("A file cannot be read: " + e.reason(), e);
      }
    }
  }

  private String select(int f, Map<String, Integer> positions) {
    SourceFile file = files.get(f);
    Map<Integer, String> values = new LinkedHashMap<>();
    TextReader reader = new TextReader(file);
    for (int c = 0; c < file.columns().size(); c++) {
      Integer position = positions.get(file.columns().get(c).toLowerCase(Locale.ROOT));
      values.put(position, reader.value(c));
    }
    // Three steps, so that each value is trimmed once and looked up among the missing words once.
    StringBuilder trimmed = new StringBuilder("SELECT " + reader.bad() + " AS bad");
    StringBuilder given = new StringBuilder("SELECT *");
    StringBuilder cleaned = new StringBuilder();
    List<String> changed = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      String value = values.get(c);
      cleaned.append(", ").append(value == null ? "NULL" : "g" + c);
      if (value != null) {
        trimmed.append(", ").append(value).append(" AS o").append(c);
        trimmed.append(", trimmed(").append(value).append(") AS t").append(c);
        given.append(", given(t").append(c).append(") AS g").append(c);
        changed.add("coalesce(g" + c + ", '') <> coalesce(o" + c + ", '')");
      }
      cells.add(value == null ? "''" : "cell(o" + c + ", " + Sql.text(file.cellDelimiter()) + ")");
    }
    return "SELECT "
        + f
        + ", bad, CASE WHEN "
        + String.join(" OR ", changed)
        + " THEN concat_ws("
        + Sql.text(file.cellDelimiter())
        + ", "
        + String.join(", ", cells)
        + ") END"
        + cleaned
        + " FROM ("
        + given
        + " FROM ("
        + trimmed
        + " FROM "
        + reader.rows(rejectsTable(f))
        + "))";
  }

  private String rejectsTable(int f) {
    return table + "_rejects_" + f;
  }

  private void placeLines(Database database) {
    database.run(
        "CREATE TABLE "
            + table
            + "_broken (src INTEGER, line BIGINT, raw VARCHAR, reason VARCHAR)");
    database.run("CREATE TABLE " + table + "_lines (first_rid BIGINT, shift BIGINT)");
    Map<Integer, Long> firstRows = new LinkedHashMap<>();
    database.query(
        "SELECT src, min(rowid) FROM " + table + " GROUP BY src ORDER BY src",
        row -> firstRows.put(row.getInt(1), row.getLong(2)));
    for (int f = 0; f < files.size(); f++) {
      SourceFile file = files.get(f);
      RecordLines lines = file.hasLines() ? brokenRows(database, f) : file.lines();
      Long first = firstRows.get(f);
      if (first == null) {
        continue;
      }
      int runs = file.hasLines() ? lines.runs() : 0;
      database.append(
          table + "_lines",
          appender -> {
            if (runs == 0) {
              appender.beginRow().append(first).append(1 - first).endRow();
            }
            for (int r = 0; r < runs; r++) {
              long rid = first + lines.runRow(r);
              appender.beginRow().append(rid).append(lines.runLine(r) - rid).endRow();
            }
          });
    }
  }

  private RecordLines brokenRows(Database database, int f) {
    List<Long> starts = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    database.query(
        "SELECT line_byte_position - 1, min(csv_line), bool_or(error_type = 'INVALID ENCODING')"
            + " FROM "
            + rejectsTable(f)
            + " GROUP BY 1 ORDER BY 1",
        row -> {
          starts.add(row.getLong(1));
          texts.add(row.getString(2).strip());
          reasons.add(row.getBoolean(3) ? "encoding" : "broken-row");
        });
    if (starts.isEmpty()) {
      return files.get(f).lines();
    }
    RecordLines lines =
        FileInspection.withBroken(
            files.get(f), starts.stream().mapToLong(Long::longValue).toArray());
    database.append(
        table + "_broken",
        appender -> {
          for (int i = 0; i < starts.size(); i++) {
            appender
                .beginRow()
                .append(f)
                .append(lines.brokenLine(i))
                .append(texts.get(i))
                .append(reasons.get(i))
                .endRow();
          }
        });
    return lines;
  }

  static BadInput unreadable(SourceFile file, Database.SqlFailure e) {
    return new BadInput("The file " + file.path() + " cannot be read: " + e.reason(), e);
  }

  static boolean isGzip(SourceFile file) {
    try {
      return FileInspection.isGzip(file.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
