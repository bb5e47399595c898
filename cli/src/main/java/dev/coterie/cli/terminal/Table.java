package dev.coterie.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows under named columns; a cell is a number, a text, or null where there is no value. */
public final class Table {
  private final List<String> columns;
  private final List<List<@Nullable Object>> rows = new ArrayList<>();

  public Table(String... columns) {
    this.columns = List.of(columns);
  }

  /** Adds a row; refuses one of another width. */
  public Table row(@Nullable Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row of " + cells.length + " cells in a table of " + columns.size() + " columns");
    }
    List<@Nullable Object> row = new ArrayList<>(cells.length);
    for (Object cell : cells) {
      row.add(cell);
    }
    rows.add(row);
    return this;
  }

  List<String> columns() {
    return columns;
  }

  List<List<@Nullable Object>> rows() {
    return rows;
  }
}
