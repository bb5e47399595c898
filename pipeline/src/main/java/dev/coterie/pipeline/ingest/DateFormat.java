package dev.coterie.pipeline.ingest;

import dev.coterie.domain.CoterieException.BadUsage;

/** Date formats as people write them, {@code dd/MM/yyyy HH:mm}, in the database's own letters. */
final class DateFormat {
  private DateFormat() {}

  /** A format that has {@code %} is left as it is. */
  static String toStrptime(String format) {
    if (format.contains("%")) {
      return format;
    }
    StringBuilder pattern = new StringBuilder();
    boolean anyField = false;
    for (int i = 0; i < format.length(); ) {
      char letter = format.charAt(i);
      int end = i;
      while (end < format.length() && format.charAt(end) == letter) {
        end++;
      }
      if (letter == '\'') {
        int close = format.indexOf('\'', i + 1);
        if (close < 0) {
          throw new BadUsage("'" + format + "' is no date format: a quote is not closed.");
        }
        pattern.append(format, i + 1, close);
        i = close + 1;
      } else if (Character.isLetter(letter) && letter != 'T') {
        pattern.append(field(format, letter, end - i));
        anyField = true;
        i = end;
      } else {
        pattern.append(format, i, end);
        i = end;
      }
    }
    if (!anyField) {
      throw new BadUsage(
          "'" + format + "' is no date format: write it as dd/MM/yyyy HH:mm or %d/%m/%Y %H:%M.");
    }
    return pattern.toString();
  }

  private static String field(String format, char letter, int length) {
    return switch (letter) {
      case 'y', 'u' -> length == 2 ? "%y" : "%Y";
      case 'M' -> length <= 2 ? "%m" : length == 3 ? "%b" : "%B";
      case 'd' -> "%d";
      case 'H' -> "%H";
      case 'h' -> "%I";
      case 'm' -> "%M";
      case 's' -> "%S";
      case 'S' -> length <= 3 ? "%g" : "%f";
      case 'a' -> "%p";
      case 'E' -> length <= 3 ? "%a" : "%A";
      case 'Z', 'X', 'x' -> "%z";
      case 'z' -> "%Z";
      default ->
          throw new BadUsage(
              "'"
                  + format
                  + "' is no date format: '"
                  + letter
                  + "' is not known; write it as dd/MM/yyyy HH:mm or %d/%m/%Y %H:%M.");
    };
  }
}
