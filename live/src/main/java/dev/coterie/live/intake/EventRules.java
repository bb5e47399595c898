package dev.coterie.live.intake;

import dev.coterie.domain.EventKind;
import dev.coterie.domain.Nearest;
import dev.coterie.live.store.LiveEvent;
import dev.coterie.pipeline.ingest.KindWords;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What an event must be to be taken. Kinds are known by their usual words, as in files. An event
 * without an id gets one, so that sending it again makes two of it; one without a time is of now.
 */
public final class EventRules {
  /** Longer ids are mistakes. */
  private static final int MOST_ID = 256;

  private static final int MOST_TEXT = 4_000;
  private static final long EARLIEST = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
  private static final long AHEAD = Duration.ofDays(1).toMillis();

  /** A number below it counts seconds. */
  private static final long SECONDS_END = 100_000_000_000L;

  private final KindWords kinds;
  private final LongSupplier clock;

  /**
   * Rules with the kinds of a fit.
   *
   * @param clock milliseconds since 1970 UTC
   */
  public EventRules(KindWords kinds, LongSupplier clock) {
    this.kinds = kinds;
    this.clock = clock;
  }

  /**
   * The event.
   *
   * @throws BadEvent where it cannot be taken
   */
  public LiveEvent check(RawEvent raw) {
    String user = id("user_id", raw.userId());
    if (user == null) {
      throw new BadEvent("user_id is missing");
    }
    String item = id("item_id", raw.itemId());
    String query = text("query", raw.query());
    if (item == null && query == null) {
      throw new BadEvent("item_id and query are both missing");
    }
    String eventId = id("event_id", raw.eventId());
    return new LiveEvent(
        eventId == null ? UUID.randomUUID().toString() : eventId,
        user,
        kind(raw.kind(), item),
        item,
        query,
        time(raw.time()),
        number("value", raw.value()),
        number("quantity", raw.quantity()),
        number("price", raw.price()),
        id("basket", raw.basket()),
        id("recommendation_id", raw.recommendationId()));
  }

  private String kind(@Nullable String word, @Nullable String item) {
    if (word == null || word.isBlank()) {
      return item == null ? EventKind.SEARCH.name() : EventKind.VIEW.name();
    }
    return kinds
        .code(word)
        .map(code -> kinds.kinds().get(code).name())
        .orElseThrow(() -> new BadEvent(unknown(word)));
  }

  private String unknown(String word) {
    String shown = word.length() > 40 ? word.substring(0, 40) + "…" : word;
    return "kind '%s' is not known%s"
        .formatted(
            shown,
            Nearest.to(word, kinds.kinds().stream().map(EventKind::name).toList())
                .map(near -> "; did you mean " + near + "?")
                .orElse(""));
  }

  private static @Nullable String id(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    if (value.length() > MOST_ID) {
      throw new BadEvent("%s has more than %d characters".formatted(field, MOST_ID));
    }
    return sound(field, value.strip());
  }

  private static @Nullable String text(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    if (value.length() > MOST_TEXT) {
      throw new BadEvent("%s has more than %d characters".formatted(field, MOST_TEXT));
    }
    return sound(field, value.strip());
  }

  /** Half of a character and NUL are in no text, and a database may refuse them. */
  private static String sound(String field, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < value.length()
              && Character.isLowSurrogate(value.charAt(i + 1));
      if (c == 0 || (Character.isSurrogate(c) && !pair)) {
        throw new BadEvent(field + " holds a character that is none");
      }
      i += pair ? 1 : 0;
    }
    return value;
  }

  private static float number(String field, @Nullable Double value) {
    if (value == null) {
      return Float.NaN;
    }
    if (!Float.isFinite(value.floatValue())) {
      throw new BadEvent(field + " is no finite number");
    }
    return value.floatValue();
  }

  private long time(@Nullable String text) {
    long now = clock.getAsLong();
    if (text == null || text.isBlank()) {
      return now;
    }
    long time = parsed(text.strip());
    if (time < EARLIEST || time > now + AHEAD) {
      throw new BadEvent("time is before 2000 or more than a day ahead");
    }
    return time;
  }

  private static long parsed(String text) {
    try {
      if (text.matches("\\d{1,18}")) {
        long number = Long.parseLong(text);
        return number < SECONDS_END ? number * 1000 : number;
      }
      if (text.length() == 10) {
        return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
      }
      return text.endsWith("Z") || text.matches(".*[+-]\\d\\d:?\\d\\d$")
          ? OffsetDateTime.parse(text).toInstant().toEpochMilli()
          : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new BadEvent("time is neither ISO 8601 nor a number of seconds or milliseconds");
    }
  }
}
