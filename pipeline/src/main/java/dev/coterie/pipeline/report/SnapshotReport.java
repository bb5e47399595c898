package dev.coterie.pipeline.report;

import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.hierarchy.Agglomerative;
import dev.coterie.clustering.hierarchy.Linkage;
import dev.coterie.clustering.hierarchy.Method;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.report.ReportData.Segment;
import dev.coterie.pipeline.report.ReportData.Suggestion;
import dev.coterie.pipeline.report.ReportData.Suggestions;
import dev.coterie.pipeline.report.ReportData.Users;
import dev.coterie.pipeline.report.ReportData.Why;
import dev.coterie.pipeline.snapshot.ListedItem;
import dev.coterie.pipeline.snapshot.SegmentRow;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.table.Tables.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a report shows of a snapshot. */
public final class SnapshotReport {
  private SnapshotReport() {}

  /** Reads it; the lists are those of the user who stands for each segment. */
  public static ReportData of(SnapshotReader snapshot) {
    List<SegmentRow> rows = snapshot.segments().stream().filter(row -> !row.hidden()).toList();
    return new ReportData(
        snapshot.manifest(),
        rows.stream().map(SnapshotReport::segment).toList(),
        tree(rows.stream().filter(row -> row.level() == 1).toList()),
        users(snapshot.places(), rows),
        suggestions(snapshot, rows),
        SnapshotPast.course(snapshot),
        SnapshotPast.origin(snapshot, rows));
  }

  /** Ward's tree over the centres; each stands for its users. */
  private static Linkage tree(List<SegmentRow> segments) {
    Matrix centres =
        Matrix.ofRows(segments.stream().map(SegmentRow::centroid).toArray(float[][]::new));
    float[] sizes = new float[segments.size()];
    for (int s = 0; s < sizes.length; s++) {
      sizes[s] = Math.max(1, segments.get(s).size());
    }
    try (Workers alone = Workers.of(1)) {
      return Agglomerative.link(
          new Points(centres, sizes), Method.WARD, Distance.COSINE, alone, Progress.NONE);
    }
  }

  private static Segment segment(SegmentRow row) {
    return new Segment(
        row.id(),
        row.level(),
        row.parent(),
        row.description(),
        row.size(),
        row.share(),
        row.quality());
  }

  private static Users users(Answer places, List<SegmentRow> rows) {
    Map<String, Integer> first = positions(rows, 1);
    Map<String, Integer> second = positions(rows, 2);
    // Who is in a segment that a person hid is not shown.
    Answer shown =
        new Answer(
            places.columns(),
            IntStream.range(0, places.rows().size())
                .filter(u -> first.containsKey(text(places, u, "segment_id")))
                .filter(u -> second.containsKey(text(places, u, "subsegment_id")))
                .mapToObj(places.rows()::get)
                .toList());
    int users = shown.rows().size();
    List<String> ids = new ArrayList<>(users);
    int[] segment = new int[users];
    int[] subsegment = new int[users];
    for (int u = 0; u < users; u++) {
      ids.add(text(shown, u, "user_id"));
      segment[u] = first.getOrDefault(text(shown, u, "segment_id"), -1);
      subsegment[u] = second.getOrDefault(text(shown, u, "subsegment_id"), -1);
    }
    return new Users(
        ids,
        segment,
        subsegment,
        floats(shown, "confidence"),
        floats(shown, "silhouette"),
        floats(shown, "map_x"),
        floats(shown, "map_y"));
  }

  private static String text(Answer places, int user, String column) {
    return String.valueOf(places.cell(user, column));
  }

  private static Map<String, Integer> positions(List<SegmentRow> rows, int level) {
    Map<String, Integer> positions = new HashMap<>();
    for (SegmentRow row : rows) {
      if (row.level() == level) {
        positions.put(row.id(), positions.size());
      }
    }
    return positions;
  }

  private static float[] floats(Answer answer, String column) {
    int at = answer.columns().indexOf(column);
    float[] values = new float[answer.rows().size()];
    for (int u = 0; u < values.length; u++) {
      values[u] = answer.rows().get(u).get(at) instanceof Number number ? number.floatValue() : 0;
    }
    return values;
  }

  private static List<Suggestions> suggestions(SnapshotReader snapshot, List<SegmentRow> rows) {
    List<String> users =
        rows.stream()
            .filter(row -> row.level() == 1)
            .flatMap(row -> row.description().exemplars().stream().limit(1))
            .distinct()
            .toList();
    List<Suggestions> suggestions = new ArrayList<>();
    snapshot
        .lists(users)
        .forEach(
            (user, list) ->
                suggestions.add(
                    new Suggestions(user, list.stream().map(SnapshotReport::suggestion).toList())));
    return suggestions;
  }

  private static Suggestion suggestion(ListedItem item) {
    return new Suggestion(
        item.title(),
        item.score(),
        item.affinity(),
        item.reasons().stream().map(each -> new Why(each.reason(), each.name())).toList());
  }
}
