package dev.coterie.pipeline;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.pipeline.ingest.EventSource.TimeRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * A span of time written {@code A..B}: ISO dates or times, both included, a date as the last one to
 * its end.
 */
final class TimeSpan {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd[['T'][' ']HH:mm[:ss][XXX]]");

  private TimeSpan() {}

  static TimeRange parse(String text, ZoneId zone) {
    String[] ends = text.split("\\.\\.", -1);
    if (ends.length != 2) {
      throw refused(text, null);
    }
    try {
      return new TimeRange(instant(ends[0], zone, false), instant(ends[1], zone, true));
    } catch (DateTimeException e) {
      throw refused(text, e);
    } catch (IllegalArgumentException e) {
      throw new BadUsage("times: " + e.getMessage() + "; write the earlier one first.", e);
    }
  }

  private static Instant instant(String text, ZoneId zone, boolean last) {
    TemporalAccessor read =
        ISO.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    return switch (read) {
      case OffsetDateTime time -> time.toInstant();
      case LocalDateTime time -> time.atZone(zone).toInstant();
      default -> {
        LocalDate day = LocalDate.from(read);
        yield last
            ? day.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1)
            : day.atStartOfDay(zone).toInstant();
      }
    };
  }

  private static BadUsage refused(String text, @Nullable Throwable cause) {
    String message = "times: '" + text + "' is no span; write 2010-01-01..2011-12-31.";
    return cause == null ? new BadUsage(message) : new BadUsage(message, cause);
  }
}
