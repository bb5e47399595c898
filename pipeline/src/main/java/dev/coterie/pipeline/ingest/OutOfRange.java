package dev.coterie.pipeline.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An event at a time that cannot be, or with a number beyond what is kept. */
final class OutOfRange implements CleaningRule {
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Duration CLOCK_ERROR = Duration.ofDays(1);

  private final EventSource.TimeRange range;

  OutOfRange(Optional<EventSource.TimeRange> range, Instant now) {
    this.range = range.orElse(new EventSource.TimeRange(EARLIEST, now.plus(CLOCK_ERROR)));
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
    return "the time is not between " + range.first() + " and " + range.last();
  }
}
