package dev.coterie.pipeline.snapshot;

import dev.coterie.domain.Description;
import dev.coterie.domain.Edit.Made;
import dev.coterie.domain.EditedTree;
import dev.coterie.domain.EditedTree.Placement;
import dev.coterie.numeric.Matrix;
import dev.coterie.pipeline.table.Tables.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Rows of a snapshot's tables as people's edits leave them. */
final class EditedRows {
  private static final List<String> VECTORS = List.of("membership", "sub_membership", "vector");

  private final EditedTree tree;

  EditedRows(EditedTree tree) {
    this.tree = tree;
  }

  /** The segments that there are now, then the subsegments. */
  List<SegmentRow> segments(List<SegmentRow> fitted, int users) {
    Map<String, SegmentRow> rows = new HashMap<>();
    fitted.forEach(row -> rows.put(row.id(), row));
    List<String> segments = tree.segments();
    List<String> subsegments = tree.subsegments();
    int[] parent = tree.parent();
    List<SegmentRow> edited = new ArrayList<>();
    for (String id : segments) {
      edited.add(row(id, Optional.empty(), Optional.ofNullable(rows.get(id)), users));
    }
    for (int c = 0; c < parent.length; c++) {
      String id = subsegments.get(c);
      edited.add(
          row(id, Optional.of(segments.get(parent[c])), Optional.ofNullable(rows.get(id)), users));
    }
    return edited;
  }

  private SegmentRow row(
      String id, Optional<String> parent, Optional<SegmentRow> fitted, int users) {
    SegmentRow row =
        tree.made(id)
            .map(made -> ofMade(id, parent, made, fitted, users))
            .or(() -> fitted)
            .orElseThrow(() -> new IllegalStateException("no row of segment " + id));
    Description description = row.description();
    return new SegmentRow(
        id,
        row.level(),
        parent,
        description.named(
            tree.name(id).orElse(description.name()),
            tree.text(id).orElse(description.text()),
            tree.name(id).isPresent() ? OptionalDouble.empty() : description.assignability(),
            tree.text(id).isPresent() ? Optional.of(Description.PERSON) : description.writer()),
        row.size(),
        row.share(),
        row.quality(),
        row.stability(),
        row.lineage(),
        row.centroid(),
        tree.isHidden(id),
        tree.isLocked(id));
  }

  private static SegmentRow ofMade(
      String id, Optional<String> parent, Made made, Optional<SegmentRow> fitted, int users) {
    return new SegmentRow(
        id,
        parent.isPresent() ? 2 : 1,
        parent,
        made.description(),
        made.quality().size(),
        (double) made.quality().size() / Math.max(1, users),
        made.quality(),
        OptionalDouble.empty(),
        fitted.flatMap(SegmentRow::lineage),
        made.centre(),
        false,
        false);
  }

  /** Columns that {@link #users} works with, to be asked for beside others. */
  static String columns() {
    return String.join(", ", VECTORS);
  }

  /** Users where they are now; the answer has the columns of {@link #columns} and loses them. */
  Answer users(Answer fitted) {
    Placement placement = tree.place(matrix(fitted, 0), matrix(fitted, 1), matrix(fitted, 2));
    List<String> segments = tree.segments();
    List<String> subsegments = tree.subsegments();
    List<Integer> kept = new ArrayList<>();
    for (int c = 0; c < fitted.columns().size(); c++) {
      if (!VECTORS.contains(fitted.columns().get(c))) {
        kept.add(c);
      }
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int u = 0; u < fitted.rows().size(); u++) {
      int segment = placement.segment()[u];
      List<@Nullable Object> row = new ArrayList<>();
      for (int c : kept) {
        row.add(
            switch (fitted.columns().get(c)) {
              case "segment_id" -> segments.get(segment);
              case "subsegment_id" -> subsegments.get(placement.subsegment()[u]);
              case "confidence" -> (double) placement.membership().get(u, segment);
              default -> fitted.rows().get(u).get(c);
            });
      }
      rows.add(row);
    }
    return new Answer(kept.stream().map(fitted.columns()::get).toList(), rows);
  }

  private static Matrix matrix(Answer answer, int vector) {
    int column = answer.columns().indexOf(VECTORS.get(vector));
    float[][] rows = new float[answer.rows().size()][];
    for (int u = 0; u < rows.length; u++) {
      rows[u] = LearnedReading.floats(answer.rows().get(u).get(column));
    }
    return Matrix.ofRows(rows);
  }
}
