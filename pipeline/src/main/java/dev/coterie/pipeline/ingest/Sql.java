package dev.coterie.pipeline.ingest;

import java.util.Collection;
import java.util.StringJoiner;

/** Literals and names, quoted. */
final class Sql {
  private Sql() {}

  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  static String name(String column) {
    return "\"" + column.replace("\"", "\"\"") + "\"";
  }

  /** {@code ('a', 'b')}. */
  static String texts(Collection<String> values) {
    StringJoiner list = new StringJoiner(", ", "(", ")");
    for (String value : values) {
      list.add(text(value));
    }
    return list.toString();
  }
}
