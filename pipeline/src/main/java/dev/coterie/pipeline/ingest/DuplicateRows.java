package dev.coterie.pipeline.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the table {@code duplicates (rid)}: rows equal in every source column, after normalising,
 * to an earlier row of any file, and rows with the event id of another. Of the rows of one event
 * the smallest by its values is kept, missing values last: the order of the rows does not matter.
 */
final class DuplicateRows {
  private final Database database;
  private final RawRows raw;
  private final ColumnRoles roles;
  private final Map<Role, Set<String>> missing;

  DuplicateRows(Database database, RawRows raw, ColumnRoles roles, Map<Role, Set<String>> missing) {
    this.database = database;
    this.raw = raw;
    this.roles = roles;
    this.missing = missing;
  }

  /** Hashes first, so that whole rows are compared only where two might be equal. */
  void find() {
    List<String> values = new ArrayList<>();
    for (int c = 0; c < raw.columns().size(); c++) {
      values.add(value(c));
    }
    String row = String.join(", ", values);
    Integer id = roles.positions().get(Role.EVENT_ID);
    // A row without an event id is told by all that it says.
    String event =
        id == null
            ? row
            : values.get(id)
                + ", CASE WHEN "
                + values.get(id)
                + " IS NULL THEN row("
                + row
                + ") END";
    database.run(
        "CREATE TABLE hashes AS SELECT rowid AS rid, hash("
            + event
            + ") AS h FROM "
            + raw.table()
            + " WHERE bad IS NULL");
    database.run(
        "CREATE TABLE duplicates AS SELECT rid FROM (SELECT rid, row_number() OVER (PARTITION BY "
            + event
            + " ORDER BY "
            + (id == null ? "" : row + ", ")
            + "rid) AS copy FROM (SELECT t.rid, r.* FROM "
            + raw.table()
            + " r JOIN (SELECT rid FROM hashes SEMI JOIN (SELECT h FROM hashes GROUP BY h"
            + " HAVING count(*) > 1) USING (h)) t ON t.rid = r.rowid)) WHERE copy > 1");
    database.run("DROP TABLE hashes");
  }

  private String value(int c) {
    Optional<Role> role = roles.roleOf(c);
    String normal =
        NormalForm.of(
            RawRows.column(c),
            role.map(Role::isId).orElse(false),
            role.map(r -> missing.getOrDefault(r, Set.of())).orElse(Set.of()));
    boolean number = role.map(Role::isNumber).orElse(false);
    // 12.50 is 12.5; a time is compared as it is written.
    return number
        ? "coalesce(CAST(TRY_CAST(" + normal + " AS DOUBLE) AS VARCHAR), " + normal + ")"
        : normal;
  }
}
