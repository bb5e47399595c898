package dev.coterie.pipeline.ingest;

import dev.coterie.domain.CoterieException.JobFailed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The rows of a catalogue as they stand in its files, for what lies beside them row by row. */
public final class CatalogueRows {
  private CatalogueRows() {}

  /**
   * The id of each row, file after file; empty where a row has none.
   *
   * @throws dev.coterie.domain.CoterieException.BadInput where a file cannot be read
   */
  public static List<String> ids(EventSource source, Resources resources) {
    HeaderNames known = HeaderNames.of(source);
    List<SourceFile> files = new ArrayList<>();
    for (Path file : SourceFiles.of(source.items())) {
      files.add(new FileInspection(file, known, Layout.EVENTS).inspect());
    }
    List<String> ids = new ArrayList<>();
    if (files.isEmpty()) {
      return ids;
    }
    try (Database database = Database.open(resources)) {
      NormalForm.define(database);
      RawRows raw = RawRows.load(database, "items", files);
      ColumnRoles roles = Catalogue.roles(raw, source);
      roles.require(EventRows.files(raw), Role.ITEM);
      String column = RawRows.column(Objects.requireNonNull(roles.positions().get(Role.ITEM)));
      database.query(
          "SELECT " + NormalForm.of(column, true, Set.of()) + " FROM items ORDER BY rowid",
          row -> {
            String id = row.getString(1);
            ids.add(id == null ? "" : id);
          });
    } catch (Database.SqlFailure e) {
      throw new JobFailed(
          "Reading failed: " + e.reason() + "\nIf memory is short, give --memory more.", e);
    }
    return ids;
  }
}
