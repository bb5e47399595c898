package dev.coterie.pipeline.ingest;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What tells a header from a row of values.
 *
 * @param known simplified names of columns that are looked for
 * @param byPosition whether the user names columns by their places alone, as only a file without a
 *     header needs it
 */
record HeaderNames(Set<String> known, boolean byPosition) {
  private static final Pattern VALUE =
      Pattern.compile(
          "[+-]?\\d+([.,]\\d+)*([eE][+-]?\\d+)?"
              + "|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}(\\D.*)?"
              + "|\\d{1,2}[-/.]\\d{1,2}[-/.](\\d{4}|\\d{2})(\\D.*)?");

  static HeaderNames of(EventSource source) {
    Collection<String> wanted = source.columns().values();
    boolean byPosition =
        !wanted.isEmpty() && wanted.stream().allMatch(name -> name.startsWith("#"));
    return new HeaderNames(usualAnd(wanted), byPosition);
  }

  /** For a table of which one column is wanted. */
  static HeaderNames of(String column) {
    return new HeaderNames(usualAnd(List.of(column)), false);
  }

  private static Set<String> usualAnd(Collection<String> wanted) {
    Set<String> known = new HashSet<>(Set.of("id"));
    for (Role role : Role.values()) {
      known.addAll(role.usualNames());
    }
    for (String name : wanted) {
      if (!name.startsWith("#")) {
        known.add(Role.simplified(name));
      }
    }
    return Set.copyOf(known);
  }

  /**
   * Whether the first row of a table is a header: it names a column, or nothing in it is a value.
   */
  boolean isHeader(List<String> cells, Layout layout) {
    for (String cell : cells) {
      if (known.contains(Role.simplified(cell))) {
        return true;
      }
    }
    return !byPosition
        && layout != Layout.MOVIELENS
        && cells.stream().noneMatch(cell -> VALUE.matcher(cell.strip()).matches());
  }
}
