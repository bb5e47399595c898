package dev.coterie.pipeline.ingest;

import java.util.StringJoiner;

/** The SQL that reads one file with every value as text. */
final class TextReader {
  /** Not AND: the database may look at the type of a line that is no JSON. */
  static final String IS_OBJECT =
      "CASE WHEN json_valid(line) THEN json_type(line) = 'OBJECT' ELSE false END";

  private static final String LARGEST_LINE = "2097152";

  private final SourceFile file;

  TextReader(SourceFile file) {
    this.file = file;
  }

  /** The relation that {@link #value} and {@link #bad} are selected from. */
  String rows(String rejectsTable) {
    return switch (file.format()) {
      case DELIMITED -> csv(file.delimiter(), file.quotes(), definition(), rejectsTable);
      case BLANKS -> csv("", false, "{'c0': 'VARCHAR'}", rejectsTable) + " WHERE trimmed(c0) <> ''";
      case JSON_LINES -> jsonLines(rejectsTable);
      case JSON_ARRAY, PARQUET -> typed();
    };
  }

  /** A relation of one column {@code line}. */
  String lines() {
    return csv("", false, "{'line': 'VARCHAR'}", "");
  }

  /**
   * The file with the types that it has; only where rows are not lines. Cells of JSON stay JSON: a
   * guessed type would read times in an order of day and month that nobody gave.
   */
  String typed() {
    if (file.format() == Format.PARQUET) {
      return "read_parquet(" + path() + ")";
    }
    return "read_json("
        + path()
        + ", format = 'array', maximum_depth = 1, sample_size = -1, compression = "
        + compression()
        + ")";
  }

  /** The value of a column as text; lists and objects as JSON. */
  String value(int column) {
    return switch (file.format()) {
      case DELIMITED, BLANKS -> RawRows.column(column);
      case JSON_LINES -> "j." + Sql.name(file.columns().get(column));
      case JSON_ARRAY -> "(" + Sql.name(file.columns().get(column)) + " ->> '$')";
      case PARQUET -> {
        String name = Sql.name(file.columns().get(column));
        yield "CASE WHEN typeof("
            + name
            + ") LIKE '%[]' OR typeof("
            + name
            + ") LIKE 'STRUCT%' OR typeof("
            + name
            + ") LIKE 'MAP%' THEN CAST(to_json("
            + name
            + ") AS VARCHAR) ELSE CAST("
            + name
            + " AS VARCHAR) END";
      }
    };
  }

  /** The text of a row that has no values, else NULL. */
  String bad() {
    return file.format() == Format.JSON_LINES ? "CASE WHEN ok THEN NULL ELSE line END" : "NULL";
  }

  private String jsonLines(String rejectsTable) {
    StringJoiner structure = new StringJoiner(", ", "{", "}");
    for (String name : file.columns()) {
      structure.add("\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\": \"VARCHAR\"");
    }
    return "(SELECT line, ok, json_transform(CASE WHEN ok THEN line END, "
        + Sql.text(structure.toString())
        + ") AS j FROM (SELECT line, "
        + IS_OBJECT
        + " AS ok FROM "
        + csv("", false, "{'line': 'VARCHAR'}", rejectsTable)
        + " WHERE trimmed(line) <> ''))";
  }

  private String definition() {
    StringJoiner columns = new StringJoiner(", ", "{", "}");
    for (int c = 0; c < file.columns().size(); c++) {
      columns.add("'" + RawRows.column(c) + "': 'VARCHAR'");
    }
    return columns.toString();
  }

  private String csv(String delimiter, boolean quotes, String columns, String rejectsTable) {
    String quote = quotes ? "'\"'" : "''";
    return "read_csv("
        + path()
        + ", auto_detect = false, header = "
        + file.header()
        + ", delim = "
        + Sql.text(delimiter)
        + ", quote = "
        + quote
        + ", escape = "
        + quote
        + ", strict_mode = "
        + !file.lines().mixesNewlines()
        + ", max_line_size = "
        + LARGEST_LINE
        + ", compression = "
        + compression()
        + ", columns = "
        + columns
        + (rejectsTable.isEmpty()
            ? ", ignore_errors = true"
            : ", store_rejects = true, rejects_table = "
                + Sql.text(rejectsTable)
                + ", rejects_scan = "
                + Sql.text(rejectsTable + "_scans"))
        + ")";
  }

  private String compression() {
    return RawRows.isGzip(file) ? "'gzip'" : "'none'";
  }

  /** The path as the database takes it: characters of its globs stand for themselves. */
  String path() {
    StringBuilder escaped = new StringBuilder();
    for (char c : file.path().toString().toCharArray()) {
      escaped.append(c == '*' || c == '?' || c == '[' ? "[" + c + "]" : String.valueOf(c));
    }
    return Sql.text(escaped.toString());
  }
}
