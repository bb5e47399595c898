package dev.coterie.pipeline.trend;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.Drift;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.SegmentCourse;
import dev.coterie.domain.SegmentCourse.Course;
import dev.coterie.domain.SegmentCourse.Period;
import dev.coterie.domain.SegmentCourse.Point;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.snapshot.SegmentRow;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.trend.Replayed.Where;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Follows the segments of a snapshot through the time of its events. */
public final class Trend {
  private final Replayed replayed;
  private final Map<String, String> names = new HashMap<>();
  private final boolean[] shown;

  /** What the time is cut into, in UTC: weeks from Monday, or months. */
  public enum By {
    WEEK,
    MONTH;

    LocalDate start(LocalDate day) {
      return switch (this) {
        case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        case MONTH -> day.withDayOfMonth(1);
      };
    }

    LocalDate next(LocalDate start) {
      return switch (this) {
        case WEEK -> start.plusWeeks(1);
        case MONTH -> start.plusMonths(1);
      };
    }
  }

  private Trend(SnapshotReader snapshot, Workers workers) {
    this.replayed = new Replayed(snapshot, workers);
    this.shown = new boolean[replayed.segments().size()];
    for (SegmentRow row : snapshot.segments()) {
      names.put(row.id(), row.description().name());
      int at = replayed.segments().indexOf(row.id());
      if (at >= 0) {
        shown[at] = !row.hidden();
      }
    }
  }

  /**
   * The last periods.
   *
   * @param most how many, at least 1
   * @param told whether lifts and phrases are told too, which takes most of the time
   * @throws BadInput where the events have no times
   */
  public static SegmentCourse of(
      SnapshotReader snapshot, By by, int most, boolean told, Workers workers) {
    Trend trend = new Trend(snapshot, workers);
    if (!trend.replayed.events().hasTimes()) {
      throw new BadInput(
          "The events of " + snapshot.snapshot().folder() + " have no times to follow them by.");
    }
    Optional<Telling> telling =
        told ? Optional.of(Telling.of(trend.replayed.events(), workers)) : Optional.empty();
    return trend.course(by, most, telling);
  }

  private SegmentCourse course(By by, int most, Optional<Telling> telling) {
    List<Period> periods = periods(by, most);
    int segments = replayed.segments().size();
    List<List<Point>> points =
        IntStream.range(0, segments).<List<Point>>mapToObj(g -> new ArrayList<>()).toList();
    long first = millis(periods.getFirst().from());
    int[] before = replayed.by(replayed.between(Long.MIN_VALUE, first), first).segment();
    for (Period period : periods) {
      long end = millis(period.to());
      EventLog until = replayed.between(Long.MIN_VALUE, end);
      int[] now = replayed.by(until, end).segment();
      EventLog during = replayed.between(millis(period.from()), end);
      add(points, before, now, during, telling);
      before = now;
    }
    List<Course> courses = new ArrayList<>();
    for (int g = 0; g < segments; g++) {
      if (shown[g]) {
        String id = replayed.segments().get(g);
        courses.add(new Course(id, names.getOrDefault(id, id), List.copyOf(points.get(g))));
      }
    }
    return new SegmentCourse(periods, List.copyOf(courses), drift(periods));
  }

  private void add(
      List<List<Point>> points,
      int[] before,
      int[] now,
      EventLog during,
      Optional<Telling> telling) {
    int segments = points.size();
    int[] size = new int[segments];
    int[] entries = new int[segments];
    int[] exits = new int[segments];
    int[] active = new int[segments];
    int known = 0;
    for (int u = 0; u < now.length; u++) {
      known += now[u] >= 0 ? 1 : 0;
      if (now[u] >= 0) {
        size[now[u]]++;
      }
      if (now[u] != before[u]) {
        if (now[u] >= 0) {
          entries[now[u]]++;
        }
        if (before[u] >= 0) {
          exits[before[u]]++;
        }
      }
    }
    for (int u : Replayed.active(during)) {
      if (now[u] >= 0) {
        active[now[u]]++;
      }
    }
    List<Telling.Told> told = telling.map(each -> each.of(during, now, segments)).orElse(List.of());
    for (int g = 0; g < segments; g++) {
      points
          .get(g)
          .add(
              new Point(
                  size[g],
                  known == 0 ? 0 : (double) size[g] / known,
                  entries[g],
                  exits[g],
                  active[g],
                  told.isEmpty() ? List.of() : told.get(g).lifts(),
                  told.isEmpty() ? List.of() : told.get(g).newPhrases()));
    }
  }

  private Optional<Drift> drift(List<Period> periods) {
    if (periods.size() < 2) {
      return Optional.empty();
    }
    Period last = periods.getLast();
    Period before = periods.get(periods.size() - 2);
    return Optional.of(
        Drift.of(
            figures(millis(last.from()), millis(last.to())),
            figures(millis(before.from()), millis(before.to()))));
  }

  /** What the users of a time did in it, beside what they had done before. */
  private Drift.Figures figures(long from, long to) {
    EventLog earlier = replayed.between(Long.MIN_VALUE, from);
    EventLog during = replayed.between(from, to);
    Where before = replayed.by(earlier, from);
    Where then = replayed.by(during, to);
    int users = 0;
    int moved = 0;
    double distance = 0;
    for (int u = 0; u < then.segment().length; u++) {
      if (then.segment()[u] >= 0 && before.segment()[u] >= 0) {
        users++;
        moved += then.segment()[u] == before.segment()[u] ? 0 : 1;
        distance += 1 - then.nearest()[u];
      }
    }
    return new Drift.Figures(
        users,
        users == 0 ? 0 : distance / users,
        users == 0 ? 0 : (double) moved / users,
        newItems(earlier, during));
  }

  private static double newItems(EventLog earlier, EventLog during) {
    boolean[] known = new boolean[earlier.items().size()];
    for (int item : earlier.item()) {
      if (item >= 0) {
        known[item] = true;
      }
    }
    long items = Arrays.stream(during.item()).filter(item -> item >= 0).count();
    long unknown = Arrays.stream(during.item()).filter(item -> item >= 0 && !known[item]).count();
    return items == 0 ? 0 : (double) unknown / items;
  }

  /**
   * How far new events are from the fit, beside the last events of the fit over as long a time.
   *
   * @param now of the new events
   * @param span of the new events in milliseconds
   */
  public static Drift drift(
      SnapshotReader snapshot, Drift.Figures now, long span, Workers workers) {
    Trend trend = new Trend(snapshot, workers);
    long end = trend.replayed.events().latest() + 1;
    return Drift.of(now, trend.figures(end - Math.max(1, span), end));
  }

  /** The centres of the segments that people see. */
  public record Nearest(Matrix centres) {
    /** The cosine of a user's interest to the nearest of them. */
    public double cosine(Matrix interest, int user) {
      return Replayed.nearest(interest, user, centres);
    }
  }

  /** The centres of a snapshot. */
  public static Nearest nearest(SnapshotReader snapshot) {
    return new Nearest(Replayed.centres(snapshot));
  }

  private List<Period> periods(By by, int most) {
    long[] times = replayed.events().time();
    long first = Arrays.stream(times).min().orElse(0);
    long last = Arrays.stream(times).max().orElse(0);
    List<Period> periods = new ArrayList<>();
    LocalDate start = by.start(day(first));
    while (!start.isAfter(day(last))) {
      periods.add(new Period(instant(start), instant(by.next(start))));
      start = by.next(start);
    }
    return List.copyOf(periods.subList(Math.max(0, periods.size() - most), periods.size()));
  }

  private static LocalDate day(long millis) {
    return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static Instant instant(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static long millis(Instant time) {
    return time.toEpochMilli();
  }
}
