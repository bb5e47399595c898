package dev.coterie.live.store;

import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.domain.Item;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The store in one DuckDB file. One call at a time, but for long reads, which have a connection of
 * their own and see one moment; after a failure the file is opened anew by the next call, since
 * DuckDB refuses all work on a database that failed to write.
 */
public final class DuckDbStore implements EventStore {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<List<String>> LIST = new TypeReference<>() {};
  private static final TypeReference<TreeMap<String, String>> MAP = new TypeReference<>() {};

  private static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE IF NOT EXISTS events (seq BIGINT, event_id VARCHAR, user_id VARCHAR,"
              + " kind VARCHAR, item_id VARCHAR, query VARCHAR, \"time\" BIGINT, value FLOAT,"
              + " quantity FLOAT, price FLOAT, basket VARCHAR, recommendation_id VARCHAR)",
          "CREATE TABLE IF NOT EXISTS items (item_id VARCHAR PRIMARY KEY, title VARCHAR,"
              + " description VARCHAR, categories VARCHAR, tags VARCHAR, language VARCHAR,"
              + " attributes VARCHAR, hidden BOOLEAN, valid_from BIGINT, valid_until BIGINT)",
          "CREATE TABLE IF NOT EXISTS erased (user_id VARCHAR PRIMARY KEY, seq BIGINT)");

  private static final List<String> TABLES = List.of("events", "items", "erased");

  private static final String EVENT_COLUMNS =
      "seq, event_id, user_id, kind, item_id, query, \"time\", value, quantity, price, basket,"
          + " recommendation_id";

  private final Path file;
  private final long memoryBytes;
  private @Nullable DuckDBConnection connection;

  private DuckDbStore(Path file, long memoryBytes) {
    this.file = file;
    this.memoryBytes = memoryBytes;
  }

  /**
   * Opens the file, or makes it.
   *
   * @param memoryBytes that DuckDB may use
   * @throws JobFailed where it cannot be opened
   */
  public static DuckDbStore open(Path file, long memoryBytes) {
    DuckDbStore store = new DuckDbStore(file, memoryBytes);
    try {
      store.lastSeq();
      return store;
    } catch (StoreUnavailable e) {
      store.close();
      throw new JobFailed(
          "Cannot open the store %s: %s\nCheck the free space and the rights of the folder."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** Work on the connection. */
  @FunctionalInterface
  private interface Work<T> {
    T on(DuckDBConnection connection) throws SQLException;
  }

  private synchronized <T> T transaction(Work<T> work) {
    try {
      DuckDBConnection open = connected();
      T result = work.on(open);
      open.commit();
      return result;
    } catch (SQLException e) {
      close();
      throw unavailable(e);
    }
  }

  /** Work that takes long and changes nothing. */
  private <T> T read(Work<T> work) {
    try (DuckDBConnection own = duplicate()) {
      own.setAutoCommit(false);
      T result = work.on(own);
      own.commit();
      return result;
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  private synchronized DuckDBConnection duplicate() throws SQLException {
    return connected().duplicate().unwrap(DuckDBConnection.class);
  }

  private static StoreUnavailable unavailable(SQLException e) {
    return new StoreUnavailable(
        String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip(), e);
  }

  private DuckDBConnection connected() throws SQLException {
    if (connection == null) {
      DuckDBConnection open =
          DriverManager.getConnection("jdbc:duckdb:" + file).unwrap(DuckDBConnection.class);
      connection = open;
      try (Statement statement = open.createStatement()) {
        statement.execute("SET threads = 1");
        statement.execute("SET memory_limit = '" + (memoryBytes >> 20) + "MiB'");
        statement.execute("SET checkpoint_threshold = '64MiB'");
        for (String table : SCHEMA) {
          statement.execute(table);
        }
      }
      open.setAutoCommit(false);
    }
    return connection;
  }

  @Override
  public void append(List<StoredEvent> events) {
    transaction(
        open -> {
          try (DuckDBAppender appender =
              open.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "events")) {
            for (StoredEvent stored : events) {
              append(appender, stored);
            }
          }
          return events.size();
        });
  }

  private static void append(DuckDBAppender appender, StoredEvent stored) throws SQLException {
    LiveEvent event = stored.event();
    appender.beginRow();
    appender.append(stored.seq());
    appender.append(event.eventId());
    appender.append(event.userId());
    appender.append(event.kind());
    appender.append(event.itemId());
    appender.append(event.query());
    appender.append(event.time());
    appender.append(event.value());
    appender.append(event.quantity());
    appender.append(event.price());
    appender.append(event.basket());
    appender.append(event.recommendationId());
    appender.endRow();
  }

  @Override
  public long lastSeq() {
    return transaction(DuckDbStore::lastSeq);
  }

  private static long lastSeq(DuckDBConnection open) throws SQLException {
    try (Statement statement = open.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT greatest((SELECT coalesce(max(seq), 0) FROM events),"
                    + " (SELECT coalesce(max(seq), 0) FROM erased))")) {
      return result.next() ? result.getLong(1) : 0L;
    }
  }

  @Override
  public void eachEvent(long after, Consumer<StoredEvent> taker) {
    events("WHERE seq > ? ORDER BY seq", after, taker);
  }

  @Override
  public List<StoredEvent> eventsOf(String userId) {
    List<StoredEvent> events = new ArrayList<>();
    events("WHERE user_id = ? ORDER BY seq", userId, events::add);
    return events;
  }

  private void events(String where, Object parameter, Consumer<StoredEvent> taker) {
    query(
        "SELECT " + EVENT_COLUMNS + " FROM events " + where,
        List.of(parameter),
        row ->
            taker.accept(
                new StoredEvent(
                    row.getLong(1),
                    new LiveEvent(
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getLong(7),
                        row.getFloat(8),
                        row.getFloat(9),
                        row.getFloat(10),
                        row.getString(11),
                        row.getString(12)))));
  }

  @Override
  public void eachId(Consumer<String> taker) {
    query("SELECT event_id FROM events", List.of(), row -> taker.accept(row.getString(1)));
  }

  @Override
  public Set<String> known(Collection<String> eventIds) {
    Set<String> known = new HashSet<>();
    if (!eventIds.isEmpty()) {
      query(
          "SELECT event_id FROM events WHERE event_id IN ("
              + String.join(", ", Collections.nCopies(eventIds.size(), "?"))
              + ")",
          List.copyOf(eventIds),
          row -> known.add(row.getString(1)));
    }
    return known;
  }

  /** Takes a row. */
  @FunctionalInterface
  private interface Row {
    void take(ResultSet row) throws SQLException;
  }

  private void query(String sql, List<?> parameters, Row row) {
    read(
        open -> {
          int rows = 0;
          try (PreparedStatement statement = open.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
              statement.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet result = statement.executeQuery()) {
              for (; result.next(); rows++) {
                row.take(result);
              }
            }
          }
          return rows;
        });
  }

  @Override
  public void put(LiveItem live) {
    Item item = live.item();
    update(
        "INSERT OR REPLACE INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        item.id(),
        item.title(),
        item.description(),
        JSON.writeValueAsString(item.categories()),
        JSON.writeValueAsString(item.tags()),
        item.language(),
        JSON.writeValueAsString(new TreeMap<>(item.attributes())),
        live.hidden(),
        live.validFrom(),
        live.validUntil());
  }

  private int update(String sql, Object... parameters) {
    return transaction(open -> update(open, sql, parameters));
  }

  private static int update(DuckDBConnection open, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = open.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    }
  }

  @Override
  public List<LiveItem> items() {
    List<LiveItem> items = new ArrayList<>();
    query(
        "SELECT * FROM items ORDER BY item_id",
        List.of(),
        row ->
            items.add(
                new LiveItem(
                    new Item(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        JSON.readValue(row.getString(4), LIST),
                        JSON.readValue(row.getString(5), LIST),
                        row.getString(6),
                        JSON.readValue(row.getString(7), MAP),
                        true),
                    row.getBoolean(8),
                    row.getLong(9),
                    row.getLong(10))));
    return items;
  }

  @Override
  public int erase(String userId) {
    return transaction(
        open -> {
          long last = lastSeq(open);
          int deleted = update(open, "DELETE FROM events WHERE user_id = ?", userId);
          update(open, "INSERT OR REPLACE INTO erased VALUES (?, ?)", userId, last);
          return deleted;
        });
  }

  @Override
  public Map<String, Long> erased() {
    Map<String, Long> erased = new HashMap<>();
    query(
        "SELECT user_id, seq FROM erased",
        List.of(),
        row -> erased.put(row.getString(1), row.getLong(2)));
    return erased;
  }

  @Override
  public void save(Path folder) {
    read(
        open -> {
          try (Statement statement = open.createStatement()) {
            for (String table : TABLES) {
              statement.execute(
                  "COPY %s TO %s (FORMAT parquet)".formatted(table, in(folder, table)));
            }
          }
          return true;
        });
  }

  @Override
  public void load(Path folder) {
    transaction(
        open -> {
          try (Statement statement = open.createStatement()) {
            for (String table : TABLES) {
              statement.execute(
                  "INSERT INTO %s SELECT * FROM read_parquet(%s)"
                      .formatted(table, in(folder, table)));
            }
          }
          return true;
        });
  }

  private static String in(Path folder, String table) {
    return "'" + folder.resolve(table + ".parquet").toString().replace("'", "''") + "'";
  }

  @Override
  public synchronized void close() {
    DuckDBConnection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        System.getLogger(DuckDbStore.class.getName())
            .log(System.Logger.Level.WARNING, "closing {0}: {1}", file, e.getMessage());
      }
    }
  }
}
