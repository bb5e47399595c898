package dev.coterie.cli.terminal;

import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values as RFC 4180 has them, lines ended by LF. A text that a spreadsheet would
 * run as a formula gets an apostrophe in front, which the spreadsheet takes for "this is text".
 */
final class CsvText {
  private CsvText() {}

  static void write(Table table, PrintStream out) {
    StringBuilder text = new StringBuilder();
    line(table.columns(), text);
    for (List<@Nullable Object> row : table.rows()) {
      line(row, text);
    }
    out.print(text);
  }

  private static void line(List<? extends @Nullable Object> cells, StringBuilder text) {
    String separator = "";
    for (Object cell : cells) {
      text.append(separator).append(cell(cell));
      separator = ",";
    }
    text.append('\n');
  }

  static String cell(@Nullable Object value) {
    String text = Cells.exact(value);
    if (value instanceof CharSequence && isFormula(text)) {
      text = "'" + text;
    }
    boolean plain =
        text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
            && text.equals(text.strip());
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static boolean isFormula(String text) {
    return !text.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(text.charAt(0)) >= 0 && !isNumber(text);
  }

  private static boolean isNumber(String text) {
    return text.matches("[+-]?\\d+(\\.\\d+)?");
  }
}
