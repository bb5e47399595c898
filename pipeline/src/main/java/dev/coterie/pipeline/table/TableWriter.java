package dev.coterie.pipeline.table;

import dev.coterie.domain.CoterieException.JobFailed;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Writes one table, row after row, as Parquet, or as CSV or JSONL where the file's name ends so.
 *
 * <p>In CSV, lists are written as JSON, and text that a spreadsheet would run as a formula is
 * disarmed, see {@link SpreadsheetText}.
 */
public final class TableWriter implements AutoCloseable {
  private static final int ROW_GROUP = 16_384;

  private final Path file;
  private final List<Column> columns;
  private final boolean csv;
  private final DuckDBConnection connection;
  private final DuckDBAppender appender;

  private TableWriter(
      Path file, List<Column> columns, DuckDBConnection connection, DuckDBAppender appender) {
    this.file = file;
    this.columns = columns;
    this.csv = isCsv(file);
    this.connection = connection;
    this.appender = appender;
  }

  /**
   * Writes a table. The file is made when all rows are there; what {@code rows} throws, passes, and
   * no file is made.
   *
   * @param rows gives the rows
   * @throws JobFailed naming the file when it cannot be written
   */
  public static void write(Path file, List<Column> columns, Consumer<TableWriter> rows) {
    try (TableWriter writer = open(file, columns)) {
      rows.accept(writer);
      writer.finish();
    }
  }

  /**
   * Starts a table whose rows come piece by piece. The file is made by {@link #finish}; closed
   * without it, there is none.
   */
  public static TableWriter open(Path file, List<Column> columns) {
    try {
      DuckDBConnection connection = Tables.connect();
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            columns.stream()
                .map(c -> Tables.quoted(c.name()) + " " + c.type().sql())
                .collect(Collectors.joining(", ", "CREATE TABLE rows (", ")")));
      }
      return new TableWriter(
          file, List.copyOf(columns), connection, connection.createAppender("main", "rows"));
    } catch (SQLException e) {
      throw WholeFile.unwritable(file, e);
    }
  }

  /** One row; a null cell is missing. */
  public void row(@Nullable Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + columns.size() + " columns of " + file);
    }
    try {
      appender.beginRow();
      for (int i = 0; i < cells.length; i++) {
        append(columns.get(i), cells[i]);
      }
      appender.endRow();
    } catch (SQLException e) {
      throw WholeFile.unwritable(file, e);
    }
  }

  private void append(Column column, @Nullable Object cell) throws SQLException {
    if (cell == null) {
      appender.appendNull();
      return;
    }
    switch (column.type()) {
      case TEXT -> appender.append(csv ? SpreadsheetText.of((String) cell) : (String) cell);
      case INTEGER -> appender.append((int) (Integer) cell);
      case LONG -> appender.append(((Number) cell).longValue());
      case FLOAT -> appender.append(((Number) cell).floatValue());
      case DOUBLE -> appender.append(((Number) cell).doubleValue());
      case BOOLEAN -> appender.append((boolean) (Boolean) cell);
      case FLOATS -> appender.append((float[]) cell);
      case INTEGERS -> appender.append((int[]) cell);
      case TEXTS -> appender.append((Collection<?>) cell);
    }
  }

  /**
   * Writes the file, all rows being there.
   *
   * @throws JobFailed naming the file when it cannot be written
   */
  public void finish() {
    try (Statement statement = connection.createStatement()) {
      appender.close();
      statement.execute(csv ? csv(file, columns) : other(file));
    } catch (SQLException e) {
      throw WholeFile.unwritable(file, e);
    }
  }

  @Override
  public void close() {
    try (connection) {
      appender.close();
    } catch (SQLException e) {
      throw WholeFile.unwritable(file, e);
    }
  }

  private static boolean isCsv(Path file) {
    String name = name(file);
    return name.endsWith(".csv") || name.endsWith(".csv.gz");
  }

  private static String name(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  private static String csv(Path file, List<Column> columns) {
    return columns.stream()
        .map(TableWriter::csv)
        .collect(
            Collectors.joining(
                ", ",
                "COPY (SELECT ",
                " FROM rows) TO " + Tables.literal(file.toString()) + " (FORMAT csv, HEADER)"));
  }

  private static String other(Path file) {
    return "COPY rows TO "
        + Tables.literal(file.toString())
        + (name(file).endsWith(".jsonl")
            ? " (FORMAT json)"
            : " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + ROW_GROUP + ")");
  }

  private static String csv(Column column) {
    String name = Tables.quoted(column.name());
    return switch (column.type()) {
      case TEXT, INTEGER, LONG, FLOAT, DOUBLE, BOOLEAN -> name;
      case FLOATS, INTEGERS, TEXTS -> "to_json(" + name + ") AS " + name;
    };
  }
}
