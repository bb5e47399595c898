package dev.coterie.pipeline.report;

import dev.coterie.domain.EditedTree;
import dev.coterie.domain.Lineage;
import dev.coterie.domain.Lineage.Flow;
import dev.coterie.domain.SegmentCourse;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.report.ReportData.Course;
import dev.coterie.pipeline.report.ReportData.Origin;
import dev.coterie.pipeline.report.ReportData.Stream;
import dev.coterie.pipeline.snapshot.SegmentRow;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.trend.Trend;
import dev.coterie.pipeline.trend.Trend.By;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** What a report shows of the time before: the course of segments, and an earlier fit. */
final class SnapshotPast {
  private static final int PERIODS = 12;
  private static final Duration MONTHS = Duration.ofDays(100);

  private SnapshotPast() {}

  /** By month where there are enough of them, else by week. */
  static Optional<Course> course(SnapshotReader snapshot) {
    Optional<Instant> first = snapshot.manifest().data().firstTime();
    Optional<Instant> last = snapshot.manifest().data().lastTime();
    if (first.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    By by = Duration.between(first.get(), last.get()).compareTo(MONTHS) > 0 ? By.MONTH : By.WEEK;
    try (Workers workers = Workers.of(Runtime.getRuntime().availableProcessors())) {
      SegmentCourse course = Trend.of(snapshot, by, PERIODS, false, workers);
      return Optional.of(
          new Course(
              by.name().toLowerCase(Locale.ROOT),
              course.periods(),
              course.segments().stream()
                  .map(each -> each.points().stream().mapToInt(SegmentCourse.Point::size).toArray())
                  .toList(),
              course.drift()));
    }
  }

  /** Flows of an earlier fit's users into the segments that are shown. */
  static Optional<Origin> origin(SnapshotReader snapshot, List<SegmentRow> rows) {
    EditedTree tree = snapshot.tree();
    Map<String, String> names = snapshot.segmentNames();
    List<String> ids = rows.stream().filter(row -> row.level() == 1).map(SegmentRow::id).toList();
    return snapshot
        .manifest()
        .lineage()
        .map(
            lineage ->
                new Origin(
                    lineage.usersInBoth(),
                    lineage.usersWhoStayed(),
                    streams(lineage, tree, names, ids)));
  }

  /** Streams into the same segment are one; those into a hidden one are left out. */
  private static List<Stream> streams(
      Lineage lineage, EditedTree tree, Map<String, String> names, List<String> ids) {
    SequencedMap<List<String>, Stream> streams = new LinkedHashMap<>();
    for (Flow flow : lineage.flows()) {
      Optional<Integer> to = shown(tree.now(flow.to()), ids);
      if (to.isEmpty()) {
        continue;
      }
      Optional<String> after = after(lineage, flow.from());
      Stream stream =
          new Stream(
              flow.from(),
              after.map(id -> names.getOrDefault(id, id)).orElse(flow.from()),
              after.flatMap(id -> shown(tree.now(id), ids)),
              names.getOrDefault(flow.to(), flow.to()),
              to.get(),
              flow.users());
      streams.merge(
          List.of(stream.from(), stream.toName()),
          stream,
          (a, b) ->
              new Stream(a.from(), a.name(), a.kept(), a.toName(), a.to(), a.users() + b.users()));
    }
    return List.copyOf(streams.values());
  }

  /** The first of some segments that is shown. */
  private static Optional<Integer> shown(List<String> now, List<String> ids) {
    return now.stream().map(ids::indexOf).filter(at -> at >= 0).findFirst();
  }

  private static Optional<String> after(Lineage lineage, String id) {
    return lineage.descents().stream()
        .filter(descent -> descent.before().equals(Optional.of(id)))
        .flatMap(descent -> descent.after().stream())
        .findFirst();
  }
}
