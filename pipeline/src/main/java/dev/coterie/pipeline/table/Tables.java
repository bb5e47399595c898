package dev.coterie.pipeline.table;

import dev.coterie.domain.CoterieException.BadInput;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Consumer;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/** Questions in SQL to tables in files. */
public final class Tables {
  /** Below this DuckDB can do nothing. */
  private static final long LEAST_MEMORY = 64L << 20;

  private Tables() {}

  /**
   * An answer: names of the columns, and rows of text, numbers, booleans, lists and nulls.
   *
   * @param columns in the order of the question
   * @param rows in the order of the question
   */
  public record Answer(List<String> columns, List<List<@Nullable Object>> rows) {
    /** The cell of a row in a named column. */
    public @Nullable Object cell(int row, String column) {
      return rows.get(row).get(columns.indexOf(column));
    }
  }

  /**
   * Asks one question.
   *
   * @param sql with {@code ?} for each parameter
   * @throws BadInput when a file that it names is missing or broken
   */
  public static Answer ask(String sql, Object... parameters) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    List<String> columns = each(sql, rows::add, parameters);
    return new Answer(columns, rows);
  }

  /**
   * Asks one question and hands over the rows one by one, for answers that are too large to keep.
   *
   * @param row takes each row, which it may keep
   * @return names of the columns
   * @throws BadInput when a file that it names is missing or broken
   */
  public static List<String> each(
      String sql, Consumer<List<@Nullable Object>> row, Object... parameters) {
    return scan(
        sql,
        result -> {
          int width = result.getMetaData().getColumnCount();
          List<@Nullable Object> cells = new ArrayList<>(width);
          for (int c = 1; c <= width; c++) {
            cells.add(plain(result.getObject(c)));
          }
          row.accept(Collections.unmodifiableList(cells));
        },
        parameters);
  }

  /** Takes a row as DuckDB gives it, for columns of numbers that are too many to be boxed. */
  @FunctionalInterface
  public interface Cursor {
    void row(ResultSet result) throws SQLException;
  }

  /**
   * Asks one question and shows the rows one by one.
   *
   * @return names of the columns
   * @throws BadInput when a file that it names is missing or broken
   */
  public static List<String> scan(String sql, Cursor cursor, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        List<String> columns = new ArrayList<>();
        for (int c = 1; c <= result.getMetaData().getColumnCount(); c++) {
          columns.add(result.getMetaData().getColumnLabel(c));
        }
        while (result.next()) {
          cursor.row(result);
        }
        return columns;
      }
    } catch (SQLException e) {
      throw new BadInput(
          "Cannot read the table: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          e);
    }
  }

  private static @Nullable Object plain(@Nullable Object cell) throws SQLException {
    return cell instanceof Array array ? Arrays.asList((Object[]) array.getArray()) : cell;
  }

  /** The file as a table expression for {@code FROM}. */
  public static String parquet(Path file) {
    return "read_parquet(" + literal(file.toString()) + ")";
  }

  /** Text as a SQL literal. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** A name as a SQL identifier. */
  public static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /**
   * A database in memory. It has one thread, so that tables are made in the order of their rows,
   * and of memory a quarter of what the heap has: {@code --memory} sets the heap. What does not fit
   * goes to a temporary folder, which closing removes.
   */
  static DuckDBConnection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    DuckDBConnection connection =
        DriverManager.getConnection("jdbc:duckdb:", properties).unwrap(DuckDBConnection.class);
    Path spill = Path.of(System.getProperty("java.io.tmpdir"), "coterie-" + UUID.randomUUID());
    long memory = Math.max(LEAST_MEMORY, Runtime.getRuntime().maxMemory() / 4);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 1");
      statement.execute("SET memory_limit = '" + (memory >> 20) + "MiB'");
      statement.execute("SET temp_directory = " + literal(spill.toString()));
      statement.execute("SET TimeZone = 'UTC'");
    }
    return connection;
  }
}
