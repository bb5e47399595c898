package dev.coterie.cli.terminal;

import dev.coterie.pipeline.table.SpreadsheetText;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values as RFC 4180 has them, lines ended by LF. A text that a spreadsheet would
 * run as a formula is disarmed.
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
    if (value instanceof CharSequence) {
      text = SpreadsheetText.of(text);
    }
    boolean plain =
        text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
            && text.equals(text.strip());
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
