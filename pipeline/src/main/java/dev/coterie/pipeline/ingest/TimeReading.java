package dev.coterie.pipeline.ingest;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the texts of a time column are read: ISO or epoch numbers by default, else day and month in
 * the order that the column proves, else with the name of the month, else by a given format.
 */
final class TimeReading {
  private static final String NUMBER = "'[+-]?\\d+(\\.\\d*)?([eE]\\+?\\d+)?'";
  private static final String BASIC_DATE = "'(19|20)\\d{6}'";
  private static final String PARTS = "'^(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4}|\\d{2})(\\D.*)?$'";
  private static final List<String> TIMES =
      List.of(
          "",
          " %H:%M",
          " %H:%M:%S",
          " %I:%M %p",
          " %I:%M:%S %p",
          " %H:%M:%S.%f",
          "T%H:%M:%S",
          ", %H:%M",
          ", %I:%M:%S %p");
  private static final List<String> DATES_WITH_MONTH_NAMES =
      List.of("%d %b %Y", "%d-%b-%Y", "%b %d, %Y", "%b %d %Y", "%d %B %Y", "%B %d, %Y", "%d-%b-%y");
  private static final List<String> WHOLE =
      List.of(
          "%a %b %d %H:%M:%S %z %Y",
          "%a, %d %b %Y %H:%M:%S %Z",
          "%a %b %d %H:%M:%S %Y",
          "%d/%b/%Y:%H:%M:%S %z",
          "%Y年%m月%d日",
          "%Y年%m月%d日 %H:%M",
          "%Y年%m月%d日 %H:%M:%S");

  /** How many rows one reading must have for each that contradicts it. */
  private static final int CLEAR_MAJORITY = 20;

  /** So many values of a sample are enough to tell ISO and numbers from the rest. */
  private static final int SAMPLE = 1_000;

  private TimeReading() {}

  /** Makes times without a zone mean this one. */
  static void useZone(Database database, ZoneId zone) {
    String name = zone.getId();
    if (zone.normalized() instanceof ZoneOffset offset) {
      int hours = offset.getTotalSeconds() / 3600;
      if (hours * 3600 != offset.getTotalSeconds()) {
        throw new BadUsage("The zone " + zone + " is not of whole hours: name a region instead.");
      }
      // The names of these zones count westwards.
      name = hours == 0 ? "UTC" : "Etc/GMT" + (hours > 0 ? "-" : "+") + Math.abs(hours);
    }
    try {
      database.run("SET TimeZone = " + Sql.text(name));
    } catch (Database.SqlFailure e) {
      throw new BadUsage("The zone " + zone + " is not known: name one as Europe/London.", e);
    }
  }

  /**
   * SQL that gives milliseconds since 1970 UTC for {@code text}, NULL where it cannot be read.
   *
   * @param rows the relation whose column {@code text} (normalised) is looked at
   */
  static String of(
      Database database, String rows, String text, String name, Optional<String> format) {
    if (format.isPresent()) {
      return withFormat(database, rows, text, name, format.get());
    }
    String iso = "epoch_ms(" + iso(text) + ")";
    // A sample by value does not depend on the order of the rows.
    long[] counts = counts(database, rows, text, "WHERE hash(t) % 64 = 0");
    if (counts[0] < SAMPLE) {
      counts = counts(database, rows, text, "");
    }
    if (2 * (counts[1] + counts[2]) >= counts[0]) {
      return coalesce(iso, epoch(text));
    }
    String dayMonth = dayMonth(database, rows, text, name);
    return dayMonth.isEmpty() ? coalesce(iso, parsed(text, monthNames())) : dayMonth;
  }

  /** Only after a year of four digits: the database would take 1/2/24 for a day of the year 1. */
  private static String iso(String text) {
    return "CASE WHEN " + text + "[5] IN ('-', '/') THEN TRY_CAST(" + text + " AS TIMESTAMPTZ) END";
  }

  /** Given values, those in ISO, those that are numbers. */
  private static long[] counts(Database database, String rows, String text, String sample) {
    long[] counts = new long[3];
    database.query(
        "SELECT count(t), count("
            + iso("t")
            + "),"
            + " count(*) FILTER (regexp_full_match(t, "
            + NUMBER
            + ")) FROM (SELECT "
            + text
            + " AS t FROM "
            + rows
            + ") "
            + sample,
        row -> {
          counts[0] = row.getLong(1);
          counts[1] = row.getLong(2);
          counts[2] = row.getLong(3);
        });
    return counts;
  }

  private static String coalesce(String first, String second) {
    return "coalesce(" + first + ", " + second + ")";
  }

  /** Seconds, milliseconds, microseconds or nanoseconds by size; eight digits may be a date. */
  private static String epoch(String text) {
    String number = "TRY_CAST(" + text + " AS DOUBLE)";
    return "CASE WHEN regexp_full_match("
        + text
        + ", "
        + BASIC_DATE
        + ") THEN epoch_ms(CAST(try_strptime("
        + text
        + ", '%Y%m%d') AS TIMESTAMPTZ)) WHEN abs("
        + number
        + ") < 1e11 THEN CAST(round("
        + number
        + " * 1000) AS BIGINT) WHEN abs("
        + number
        + ") < 1e14 THEN CAST("
        + number
        + " AS BIGINT) WHEN abs("
        + number
        + ") < 1e17 THEN CAST(floor("
        + number
        + " / 1e3) AS BIGINT) WHEN abs("
        + number
        + ") < 1e19 THEN CAST(floor("
        + number
        + " / 1e6) AS BIGINT) END";
  }

  private static String dayMonth(Database database, String rows, String text, String name) {
    long[] counts = new long[5];
    String[] example = {""};
    database.query(
        "SELECT count(*), count(*) FILTER (a > 12), count(*) FILTER (b > 12),"
            + " count(*) FILTER (y), count(*) FILTER (dots), min(t) FROM (SELECT t,"
            + " CAST(p[2] AS INTEGER) AS a, CAST(p[3] AS INTEGER) AS b, strlen(p[4]) = 4 AS y,"
            + " p[1].contains('.') AND regexp_matches(t, '^\\d+\\.\\d+\\.') AS dots"
            + " FROM (SELECT t, [regexp_extract(t, r, 0), regexp_extract(t, r, 1),"
            + " regexp_extract(t, r, 2), regexp_extract(t, r, 3)] AS p FROM (SELECT "
            + text
            + " AS t, "
            + PARTS
            + " AS r FROM "
            + rows
            + ") WHERE regexp_matches(t, "
            + PARTS
            + ")))",
        row -> {
          for (int i = 0; i < counts.length; i++) {
            counts[i] = row.getLong(i + 1);
          }
          example[0] = String.valueOf(row.getString(6));
        });
    if (counts[0] == 0) {
      return "";
    }
    boolean dayFirst = isDayFirst(counts, name, example[0]);
    String year = 2 * counts[3] >= counts[0] ? "%Y" : "%y";
    List<String> formats = new ArrayList<>();
    for (String time : TIMES) {
      formats.add((dayFirst ? "%d/%m/" : "%m/%d/") + year + time);
    }
    String slashed = "regexp_replace(" + text + ", '^(\\d+)[/.-](\\d+)[/.-](\\d+)', '\\1/\\2/\\3')";
    return parsed(slashed, formats);
  }

  private static boolean isDayFirst(long[] counts, String name, String example) {
    long firstIsDay = counts[1];
    long secondIsDay = counts[2];
    if (firstIsDay > CLEAR_MAJORITY * secondIsDay) {
      return true;
    }
    if (secondIsDay > CLEAR_MAJORITY * firstIsDay) {
      return false;
    }
    if (firstIsDay == 0 && secondIsDay == 0 && counts[4] == counts[0]) {
      // Dots are written where the day comes first.
      return true;
    }
    String[] parts = example.split("[/.-]", 3);
    String rest = parts[2].split("\\D", 2)[0];
    throw new BadInput(
        "Day and month of the column '"
            + name
            + "' cannot be told apart: "
            + example
            + " is "
            + rest
            + "-"
            + two(parts[1])
            + "-"
            + two(parts[0])
            + " with the day first, "
            + rest
            + "-"
            + two(parts[0])
            + "-"
            + two(parts[1])
            + " with the month first.\nSay --date-format dd/MM/yyyy or MM/dd/yyyy, with the time as"
            + " the column has it.");
  }

  private static String two(String digits) {
    return digits.length() == 1 ? "0" + digits : digits;
  }

  private static List<String> monthNames() {
    List<String> formats = new ArrayList<>();
    for (String date : DATES_WITH_MONTH_NAMES) {
      for (String time : TIMES) {
        formats.add(date + time);
      }
    }
    formats.addAll(WHOLE);
    return formats;
  }

  private static String withFormat(
      Database database, String rows, String text, String name, String format) {
    String pattern = DateFormat.toStrptime(format);
    try {
      database.run("SELECT strftime(TIMESTAMP '2020-02-03 04:05:06', " + Sql.text(pattern) + ")");
    } catch (Database.SqlFailure e) {
      throw new BadUsage("'" + format + "' is no date format: " + e.reason(), e);
    }
    String parsed = parsed(text, List.of(pattern));
    long[] counts = new long[2];
    String[] example = {""};
    database.query(
        "SELECT count(t), count(m), min(t) FROM (SELECT "
            + text
            + " AS t, "
            + parsed
            + " AS m FROM "
            + rows
            + ")",
        row -> {
          counts[0] = row.getLong(1);
          counts[1] = row.getLong(2);
          example[0] = String.valueOf(row.getString(3));
        });
    if (counts[0] > 0 && counts[1] == 0) {
      throw new BadInput(
          "No value of the column '"
              + name
              + "' is written as '"
              + format
              + "': the first is '"
              + example[0]
              + "'.\nMend --date-format, or leave it out.");
    }
    return parsed;
  }

  private static String parsed(String text, List<String> formats) {
    // A format with a zone gives a time with one; without, the session's zone is meant.
    List<String> zoned = formats.stream().filter(TimeReading::hasZone).toList();
    List<String> local = formats.stream().filter(format -> !hasZone(format)).toList();
    String localTime =
        "epoch_ms(CAST(try_strptime(" + text + ", " + list(local) + ") AS TIMESTAMPTZ))";
    String zonedTime = "epoch_ms(try_strptime(" + text + ", " + list(zoned) + "))";
    if (zoned.isEmpty()) {
      return localTime;
    }
    return local.isEmpty() ? zonedTime : coalesce(localTime, zonedTime);
  }

  private static boolean hasZone(String format) {
    return format.contains("%z") || format.contains("%Z");
  }

  private static String list(List<String> formats) {
    String texts = Sql.texts(formats);
    return formats.size() == 1
        ? Sql.text(formats.getFirst())
        : "[" + texts.substring(1, texts.length() - 1) + "]";
  }
}
