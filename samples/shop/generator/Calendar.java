import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The 180 days of the data, counted from 0; the last is 30 June 2026. */
final class Calendar {
  static final int DAYS = 180;
  static final int DAY_SECONDS = 86_400;

  private static final LocalDate LAST_DAY = LocalDate.of(2026, 6, 30);
  private static final LocalDate FIRST_DAY = LAST_DAY.minusDays(DAYS - 1);
  private static final long START = FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toEpochSecond();

  private Calendar() {}

  /** ISO time of a second after the start. */
  static String timestamp(long second) {
    return Instant.ofEpochSecond(START + second).toString();
  }

  static int day(long second) {
    return (int) (second / DAY_SECONDS);
  }

  static boolean weekend(int day) {
    return FIRST_DAY.plusDays(day).getDayOfWeek().getValue() >= 6;
  }
}
