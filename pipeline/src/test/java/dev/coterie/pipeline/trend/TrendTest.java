package dev.coterie.pipeline.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.SegmentCourse;
import dev.coterie.domain.SegmentCourse.Course;
import dev.coterie.domain.SegmentCourse.Point;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import dev.coterie.pipeline.Story;
import dev.coterie.pipeline.snapshot.SegmentRow;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.snapshot.SnapshotWriter;
import dev.coterie.pipeline.trend.Trend.By;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrendTest {
  @TempDir private static Path folder;
  private static SnapshotReader snapshot;

  @BeforeAll
  static void fit() {
    PlantedEvents.of(Shape.PLAIN.withUsers(120), 3).write(folder, 0);
    SnapshotWriter.write(Story.fit(folder, folder, 2, "segments.k=4"), folder.resolve("s"), false);
    snapshot = SnapshotReader.open(folder.resolve("s"));
  }

  private static SegmentCourse course(By by, int most, int threads) {
    try (Workers workers = Workers.of(threads)) {
      return Trend.of(snapshot, by, most, true, workers);
    }
  }

  @Test
  void whoComesAndGoesMakesTheSizes() {
    SegmentCourse course = course(By.MONTH, 5, 2);
    assertThat(course.periods()).hasSize(5);
    for (Course segment : course.segments()) {
      List<Point> points = segment.points();
      for (int p = 1; p < points.size(); p++) {
        Point now = points.get(p);
        assertThat(now.size()).isEqualTo(points.get(p - 1).size() + now.entries() - now.exits());
        assertThat(now.active()).isBetween(0, now.size());
      }
    }
    for (int p = 0; p < 5; p++) {
      int period = p;
      assertThat(course.segments().stream().mapToDouble(s -> s.points().get(period).share()).sum())
          .isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void theLastPeriodEndsWhereTheFitStands() {
    SegmentCourse course = course(By.WEEK, 3, 1);
    Map<String, Integer> sizes =
        snapshot.segments().stream()
            .filter(row -> row.level() == 1)
            .collect(Collectors.toMap(SegmentRow::id, SegmentRow::size));
    assertThat(course.segments())
        .allSatisfy(
            segment ->
                assertThat(segment.points().getLast().size())
                    .as(segment.id())
                    .isCloseTo(sizes.getOrDefault(segment.id(), 0), within(3)));
    assertThat(course.segments().getFirst().points().getLast().lifts()).isNotEmpty();
    assertThat(course.segments())
        .allSatisfy(segment -> assertThat(segment.points().getFirst().newPhrases()).isEmpty());
  }

  @Test
  void usersWithOneInterestEachDoNotDrift() {
    assertThat(course(By.MONTH, 3, 2).drift())
        .hasValueSatisfying(
            drift -> {
              assertThat(drift.refit()).as(drift.reason()).isFalse();
              assertThat(drift.reason()).startsWith("Keep: ");
            });
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    assertThat(course(By.WEEK, 4, 1)).isEqualTo(course(By.WEEK, 4, 3));
  }

  @Test
  void withoutTimesThereIsNothingToFollow() {
    Path timeless = folder.resolve("timeless");
    Shape shape = Shape.PLAIN;
    PlantedEvents.of(new Shape(60, shape.items(), 3, 12, 0, 1, 0, 0, false, true), 3)
        .write(timeless, 0);
    SnapshotWriter.write(Story.fit(folder, timeless, 2), folder.resolve("t"), false);
    try (Workers workers = Workers.of(1)) {
      assertThatThrownBy(
              () -> Trend.of(SnapshotReader.open(folder.resolve("t")), By.WEEK, 3, false, workers))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("no times");
    }
  }
}
