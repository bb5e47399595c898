package dev.coterie.cli.terminal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns under one another: numbers to the right, texts to the left, long texts cut. */
final class TextTable {
  /** The most that one column takes, so that a table of several stays readable. */
  private static final int WIDEST = 60;

  private static final String GAP = "  ";

  private TextTable() {}

  static void write(Table table, PrintStream out) {
    int columns = table.columns().size();
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.columns());
    boolean[] right = new boolean[columns];
    for (List<@Nullable Object> row : table.rows()) {
      List<String> line = new ArrayList<>(columns);
      for (int c = 0; c < columns; c++) {
        Object cell = row.get(c);
        right[c] |= cell instanceof Number;
        line.add(DisplayWidth.cut(Cells.readable(cell), WIDEST));
      }
      lines.add(line);
    }
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], DisplayWidth.of(line.get(c)));
      }
    }
    for (List<String> line : lines) {
      out.println(aligned(line, widths, right));
    }
  }

  private static String aligned(List<String> line, int[] widths, boolean[] right) {
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String padding = " ".repeat(widths[c] - DisplayWidth.of(line.get(c)));
      text.append(c == 0 ? "" : GAP);
      text.append(right[c] ? padding : "").append(line.get(c)).append(right[c] ? "" : padding);
    }
    return text.toString().stripTrailing();
  }
}
