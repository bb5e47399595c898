package dev.coterie.cli;

import dev.coterie.cli.terminal.Output;
import dev.coterie.cli.terminal.Table;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Drift;
import dev.coterie.domain.SegmentCourse;
import dev.coterie.domain.SegmentCourse.Course;
import dev.coterie.domain.SegmentCourse.Period;
import dev.coterie.domain.SegmentCourse.Point;
import dev.coterie.pipeline.trend.Trend;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Segments over time as the commands print them. */
final class CourseView {
  private CourseView() {}

  private record Document(
      String by, List<Period> periods, List<Course> segments, Optional<Drift> drift) {}

  /**
   * Prints.
   *
   * @param id the only segment to tell of; all where there is none
   */
  static void tell(Trend.By by, SegmentCourse course, @Nullable String id, Output output) {
    List<Course> shown =
        course.segments().stream().filter(each -> id == null || each.id().equals(id)).toList();
    if (shown.isEmpty()) {
      throw new BadUsage("No segment '" + id + "' to follow; subsegments are not followed.");
    }
    output.print(
        new Document(by.name().toLowerCase(Locale.ROOT), course.periods(), shown, course.drift()),
        id == null ? sizes(course.periods(), shown) : points(course.periods(), shown.getFirst()));
    course
        .drift()
        .ifPresent(
            drift -> {
              output.line("");
              output.line(drift.reason());
            });
  }

  /** All segments, a column a period, and what happened in the last one. */
  private static Table sizes(List<Period> periods, List<Course> courses) {
    List<String> columns = new ArrayList<>(List.of("id", "name"));
    periods.forEach(period -> columns.add(start(period)));
    columns.addAll(List.of("entries", "exits", "new phrases"));
    Table table = new Table(columns.toArray(String[]::new));
    for (Course course : courses) {
      List<@Nullable Object> row = new ArrayList<>(List.of(course.id(), course.name()));
      course.points().forEach(point -> row.add(point.size()));
      Point last = course.points().getLast();
      row.add(last.entries());
      row.add(last.exits());
      row.add(String.join(", ", last.newPhrases().stream().limit(2).toList()));
      table.row(row.toArray());
    }
    return table;
  }

  /** One segment, a row a period. */
  private static Table points(List<Period> periods, Course course) {
    Table table =
        new Table("from", "size", "share", "entries", "exits", "active", "lift", "new phrases");
    for (int i = 0; i < periods.size(); i++) {
      Point point = course.points().get(i);
      table.row(
          start(periods.get(i)),
          point.size(),
          point.share(),
          point.entries(),
          point.exits(),
          point.active(),
          point.lifts().stream()
              .findFirst()
              .map(lift -> String.format(Locale.ROOT, "%s %.1f", lift.label(), lift.lift()))
              .orElse(""),
          String.join(", ", point.newPhrases().stream().limit(3).toList()));
    }
    return table;
  }

  private static String start(Period period) {
    return period.from().atZone(ZoneOffset.UTC).toLocalDate().toString();
  }
}
