package dev.coterie.pipeline.ingest;

import dev.coterie.domain.CleanData;
import dev.coterie.pipeline.table.Column;
import dev.coterie.pipeline.table.TableWriter;
import dev.coterie.pipeline.table.Tables;
import dev.coterie.pipeline.table.WholeFile;
import java.nio.file.Path;
import java.util.List;

/** The rows that cleaning left out, as a table of their own. */
public final class RejectedRows {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("source"), Column.integer("line"), Column.text("raw"), Column.text("reason"));

  private RejectedRows() {}

  /**
   * Writes them: file, line in it, the row as it stood there, the rule that left it out.
   *
   * @param out Parquet, or CSV or JSONL by its name
   */
  public static void write(CleanData data, Path out) {
    WholeFile.write(
        out,
        file ->
            TableWriter.write(
                file,
                COLUMNS,
                table ->
                    Tables.each(
                        "SELECT source, CAST(line AS INTEGER), raw, reason FROM "
                            + Tables.parquet(data.rejects()),
                        row -> table.row(row.toArray()))));
  }
}
