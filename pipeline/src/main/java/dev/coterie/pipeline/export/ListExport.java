package dev.coterie.pipeline.export;

import dev.coterie.numeric.Progress;
import dev.coterie.pipeline.report.ReasonText;
import dev.coterie.pipeline.snapshot.ListedItem;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.table.Column;
import dev.coterie.pipeline.table.TableWriter;
import dev.coterie.pipeline.table.WholeFile;
import java.nio.file.Path;
import java.util.List;

/** Everyone's lists as one table, their reasons in words. */
public final class ListExport {
  private ListExport() {}

  /**
   * Writes {@code user_id, rank, item_id, title, score, affinity, reasons}.
   *
   * @param most items of a user, at least 1
   * @param out a Parquet file, or CSV by its name
   * @param progress told now and then; may throw to stop the work
   */
  public static void write(
      SnapshotReader snapshot, int most, ReasonText words, Path out, Progress progress) {
    WholeFile.write(
        out,
        file -> {
          TableWriter.write(
              file,
              List.of(
                  Column.text("user_id"),
                  Column.integer("rank"),
                  Column.text("item_id"),
                  Column.text("title"),
                  Column.number("score"),
                  Column.number("affinity"),
                  new Column("reasons", Column.Type.TEXTS)),
              table -> {
                snapshot.eachListed(
                    (user, item) -> {
                      if (item.rank() == 1) {
                        progress.report("lists", 0, 0);
                      }
                      if (item.rank() <= most) {
                        table.row(
                            user,
                            item.rank(),
                            item.itemId(),
                            item.title(),
                            item.score(),
                            item.affinity(),
                            reasons(item, words));
                      }
                    });
              });
        });
  }

  /** The reasons of an item in words, strongest first. */
  public static List<String> reasons(ListedItem item, ReasonText words) {
    return item.reasons().stream().map(each -> words.words(each.reason(), each.name())).toList();
  }
}
