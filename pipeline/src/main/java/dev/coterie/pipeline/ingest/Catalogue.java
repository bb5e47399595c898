package dev.coterie.pipeline.ingest;

import dev.coterie.domain.Item;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue files: one item an id. Where an id comes twice, the smallest row (by its values) is
 * taken, so that the order of the rows does not matter.
 *
 * @param items by id
 * @param rejected SQL of the rows left out
 * @param rejectedRows their number, with those that are no rows
 */
record Catalogue(RawRows raw, Map<String, Item> items, String rejected, long rejectedRows) {
  private static final Set<Role> LISTS = EnumSet.of(Role.CATEGORIES, Role.TAGS);

  /** Gorse keeps what a person reads of an item in its comment. */
  private static final String GORSE_TITLE = "Comment";

  static Catalogue read(Database database, List<SourceFile> files, EventSource source) {
    RawRows raw = RawRows.load(database, "items", files);
    ColumnRoles roles = roles(raw, source);
    roles.require(EventRows.files(raw), Role.ITEM);
    List<String> values = new ArrayList<>();
    for (int c = 0; c < raw.columns().size(); c++) {
      boolean id = roles.roleOf(c).map(Role::isId).orElse(false);
      values.add(NormalForm.of(RawRows.column(c), id, Set.of()) + " AS v" + c);
    }
    String id = "v" + roles.positions().get(Role.ITEM);
    String order =
        java.util.stream.IntStream.range(0, raw.columns().size())
            .mapToObj(c -> "v" + c)
            .collect(java.util.stream.Collectors.joining(", "));
    database.run(
        "CREATE TABLE catalogue AS SELECT *, CASE WHEN bad IS NOT NULL THEN 'broken-row' WHEN "
            + id
            + " IS NULL THEN 'missing-item' WHEN row_number() OVER (PARTITION BY "
            + id
            + " ORDER BY "
            + order
            + ", rid) > 1 THEN 'duplicate' END AS reason FROM (SELECT rowid AS rid, bad, "
            + String.join(", ", values)
            + " FROM items)");
    Map<String, Item> items = new TreeMap<>();
    database.query(
        "SELECT " + order + " FROM catalogue WHERE reason IS NULL",
        row -> {
          List<@Nullable String> cells = new ArrayList<>();
          for (int c = 0; c < raw.columns().size(); c++) {
            cells.add(row.getString(c + 1));
          }
          Item item = item(roles, cells);
          items.put(item.id(), item);
        });
    String rejected = "(SELECT rid, reason FROM catalogue WHERE reason IS NOT NULL)";
    long rejectedRows =
        database.number(
            "SELECT (SELECT count(*) FROM " + rejected + ") + (SELECT count(*) FROM items_broken)");
    return new Catalogue(raw, items, rejected, rejectedRows);
  }

  static ColumnRoles roles(RawRows raw, EventSource source) {
    if (!raw.columns().getFirst().equals("#1") || source.columns().containsKey(Role.ITEM)) {
      ColumnRoles roles = ColumnRoles.ofItems(raw.columns(), source.columns());
      int comment = raw.columns().indexOf(GORSE_TITLE);
      if (raw.columns().contains("ItemId") && comment >= 0) {
        roles.positions().putIfAbsent(Role.TITLE, comment);
      }
      return roles;
    }
    // A catalogue without a header starts with id and title, as the MovieLens files do.
    Map<Role, Integer> positions = new EnumMap<>(Role.class);
    positions.put(Role.ITEM, 0);
    if (raw.columns().size() > 1) {
      positions.put(Role.TITLE, 1);
    }
    if (raw.columns().size() == 3) {
      positions.put(Role.CATEGORIES, 2);
    }
    return new ColumnRoles(raw.columns(), positions);
  }

  private static Item item(ColumnRoles roles, List<@Nullable String> cells) {
    Map<Role, String> texts = new EnumMap<>(Role.class);
    Map<String, String> attributes = new HashMap<>();
    for (int c = 0; c < cells.size(); c++) {
      String cell = cells.get(c);
      Optional<Role> role = roles.roleOf(c);
      if (cell == null) {
        continue;
      }
      String column = roles.columns().get(c);
      if (role.isEmpty()) {
        attributes.put(AtomicColumn.name(column), cell);
      } else if (LISTS.contains(role.get()) && AtomicColumn.isSequence(column)) {
        texts.put(role.get(), cell.replace(' ', '|'));
      } else {
        texts.put(role.get(), cell);
      }
    }
    return ItemTexts.item(texts.getOrDefault(Role.ITEM, ""), texts, attributes, true);
  }
}
