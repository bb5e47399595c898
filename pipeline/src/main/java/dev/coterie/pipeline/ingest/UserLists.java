package dev.coterie.pipeline.ingest;

import dev.coterie.domain.EventKind;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one user each, taken apart: an event for each entry of a list; of a number, one event
 * with the user's text that stands for so many ({@link dev.coterie.domain.EventLog#occurrences}).
 */
final class UserLists {
  private static final Map<Role, EventKind> KINDS = new EnumMap<>(Role.class);

  static {
    KINDS.put(Role.VIEWS, EventKind.VIEW);
    KINDS.put(Role.SEARCHES, EventKind.SEARCH);
    KINDS.put(Role.PURCHASES, EventKind.PURCHASE);
  }

  private static final Pattern COUNTED = Pattern.compile(".*(count|frequency|number|num|total)s?$");

  private final Database database;
  private final RawRows raw;
  private final ColumnRoles roles;

  UserLists(Database database, RawRows raw, ColumnRoles roles) {
    this.database = database;
    this.raw = raw;
    this.roles = roles;
  }

  EventRows explode() {
    String table = raw.table() + "_exploded";
    database.run(
        "CREATE TABLE "
            + table
            + " (rid BIGINT, src INTEGER, bad VARCHAR, r_user VARCHAR, r_kind VARCHAR,"
            + " r_item VARCHAR, r_query VARCHAR, r_text VARCHAR, r_quantity VARCHAR,"
            + " r_time VARCHAR)");
    database.append(
        table,
        appender ->
            database.query(
                "SELECT rowid, src, bad, "
                    + roles.column(Role.USER)
                    + ", "
                    + roles.column(Role.TIME)
                    + ", "
                    + roles.column(Role.TEXT)
                    + ", "
                    + roles.column(Role.VIEWS)
                    + ", "
                    + roles.column(Role.SEARCHES)
                    + ", "
                    + roles.column(Role.PURCHASES)
                    + " FROM "
                    + raw.table(),
                row -> {
                  Rows rows =
                      new Rows(
                          appender,
                          row.getLong(1),
                          row.getInt(2),
                          row.getString(3),
                          row.getString(4),
                          row.getString(5));
                  String text = row.getString(6);
                  rows.cell(Role.VIEWS, row.getString(7), text);
                  rows.cell(Role.SEARCHES, row.getString(8), text);
                  rows.cell(Role.PURCHASES, row.getString(9), text);
                  rows.end(text);
                }));
    Set<Role> has =
        EnumSet.of(Role.USER, Role.KIND, Role.ITEM, Role.QUERY, Role.TEXT, Role.QUANTITY);
    if (roles.has(Role.TIME)) {
      has.add(Role.TIME);
    }
    return new EventRows(Layout.USERS, roles, table, has);
  }

  private boolean isCounted(Role role) {
    Integer position = roles.positions().get(role);
    return position != null
        && COUNTED.matcher(Role.simplified(roles.columns().get(position))).matches();
  }

  /** The events of one row. */
  private final class Rows {
    private final DuckDBAppender appender;
    private final long rid;
    private final int src;
    private final @Nullable String bad;
    private final @Nullable String user;
    private final @Nullable String time;
    private boolean any;

    Rows(
        DuckDBAppender appender,
        long rid,
        int src,
        @Nullable String bad,
        @Nullable String user,
        @Nullable String time) {
      this.appender = appender;
      this.rid = rid;
      this.src = src;
      this.bad = bad;
      this.user = user;
      this.time = time;
    }

    void cell(Role role, @Nullable String cell, @Nullable String text)
        throws java.sql.SQLException {
      if (cell == null) {
        return;
      }
      EventKind kind = KINDS.getOrDefault(role, EventKind.VIEW);
      if (isCounted(role)) {
        if (!isZero(cell)) {
          add(kind, null, null, text, cell);
        }
        return;
      }
      List<String> entries = ListCell.entries(cell);
      for (String entry : entries) {
        add(
            kind,
            role == Role.SEARCHES ? null : entry,
            role == Role.SEARCHES ? entry : null,
            null,
            null);
      }
    }

    /** A row without an entry is one event of nothing, so that it is counted and rejected. */
    void end(@Nullable String text) throws java.sql.SQLException {
      if (!any) {
        add(EventKind.VIEW, null, null, text, null);
      }
    }

    private void add(
        EventKind kind,
        @Nullable String item,
        @Nullable String query,
        @Nullable String text,
        @Nullable String quantity)
        throws java.sql.SQLException {
      any = true;
      appender
          .beginRow()
          .append(rid)
          .append(src)
          .append(bad)
          .append(user)
          .append(kind.name().toLowerCase(Locale.ROOT))
          .append(item)
          .append(query)
          .append(text)
          .append(quantity)
          .append(time)
          .endRow();
    }
  }

  private static boolean isZero(String cell) {
    return cell.strip().matches("0+(\\.0*)?");
  }
}
