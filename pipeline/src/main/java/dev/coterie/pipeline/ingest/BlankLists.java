package dev.coterie.pipeline.ingest;

import java.util.EnumSet;
import java.util.Map;
import java.util.regex.Pattern;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Lines of {@code user item item …}, taken apart: an event for each item. */
final class BlankLists {
  private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

  private final Database database;
  private final RawRows raw;

  BlankLists(Database database, RawRows raw) {
    this.database = database;
    this.raw = raw;
  }

  EventRows explode() {
    String table = raw.table() + "_exploded";
    database.run(
        "CREATE TABLE "
            + table
            + " (rid BIGINT, src INTEGER, bad VARCHAR, r_user VARCHAR, r_item VARCHAR)");
    database.append(
        table,
        appender ->
            database.query(
                "SELECT rowid, src, c0 FROM " + raw.table(),
                row -> {
                  String[] values = BLANKS.split(row.getString(3).strip(), -1);
                  for (int i = 1; i < Math.max(2, values.length); i++) {
                    String item = i < values.length ? values[i] : null;
                    append(appender, row.getLong(1), row.getInt(2), values[0], item);
                  }
                }));
    return new EventRows(
        Layout.LISTS,
        new ColumnRoles(raw.columns(), Map.of()),
        table,
        EnumSet.of(Role.USER, Role.ITEM));
  }

  private static void append(
      DuckDBAppender appender, long rid, int src, String user, @Nullable String item)
      throws java.sql.SQLException {
    appender
        .beginRow()
        .append(rid)
        .append(src)
        .append((String) null)
        .append(user)
        .append(item)
        .endRow();
  }
}
