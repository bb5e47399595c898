package dev.coterie.pipeline.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** An event at a time that cannot be, or with a number beyond what is kept. */
final class OutOfRange implements CleaningRule {
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  /** MovieLens, by whatever layout, is older than that: its first ratings are of 1995. */
  private static final Instant EARLIEST_MOVIELENS = Instant.parse("1995-01-01T00:00:00Z");

  private static final Duration CLOCK_ERROR = Duration.ofDays(1);

  private final EventSource.TimeRange range;

  OutOfRange(Optional<EventSource.TimeRange> range, Layout layout, Instant now) {
    this.range = range.orElse(usual(layout, now));
  }

  private static EventSource.TimeRange usual(Layout layout, Instant now) {
    Instant earliest = layout.isOld() ? EARLIEST_MOVIELENS : EARLIEST;
    return new EventSource.TimeRange(earliest, now.plus(CLOCK_ERROR));
  }

  @Override
  public String name() {
    return "out-of-range";
  }

  @Override
  public String condition() {
    return "(\"time\" NOT BETWEEN "
        + range.first().toEpochMilli()
        + " AND "
        + range.last().toEpochMilli()
        + ") OR huge_number";
  }

  @Override
  public String reason() {
    return "time not from %s to %s, or number too large"
        .formatted(day(range.first()), day(range.last()));
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
