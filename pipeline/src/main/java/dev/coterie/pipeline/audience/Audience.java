package dev.coterie.pipeline.audience;

import dev.coterie.pipeline.table.Column;
import dev.coterie.pipeline.table.TableWriter;
import dev.coterie.pipeline.table.WholeFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An audience that was found.
 *
 * @param target in words
 * @param eligible users among whom it was sought
 * @param items those that stand for the target, the nearest first; empty for a segment or a list
 * @param users best first
 * @param overlap how it lies over the segments, largest part first
 */
public record Audience(
    String target, int eligible, List<Wanted> items, List<Found> users, List<Overlap> overlap) {
  public Audience {
    items = List.copyOf(items);
    users = List.copyOf(users);
    overlap = List.copyOf(overlap);
  }

  /** An item that stands for the target. */
  public record Wanted(String itemId, String title) {}

  /**
   * One user of it.
   *
   * @param rank 1 for the first
   * @param score raw, comparable within one audience
   * @param affinity calibrated chance, 0 to 1; empty where too few are known to calibrate it
   * @param itemId the item of the target that the user is most likely to go for, if there is one
   * @param reasons in words, strongest first
   */
  public record Found(
      int rank,
      String userId,
      double score,
      Optional<Double> affinity,
      String segmentId,
      String subsegmentId,
      Optional<String> itemId,
      List<String> reasons) {}

  /**
   * The part of it that is in one segment.
   *
   * @param share of the audience, 0 to 1
   * @param reach share of the segment, 0 to 1
   */
  public record Overlap(String segmentId, String name, int users, double share, double reach) {}

  /** Writes the users to a Parquet, CSV or JSONL file, as its name says. */
  public void write(Path out) {
    WholeFile.write(
        out,
        file ->
            TableWriter.write(
                file,
                List.of(
                    Column.text("user_id"),
                    Column.integer("rank"),
                    Column.number("score"),
                    Column.number("affinity"),
                    Column.text("segment_id"),
                    Column.text("subsegment_id"),
                    Column.text("item_id"),
                    new Column("reasons", Column.Type.TEXTS)),
                table -> users.forEach(user -> row(table, user))));
  }

  private static void row(TableWriter table, Found user) {
    table.row(
        user.userId(),
        user.rank(),
        user.score(),
        user.affinity().orElse(null),
        user.segmentId(),
        user.subsegmentId(),
        user.itemId().orElse(null),
        user.reasons());
  }
}
