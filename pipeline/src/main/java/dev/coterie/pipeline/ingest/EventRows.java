package dev.coterie.pipeline.ingest;

import dev.coterie.domain.CoterieException.BadInput;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One row an event, whatever the layout of the files.
 *
 * @param layout never AUTO
 * @param roles of the source columns
 * @param relation SQL of a relation with {@code rid, src, bad} and {@code r_ROLE} for each role
 * @param has the roles that the relation has
 */
record EventRows(Layout layout, ColumnRoles roles, String relation, Set<Role> has) {
  private static final List<Role> MOVIELENS = List.of(Role.USER, Role.ITEM, Role.RATING, Role.TIME);
  private static final double HIGHEST_STARS = 10;
  private static final double EARLIEST_STAMP = 1e8;

  static EventRows of(Database database, RawRows raw, EventSource source) {
    Layout layout = layout(database, raw, source);
    return switch (layout) {
      case AUTO, EVENTS -> events(Layout.EVENTS, raw, source);
      case RECBOLE, GORSE -> events(layout, raw, source);
      case MOVIELENS ->
          raw.columns().getFirst().equals("#1") ? movieLens(raw) : events(layout, raw, source);
      case USERS -> {
        ColumnRoles roles = ColumnRoles.ofEvents(raw.columns(), source.columns());
        roles.require(files(raw), Role.USER);
        yield new UserLists(database, raw, roles).explode();
      }
      case LISTS -> new BlankLists(database, raw).explode();
    };
  }

  private static Layout layout(Database database, RawRows raw, EventSource source) {
    if (raw.files().stream().anyMatch(file -> file.format() == Format.BLANKS)) {
      return Layout.LISTS;
    }
    if (source.layout() != Layout.AUTO) {
      return source.layout();
    }
    ColumnRoles roles = ColumnRoles.ofEvents(raw.columns(), source.columns());
    boolean lists = roles.has(Role.VIEWS) || roles.has(Role.SEARCHES) || roles.has(Role.PURCHASES);
    if (roles.has(Role.USER) && !roles.has(Role.ITEM) && lists) {
      return Layout.USERS;
    }
    if (source.columns().isEmpty()
        && (hasMovieLensHeader(raw) || looksLikeMovieLens(database, raw))) {
      return Layout.MOVIELENS;
    }
    if (AtomicColumn.areAll(raw.columns())) {
      return Layout.RECBOLE;
    }
    return hasGorseKeys(raw) ? Layout.GORSE : Layout.EVENTS;
  }

  private static boolean hasGorseKeys(RawRows raw) {
    return raw.columns().containsAll(List.of("FeedbackType", "UserId", "ItemId"));
  }

  private static boolean hasMovieLensHeader(RawRows raw) {
    return raw.columns().stream()
        .map(Role::simplified)
        .toList()
        .equals(List.of("userid", "movieid", "rating", "timestamp"));
  }

  private static boolean looksLikeMovieLens(Database database, RawRows raw) {
    if (!raw.columns().equals(List.of("#1", "#2", "#3", "#4"))) {
      return false;
    }
    long other =
        database.number(
            "SELECT count(*) FROM (SELECT * FROM "
                + raw.table()
                + " LIMIT 1000) WHERE NOT coalesce(TRY_CAST(c2 AS DOUBLE) BETWEEN 0 AND "
                + HIGHEST_STARS
                + " AND TRY_CAST(c3 AS DOUBLE) > "
                + EARLIEST_STAMP
                + ", false)");
    return other == 0;
  }

  private static EventRows events(Layout layout, RawRows raw, EventSource source) {
    ColumnRoles roles = ColumnRoles.ofEvents(raw.columns(), source.columns());
    if (layout == Layout.RECBOLE && roles.has(Role.USER) != roles.has(Role.ITEM)) {
      throw new BadInput(
          files(raw)
              + " tells of "
              + (roles.has(Role.USER) ? "users" : "items")
              + " alone.\nEvents are in the .inter file, --events F.inter; the catalogue is the .item file, --items F.item.");
    }
    if (roles.has(Role.QUERY) || roles.has(Role.TEXT)) {
      roles.require(files(raw), Role.USER);
    } else {
      roles.require(files(raw), Role.USER, Role.ITEM);
    }
    return over(layout, raw, roles);
  }

  private static EventRows movieLens(RawRows raw) {
    Map<Role, Integer> positions = new EnumMap<>(Role.class);
    int columns = raw.columns().size();
    if (columns < 2 || columns > MOVIELENS.size()) {
      throw new BadInput(
          files(raw)
              + " has "
              + columns
              + " columns without a header; MovieLens has user, item, rating and time.\n"
              + "Say --layout events and name the columns by position, --map user=#1,item=#2.");
    }
    for (int c = 0; c < columns; c++) {
      positions.put(MOVIELENS.get(c), c);
    }
    return over(Layout.MOVIELENS, raw, new ColumnRoles(raw.columns(), positions));
  }

  private static EventRows over(Layout layout, RawRows raw, ColumnRoles roles) {
    List<String> selected = new ArrayList<>(List.of("rowid AS rid", "src", "bad"));
    roles
        .positions()
        .forEach((role, c) -> selected.add(RawRows.column(c) + " AS " + columnOf(role)));
    return new EventRows(
        layout,
        roles,
        "(SELECT " + String.join(", ", selected) + " FROM " + raw.table() + ")",
        Set.copyOf(roles.positions().keySet()));
  }

  static String columnOf(Role role) {
    return "r_" + role.label();
  }

  /** SQL of the value of a role, not yet normalised. */
  String column(Role role) {
    return has.contains(role) ? columnOf(role) : "CAST(NULL AS VARCHAR)";
  }

  static String files(RawRows raw) {
    String first = raw.files().getFirst().path().toString();
    int more = raw.files().size() - 1;
    return more == 0 ? first : first + " and " + more + " more";
  }
}
