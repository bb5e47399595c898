package dev.coterie.pipeline.ingest;

import dev.coterie.domain.CoterieException.JobFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.regex.Pattern;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * A database in memory for one reading; what does not fit goes to a folder that closing removes.
 */
final class Database implements AutoCloseable {
  /** Something done with each row of a result. */
  @FunctionalInterface
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /** Something that writes rows. */
  @FunctionalInterface
  interface RowWriter {
    void write(DuckDBAppender appender) throws SQLException;
  }

  private final DuckDBConnection connection;
  private final Path spill;
  private final Resources resources;

  private Database(DuckDBConnection connection, Path spill, Resources resources) {
    this.connection = connection;
    this.spill = spill;
    this.resources = resources;
  }

  static Database open(Resources resources) {
    try {
      Path spill = Files.createTempDirectory(resources.tempDir(), "reading-");
      Properties properties = new Properties();
      properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
      Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", properties);
      if (connection == null) {
        throw new IllegalStateException("DuckDB does not open a database in memory");
      }
      Database database = new Database(connection.unwrap(DuckDBConnection.class), spill, resources);
      database.run("SET threads = " + resources.threads());
      database.run("SET memory_limit = '" + (resources.memoryBytes() >> 20) + "MiB'");
      database.run("SET temp_directory = " + Sql.text(spill.toString()));
      database.run("SET autoinstall_known_extensions = false");
      database.run("SET autoload_known_extensions = false");
      return database;
    } catch (SQLException e) {
      throw new SqlFailure("open", e);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Runs one statement. */
  void run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failure(sql, e);
    }
  }

  /** Runs one query and hands over each row. */
  void query(String sql, RowReader reader) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        reader.read(rows);
      }
    } catch (SQLException e) {
      throw failure(sql, e);
    }
  }

  /** The one number of a query. */
  long number(String sql) {
    long[] number = {0};
    query(sql, row -> number[0] = row.getLong(1));
    return number[0];
  }

  /** Fills an existing table, also from the rows of a query that is still being read. */
  void append(String table, RowWriter writer) {
    try (DuckDBConnection beside = connection.duplicate();
        DuckDBAppender appender = beside.createAppender("main", table)) {
      writer.write(appender);
    } catch (SQLException e) {
      throw failure("append to " + table, e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure("close", e);
    } finally {
      deleteSpill();
    }
  }

  /** What the machine lacks is no fault of a file or a condition, whatever was asked. */
  private RuntimeException failure(String sql, SQLException e) {
    SqlFailure failure = new SqlFailure(sql, e);
    String message = String.valueOf(e.getMessage());
    if (message.contains("No space left on device")
        || message.contains("max_temp_directory_size")) {
      return new JobFailed(
          "The disk is full: what does not fit in memory goes to %s.\nMake room there, or give --memory more."
              .formatted(resources.tempDir()),
          failure);
    }
    if (message.startsWith("Out of Memory Error")) {
      return new JobFailed(
          "Reading needs more memory than the %d MiB that are its part of --memory.\nGive it more, such as --memory 3G."
              .formatted(resources.memoryBytes() >> 20),
          failure);
    }
    return failure;
  }

  private void deleteSpill() {
    try (var files = Files.walk(spill)) {
      for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A statement that failed: the caller knows what it means for the user. */
  static final class SqlFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Pattern KIND_OF_ERROR = Pattern.compile("^[A-Z][A-Za-z -]* Error: ");

    SqlFailure(String sql, SQLException cause) {
      super(cause.getMessage() + "\nin: " + sql, cause);
    }

    /** The first line of what the database said, without the kind of error. */
    String reason() {
      Throwable cause = getCause();
      String message = cause == null ? null : cause.getMessage();
      return message == null
          ? "unknown"
          : KIND_OF_ERROR.matcher(message.lines().findFirst().orElse("unknown")).replaceFirst("");
    }
  }
}
