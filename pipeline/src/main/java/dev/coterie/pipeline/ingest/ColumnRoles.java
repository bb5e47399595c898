package dev.coterie.pipeline.ingest;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Which column plays which role: as the user maps them, else by their usual names.
 *
 * @param positions index of the column of each role found
 */
record ColumnRoles(List<String> columns, Map<Role, Integer> positions) {
  private static final Set<Role> CATALOGUE =
      EnumSet.of(
          Role.ITEM, Role.TITLE, Role.DESCRIPTION, Role.CATEGORIES, Role.TAGS, Role.LANGUAGE);

  static ColumnRoles ofEvents(List<String> columns, Map<Role, String> mapped) {
    return find(columns, mapped, EnumSet.allOf(Role.class));
  }

  static ColumnRoles ofItems(List<String> columns, Map<Role, String> mapped) {
    ColumnRoles roles = find(columns, mapped, CATALOGUE);
    if (roles.has(Role.ITEM)) {
      return roles;
    }
    int id = position("id", columns);
    if (id >= 0) {
      roles.positions.put(Role.ITEM, id);
    }
    return roles;
  }

  private static ColumnRoles find(
      List<String> columns, Map<Role, String> mapped, Set<Role> wanted) {
    Map<Role, Integer> positions = new EnumMap<>(Role.class);
    Set<Integer> taken = new HashSet<>();
    mapped.forEach(
        (role, name) -> {
          int position = position(name, columns);
          if (position >= 0 && wanted.contains(role)) {
            positions.put(role, position);
            taken.add(position);
          }
        });
    // A name that only the other table has says nothing of this one.
    for (Role role : wanted) {
      if (!positions.containsKey(role)) {
        usual(role, columns, taken).ifPresent(position -> positions.put(role, position));
      }
    }
    return new ColumnRoles(columns, positions);
  }

  private static Optional<Integer> usual(Role role, List<String> columns, Set<Integer> taken) {
    for (String name : role.usualNames()) {
      for (int c = 0; c < columns.size(); c++) {
        if (Role.simplified(columns.get(c)).equals(name) && taken.add(c)) {
          return Optional.of(c);
        }
      }
    }
    return Optional.empty();
  }

  /** The column of that name in any case, or at that place ({@code #1}); -1 where there is none. */
  static int position(String name, List<String> columns) {
    for (int c = 0; c < columns.size(); c++) {
      if (columns.get(c).equalsIgnoreCase(name.strip())
          || AtomicColumn.name(columns.get(c)).equalsIgnoreCase(name.strip())
          || ("#" + (c + 1)).equals(name.strip())) {
        return c;
      }
    }
    return -1;
  }

  /** Refuses names that neither the events nor the catalogue have, each with the nearest. */
  static void refuseUnknown(Map<Role, String> mapped, Collection<String> columns) {
    for (Role role : Role.values()) {
      String name = mapped.get(role);
      if (name != null && position(name, List.copyOf(columns)) < 0) {
        throw new BadInput(
            "No column '"
                + name
                + "' for "
                + role.label()
                + Nearest.to(name, columns)
                    .map(near -> "; did you mean '" + near + "'?")
                    .orElse(".")
                + "\nThe columns are "
                + String.join(", ", columns)
                + ".");
      }
    }
  }

  boolean has(Role role) {
    return positions.containsKey(role);
  }

  /** The column of a role, as the tables name it; {@code NULL} where there is none. */
  String column(Role role) {
    Integer position = positions.get(role);
    return position == null ? "CAST(NULL AS VARCHAR)" : RawRows.column(position);
  }

  /** The role of a column, if it has one. */
  Optional<Role> roleOf(int column) {
    return positions.entrySet().stream()
        .filter(entry -> entry.getValue() == column)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Refuses a table without these roles, and says what was found and how to map. */
  void require(String where, Role... roles) {
    StringJoiner missing = new StringJoiner(" and no ");
    StringJoiner example = new StringJoiner(",");
    List<String> free = new ArrayList<>(columns);
    positions.values().forEach(position -> free.remove(columns.get(position)));
    for (Role role : roles) {
      if (!has(role)) {
        missing.add(role.label());
        String likely = likely(role, free);
        example.add(role.label() + "=" + likely);
        free.remove(likely);
      }
    }
    if (missing.length() == 0) {
      return;
    }
    if (columns.size() == 1) {
      throw new BadInput(
          "Only one column was found in "
              + where
              + ": '"
              + shortened(columns.getFirst())
              + "'.\nSeparate the columns by comma, tab, semicolon or '|'.");
    }
    throw new BadInput(
        "No "
            + missing
            + " column in "
            + where
            + ": the columns are "
            + shortened(String.join(", ", columns))
            + ".\nName it, for example --map "
            + example
            + ".");
  }

  private static String likely(Role role, List<String> free) {
    for (String name : role.usualNames()) {
      Optional<String> near = Nearest.to(name, free);
      if (near.isPresent()) {
        return near.get();
      }
    }
    return free.isEmpty() ? "COLUMN" : free.getFirst();
  }

  private static String shortened(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300) + "…";
  }

  /** Refuses {@code --missing} for a role that no column plays. */
  void refuseUnknownMissing(Map<Role, Set<String>> missing) {
    for (Role role : missing.keySet()) {
      if (!has(role)) {
        throw new BadUsage(
            "Values of " + role.label() + " cannot be missing: no column plays that role.");
      }
    }
  }
}
