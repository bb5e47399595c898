package dev.coterie.pipeline.ingest;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.domain.Nearest;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One column of some tables, read as events are: the same formats, the same missing words. */
public final class TextColumn {
  private TextColumn() {}

  /**
   * Hands over the texts of a column, row after row and file after file.
   *
   * @param files names and globs of CSV, TSV, JSON, JSONL or Parquet, gzipped or not
   * @param column its name in any case, or {@code #1} for the first
   * @param text takes the text of each row, trimmed; empty where it is missing
   * @return how many rows could not be read as rows, and were left out
   * @throws BadInput where a file or the column is missing, or nothing can be read
   */
  public static long read(
      List<String> files, String column, Resources resources, Consumer<String> text) {
    return readFirst(files, List.of(column), resources, text);
  }

  /**
   * The same for the first of some columns that the tables have.
   *
   * @param columns at least one
   */
  public static long readFirst(
      List<String> files, List<String> columns, Resources resources, Consumer<String> text) {
    List<SourceFile> inspected = new ArrayList<>();
    for (Path file : SourceFiles.of(files)) {
      inspected.add(
          new FileInspection(file, HeaderNames.of(columns.getFirst()), Layout.EVENTS).inspect());
    }
    try (Database database = Database.open(resources)) {
      NormalForm.define(database);
      RawRows raw = RawRows.load(database, "texts", inspected);
      int position =
          columns.stream()
              .mapToInt(column -> ColumnRoles.position(column, raw.columns()))
              .filter(found -> found >= 0)
              .findFirst()
              .orElseThrow(() -> unknown(columns.getFirst(), raw.columns()));
      // Rows come back in the order in which they were put in.
      database.query(
          "SELECT " + RawRows.column(position) + " FROM " + raw.table() + " WHERE bad IS NULL",
          row -> {
            String value = row.getString(1);
            text.accept(value == null ? "" : value);
          });
      return database.number("SELECT count(*) FROM " + raw.table() + "_broken")
          + database.number("SELECT count(bad) FROM " + raw.table());
    } catch (Database.SqlFailure e) {
      throw new JobFailed(
          "Reading failed: " + e.reason() + "\nIf memory is short, give --memory more.", e);
    } catch (UncheckedIOException e) {
      throw new JobFailed(
          "The temporary folder " + resources.tempDir() + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static BadInput unknown(String column, List<String> columns) {
    return new BadInput(
        "No column '"
            + column
            + "'"
            + Nearest.to(column, columns).map(near -> "; did you mean '" + near + "'?").orElse(".")
            + "\nThe columns are "
            + String.join(", ", columns)
            + ".");
  }
}
