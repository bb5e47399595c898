package dev.coterie.cli.terminal;

import java.io.PrintStream;
import java.util.function.Supplier;

/** Writes results to stdout in the format that was asked for. */
public final class Output {
  private final PrintStream out;
  private final Format format;

  public Output(PrintStream out, Format format) {
    this.out = out;
    this.format = format;
  }

  /**
   * Writes one result.
   *
   * @param document the whole result, written where JSON is asked for: records and maps, their keys
   *     in snake case and in the order they were declared
   * @param table the same for people and spreadsheets
   */
  public void print(Object document, Table table) {
    print(() -> document, () -> table);
  }

  /** The same where the two are large: only the one that is asked for is made. */
  public void print(Supplier<?> document, Supplier<Table> table) {
    switch (format) {
      case TABLE -> TextTable.write(table.get(), out);
      case JSON -> JsonText.write(document.get(), out);
      case CSV -> CsvText.write(table.get(), out);
    }
    out.flush();
  }

  /** Writes one more table for people only, under what was printed before. */
  public void more(Table table) {
    if (format == Format.TABLE) {
      TextTable.write(table, out);
      out.flush();
    }
  }

  /** Whether people read it. */
  public boolean forPeople() {
    return format == Format.TABLE;
  }

  /** Writes a line that belongs to the table for people only: a heading, a remark. */
  public void line(String text) {
    if (format == Format.TABLE) {
      out.println(Cells.printable(text));
    }
  }
}
