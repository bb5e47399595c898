package dev.coterie.cli;

import dev.coterie.cli.terminal.Output;
import dev.coterie.cli.terminal.Table;
import java.util.Map;

/** Named figures as a table: a line each for people, one row for spreadsheets. */
final class Figures {
  private Figures() {}

  static Table table(Map<String, Object> figures, Output output) {
    if (!output.forPeople()) {
      return new Table(figures.keySet().toArray(String[]::new)).row(figures.values().toArray());
    }
    Table table = new Table("figure", "value");
    figures.forEach((name, value) -> table.row(name, value));
    return table;
  }
}
