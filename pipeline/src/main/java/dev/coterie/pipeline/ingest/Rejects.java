package dev.coterie.pipeline.ingest;

import dev.coterie.domain.CoterieException.JobFailed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Writes what was left out: {@code source, line, raw, reason}. Lines are those of the file, from 1;
 * of Parquet files and JSON arrays the numbers of the rows.
 */
final class Rejects {
  private final Database database;
  private final List<String> selects = new ArrayList<>();

  Rejects(Database database) {
    this.database = database;
  }

  /**
   * Adds the rows that {@code rejected (rid, reason)} names, and the broken ones.
   *
   * @param rejected SQL of a relation
   */
  Rejects add(RawRows raw, String rejected) {
    String files = raw.table() + "_files";
    int place = selects.size();
    database.run("CREATE TABLE " + files + " (src INTEGER, path VARCHAR, delimiter VARCHAR)");
    database.append(
        files,
        appender -> {
          for (int f = 0; f < raw.files().size(); f++) {
            SourceFile file = raw.files().get(f);
            appender
                .beginRow()
                .append(f)
                .append(file.path().toString())
                .append(file.cellDelimiter())
                .endRow();
          }
        });
    selects.add(
        "SELECT "
            + place
            + " AS place, src, path AS source, line, raw, reason FROM "
            + raw.table()
            + "_broken JOIN "
            + files
            + " USING (src)");
    StringJoiner cells = new StringJoiner(", delimiter, ");
    for (int c = 0; c < raw.columns().size(); c++) {
      cells.add("cell(" + RawRows.column(c) + ", delimiter)");
    }
    selects.add(
        "SELECT "
            + place
            + ", src, path, x.rid + shift, coalesce(bad, original, concat("
            + cells
            + ")), x.reason FROM (SELECT rid, reason FROM "
            + rejected
            + ") x JOIN "
            + raw.table()
            + " r ON r.rowid = x.rid JOIN "
            + files
            + " USING (src) ASOF JOIN "
            + raw.table()
            + "_lines l ON x.rid >= l.first_rid");
    return this;
  }

  void write(Path file) {
    try {
      database.run(
          "COPY (SELECT source, line, raw, reason FROM ("
              + String.join(" UNION ALL ", selects)
              + ") ORDER BY place, src, line) TO "
              + Sql.text(file.toString())
              + " (FORMAT parquet)");
    } catch (Database.SqlFailure e) {
      throw new JobFailed("The rejected rows cannot be written to " + file + ": " + e.reason(), e);
    }
  }
}
