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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
    By by =
        Duration.between(first.get(), last.get()).compareTo(MONTHS) > 0 ? By.MONTH : By.WEEK;
    try (Workers workers = Workers.of(Runtime.getRuntime().availableProcessors())) {
      SegmentCourse course = Trend.of(snapshot, by, PERIODS, false, workers);
      return Optional.of(
          new Course(
              by.name().toLowerCase(Locale.ROOT),
              course.periods(),
              course.segments().stream()
                  .map(
                      each ->
                          each.points().stream().mapToInt(SegmentCourse.Point::size).toArray())
                  .toList(),
              course.drift()));
    }
  }

  /** Flows of an earlier fit's users into the segments that are shown. */
  static Optional<Origin> origin(SnapshotReader snapshot, List<SegmentRow> rows) {
    EditedTree tree = snapshot.tree();
    List<SegmentRow> shown = rows.stream().filter(row -> row.level() == 1).toList();
    List<String> ids = shown.stream().map(SegmentRow::id).toList();
    return snapshot
        .manifest()
        .lineage()
        .map(
            lineage -> {
              List<Stream> streams = new ArrayList<>();
              for (Flow flow : lineage.flows()) {
                int to = ids.indexOf(tree.now(flow.to()));
                if (to >= 0) {
                  Optional<Integer> kept = kept(lineage, flow.from(), tree, ids);
                  String name =
                      kept.map(at -> shown.get(at).description().name()).orElse(flow.from());
                  streams.add(new Stream(flow.from(), name, kept, to, flow.users()));
                }
              }
              return new Origin(
                  lineage.usersInBoth(), lineage.usersWhoStayed(), List.copyOf(streams));
            });
  }

  private static Optional<Integer> kept(
      Lineage lineage, String id, EditedTree tree, List<String> ids) {
    return lineage.descents().stream()
        .filter(descent -> descent.before().equals(Optional.of(id)))
        .flatMap(descent -> descent.after().stream())
        .map(after -> ids.indexOf(tree.now(after)))
        .filter(at -> at >= 0)
        .findFirst();
  }
}
