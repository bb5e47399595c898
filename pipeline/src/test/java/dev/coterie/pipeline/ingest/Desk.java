package dev.coterie.pipeline.ingest;

import dev.coterie.domain.CleanData;
import dev.coterie.domain.EventLog;
import dev.coterie.numeric.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A folder with files to read, and a fixed now. */
final class Desk {
  static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private final Path folder;

  Desk(Path folder) {
    this.folder = folder;
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }

  String file(String name, String... lines) {
    return bytes(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  String bytes(String name, byte[] content) {
    try {
      Files.write(folder.resolve(name), content);
      return path(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String gzip(String name, String... lines) {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
      return path(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CleanData read(EventSource source) {
    return read(source, 2);
  }

  CleanData read(EventSource source, int threads) {
    try {
      Path temp = Files.createDirectories(folder.resolve("temp"));
      return Ingest.read(source, new Resources(threads, 256L << 20, temp), Progress.NONE, NOW);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs SQL against a database of its own, to make or look at Parquet files. */
  static List<String> sql(String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      List<String> rows = new ArrayList<>();
      if (statement.execute(sql)) {
        try (ResultSet result = statement.getResultSet()) {
          int columns = result.getMetaData().getColumnCount();
          while (result.next()) {
            List<String> cells = new ArrayList<>();
            for (int c = 1; c <= columns; c++) {
              cells.add(String.valueOf(result.getString(c)));
            }
            rows.add(String.join(" · ", cells));
          }
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code line reason} of each rejected row, in the order of the file. */
  static List<String> rejects(CleanData data) {
    return sql("SELECT line, reason FROM '" + data.rejects() + "'");
  }

  /** One line an event: user, item, text, kind, and what else there is. */
  static List<String> events(EventLog log) {
    List<String> events = new ArrayList<>();
    for (int e = 0; e < log.size(); e++) {
      StringBuilder event = new StringBuilder(log.users().get(log.user()[e]));
      event.append(' ').append(log.kinds().get(log.kind()[e]).name());
      if (log.item()[e] != EventLog.NONE) {
        event.append(' ').append(log.items().get(log.item()[e]).id());
      }
      if (log.text()[e] != EventLog.NONE) {
        event.append(" \"").append(log.texts().get(log.text()[e])).append('"');
      }
      if (log.time()[e] != EventLog.NO_TIME) {
        event.append(' ').append(Instant.ofEpochMilli(log.time()[e]));
      }
      append(event, " v", log.value()[e]);
      append(event, " q", log.quantity()[e]);
      append(event, " p", log.price()[e]);
      if (log.basket()[e] != EventLog.NONE) {
        event.append(" b").append(log.basket()[e]);
      }
      events.add(event.toString());
    }
    return events;
  }

  private static void append(StringBuilder event, String name, float value) {
    if (!Float.isNaN(value)) {
      event.append(name).append(value);
    }
  }
}
