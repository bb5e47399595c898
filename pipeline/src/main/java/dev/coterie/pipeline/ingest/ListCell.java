package dev.coterie.pipeline.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * The entries of one cell that holds a list: JSON, a Python literal as pandas and numpy write it,
 * or words between {@code |} or {@code ;}.
 */
final class ListCell {
  private final String text;
  private int at;

  private ListCell(String text) {
    this.text = text;
  }

  /** The entries, trimmed, without empty ones. */
  static List<String> entries(String cell) {
    String text = cell.strip();
    if (text.length() >= 2 && "[({".indexOf(text.charAt(0)) >= 0 && isClosed(text)) {
      return new ListCell(text.substring(1, text.length() - 1)).literal();
    }
    return split(text, text.indexOf('|') >= 0 ? '|' : ';');
  }

  /** As {@link #entries}, and where neither {@code |} nor {@code ;} occurs, between commas. */
  static List<String> labels(String cell) {
    String text = cell.strip();
    boolean commas = text.indexOf('|') < 0 && text.indexOf(';') < 0 && !text.startsWith("[");
    return commas ? split(text, ',') : entries(text);
  }

  private static boolean isClosed(String text) {
    char last = text.charAt(text.length() - 1);
    return switch (text.charAt(0)) {
      case '[' -> last == ']';
      case '(' -> last == ')';
      default -> last == '}';
    };
  }

  private static List<String> split(String text, char separator) {
    List<String> entries = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == separator) {
        add(entries, text.substring(start, i));
        start = i + 1;
      }
    }
    return entries;
  }

  private static void add(List<String> entries, String entry) {
    String trimmed = entry.strip();
    if (!trimmed.isEmpty()) {
      entries.add(trimmed);
    }
  }

  private List<String> literal() {
    List<String> entries = new ArrayList<>();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\'' || c == '"') {
        add(entries, quoted(c));
      } else if (c == ',' || Character.isWhitespace(c)) {
        at++;
      } else {
        String bare = bare();
        if (!bare.equals("null") && !bare.equals("None") && !bare.equals("nan")) {
          add(entries, bare);
        }
      }
    }
    return entries;
  }

  private String bare() {
    int start = at;
    while (at < text.length() && text.charAt(at) != ',') {
      at++;
    }
    return text.substring(start, at).strip();
  }

  private String quoted(char quote) {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      char c = text.charAt(at++);
      if (c != '\\' || at == text.length()) {
        value.append(c);
      } else {
        char escaped = text.charAt(at++);
        switch (escaped) {
          case 'n' -> value.append('\n');
          case 't' -> value.append('\t');
          case 'r' -> value.append('\r');
          case 'u' -> unicode(value);
          default -> value.append(escaped);
        }
      }
    }
    at++;
    return value.toString();
  }

  private void unicode(StringBuilder value) {
    int end = Math.min(text.length(), at + 4);
    try {
      value.append((char) Integer.parseInt(text.substring(at, end), 16));
      at = end;
    } catch (NumberFormatException e) {
      value.append("\\u");
    }
  }
}
