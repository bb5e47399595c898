package dev.coterie.pipeline.recommend;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether the catalogue lets an item be recommended at a time: not hidden, in stock, and valid
 * then. Its columns are known by their usual names, whatever their case and punctuation; an empty
 * cell says nothing.
 *
 * @param now of asking, milliseconds since 1970 UTC; {@link EventLog#NO_TIME} where it is not
 *     known, and then validity is not looked at
 */
record OnSale(long now) {
  private static final Set<String> HIDDEN = Set.of("hidden", "ishidden");
  private static final Set<String> STOCK =
      Set.of("stock", "instock", "inventory", "available", "isavailable");
  private static final Set<String> FROM = Set.of("validfrom", "availablefrom");
  private static final Set<String> TO = Set.of("validto", "validuntil", "availableto");
  private static final Set<String> YES = Set.of("true", "yes", "y", "1");
  private static final Set<String> NO = Set.of("false", "no", "n");

  /** Whether a column tells when an item is sold rather than what it is. */
  static boolean isAbout(String column) {
    String name = simplified(column);
    return Stream.of(HIDDEN, STOCK, FROM, TO).anyMatch(names -> names.contains(name));
  }

  boolean test(Item item) {
    boolean sold = true;
    for (Map.Entry<String, String> attribute : item.attributes().entrySet()) {
      String name = simplified(attribute.getKey());
      String value = attribute.getValue().strip();
      sold &= !(HIDDEN.contains(name) && YES.contains(value.toLowerCase(Locale.ROOT)));
      sold &= !(STOCK.contains(name) && isOut(value));
      if (now != EventLog.NO_TIME && !value.isEmpty()) {
        sold &= !FROM.contains(name) || start(item, attribute.getKey(), value) <= now;
        sold &= !TO.contains(name) || now <= end(item, attribute.getKey(), value);
      }
    }
    return sold;
  }

  /** Whether an item is on sale may change with the time alone. */
  static boolean isTimed(Item item) {
    return item.attributes().keySet().stream()
        .map(OnSale::simplified)
        .anyMatch(name -> FROM.contains(name) || TO.contains(name));
  }

  static String simplified(String name) {
    StringBuilder letters = new StringBuilder();
    name.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }

  private static boolean isOut(String value) {
    if (NO.contains(value.toLowerCase(Locale.ROOT))) {
      return true;
    }
    try {
      return !value.isEmpty() && Double.parseDouble(value) <= 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static long start(Item item, String column, String value) {
    return day(value)
        .map(day -> day.atStartOfDay().toInstant(ZoneOffset.UTC))
        .orElseGet(() -> instant(item, column, value))
        .toEpochMilli();
  }

  /** A day is valid to its end. */
  private static long end(Item item, String column, String value) {
    return day(value)
        .map(day -> day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusMillis(1))
        .orElseGet(() -> instant(item, column, value))
        .toEpochMilli();
  }

  private static Optional<LocalDate> day(String value) {
    try {
      return Optional.of(LocalDate.parse(value));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Instant instant(Item item, String column, String value) {
    String iso = value.replace(' ', 'T');
    for (Reading reading :
        List.<Reading>of(
            () -> OffsetDateTime.parse(iso).toInstant(),
            () -> LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC))) {
      try {
        return reading.read();
      } catch (DateTimeParseException e) {
        // The next reading may know it.
      }
    }
    throw new BadInput(
        "The catalogue has '%s' as %s of item %s, which is no time.%nWrite it as 2026-01-31 or 2026-01-31T18:00:00Z."
            .formatted(value, column, item.id()));
  }

  /** One way to read a time. */
  private interface Reading {
    Instant read();
  }
}
