package dev.coterie.pipeline.ingest;

import dev.coterie.domain.CoterieException.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the beginning of a text file says of its format, its delimiter and its columns. */
record TextShape(
    Format format, String delimiter, boolean quotes, boolean header, List<String> columns) {
  private static final List<String> DELIMITERS = List.of(",", "\t", ";", "|");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
  private static final Pattern BLANKS = Pattern.compile("[ \\t]+");
  private static final int LINES_LOOKED_AT = 50;

  /**
   * @param whole whether {@code head} is the whole file
   */
  static TextShape of(
      String fileName, String head, boolean whole, HeaderNames names, Layout layout) {
    String start = head.stripLeading();
    if (start.isEmpty()) {
      throw new BadInput("The file " + fileName + " is empty.");
    }
    if (start.charAt(0) == '[' && isJsonArray(start)) {
      return new TextShape(Format.JSON_ARRAY, "", false, true, List.of());
    }
    if (!whole && start.indexOf('\n') < 0 && start.indexOf('\r') < 0) {
      throw new BadInput(
          "The first line of "
              + fileName
              + " does not end within "
              + head.length() / 1000
              + " kB.\nLook for a quote that never closes, or for a file that is no table.");
    }
    if (start.charAt(0) == '{') {
      return new TextShape(Format.JSON_LINES, "", false, false, List.of());
    }
    if (layout == Layout.LISTS || (layout == Layout.AUTO && isBlankSeparated(start))) {
      return new TextShape(Format.BLANKS, "", false, false, List.of("#1"));
    }
    return delimited(fileName, start, names, layout);
  }

  private static TextShape delimited(
      String fileName, String start, HeaderNames names, Layout layout) {
    if (start.lines().findFirst().orElse("").matches("\\d+(::[^:]*)+")) {
      List<String> values = List.of(start.lines().findFirst().orElse("").split("::", -1));
      return new TextShape(Format.DELIMITED, "::", false, false, positions(values.size()));
    }
    List<String> cells = List.of();
    String delimiter = ",";
    for (String candidate : DELIMITERS) {
      List<String> split = firstRecord(start, candidate.charAt(0));
      if (split.size() > cells.size()) {
        cells = split;
        delimiter = candidate;
      }
    }
    if (names.isHeader(cells, layout)) {
      return new TextShape(Format.DELIMITED, delimiter, true, true, named(fileName, cells));
    }
    return new TextShape(Format.DELIMITED, delimiter, true, false, positions(cells.size()));
  }

  private static boolean isJsonArray(String start) {
    String inside = start.substring(1).stripLeading();
    return inside.startsWith("{");
  }

  private static boolean isBlankSeparated(String start) {
    List<String> lines =
        start.lines().filter(line -> !line.isBlank()).limit(LINES_LOOKED_AT).toList();
    Set<Integer> lengths = new TreeSet<>();
    for (String line : lines.subList(0, Math.max(1, lines.size() - 1))) {
      String[] values = BLANKS.split(line.strip(), -1);
      for (String value : values) {
        if (!NUMBER.matcher(value).matches()) {
          return false;
        }
      }
      lengths.add(values.length);
    }
    // Tabs in equal number are columns; a table of ids in blanks would need a header to be one.
    return !(start.lines().findFirst().orElse("").contains("\t") && lengths.size() == 1)
        && lengths.stream().mapToInt(Integer::intValue).max().orElse(0) > 1;
  }

  private static List<String> positions(int n) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= n; i++) {
      names.add("#" + i);
    }
    return names;
  }

  private static List<String> named(String fileName, List<String> cells) {
    List<String> names = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < cells.size(); i++) {
      String name = cells.get(i).strip();
      String unique = name.isEmpty() ? "#" + (i + 1) : name;
      if (!seen.add(unique.toLowerCase(Locale.ROOT))) {
        throw new BadInput(
            "The header of "
                + fileName
                + " has two columns '"
                + unique
                + "'.\nRename one of them.");
      }
      names.add(unique);
    }
    return names;
  }

  /** The cells of the header, or of the first row; quotes taken off. */
  private static List<String> firstRecord(String text, char delimiter) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          cell.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"' && cell.toString().isBlank()) {
        cell.setLength(0);
        quoted = true;
      } else if (c == delimiter) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else if (c == '\n' || c == '\r') {
        break;
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
