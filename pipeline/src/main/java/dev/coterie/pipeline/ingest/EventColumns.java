package dev.coterie.pipeline.ingest;

import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Streams the clean rows, once, into the columns of an event log. */
final class EventColumns {
  private final Database database;
  private final List<EventKind> kinds;
  private int[] userRank = new int[0];
  private int[] itemRank = new int[0];
  private int[] textRank = new int[0];
  private int[] basketRank = new int[0];

  EventColumns(Database database, List<EventKind> kinds) {
    this.database = database;
    this.kinds = kinds;
  }

  /**
   * @param catalogue items by id, none without a catalogue
   * @param itemTexts what events say of items
   * @param idsAreTitles whether an id that reads like words is a title
   */
  EventLog read(
      Map<String, Item> catalogue, Map<String, Map<Role, String>> itemTexts, boolean idsAreTitles) {
    Ids users = ids("user");
    Ids touched = ids("item");
    Ids texts = ids("words");
    Ids baskets = ids("basket");
    List<Item> items = items(touched.sorted, catalogue, itemTexts, idsAreTitles);
    userRank = users.rank();
    itemRank = touched.rankAmong(items.stream().map(Item::id).toList());
    textRank = texts.rank();
    basketRank = baskets.rank();
    EventOrder order =
        new EventOrder(
            (int) database.number("SELECT count(*) FROM parsed WHERE reason IS NULL"),
            users.sorted.size());
    fill(order);
    return order.log(users.sorted, items, texts.sorted, kinds);
  }

  private void fill(EventOrder order) {
    database.query(
        "SELECT u.code, coalesce(i.code, -1), coalesce(w.code, -1), kind, coalesce(\"time\", "
            + "-9223372036854775808), coalesce(value, CAST('NaN' AS FLOAT)),"
            + " coalesce(quantity, CAST('NaN' AS FLOAT)), coalesce(price, CAST('NaN' AS FLOAT)),"
            + " coalesce(b.code, -1) FROM parsed p JOIN user_ids u ON u.id = p.\"user\""
            + " LEFT JOIN item_ids i ON i.id = p.item LEFT JOIN words_ids w ON w.id = p.words"
            + " LEFT JOIN basket_ids b ON b.id = p.basket WHERE reason IS NULL",
        row ->
            order.add(
                userRank[row.getInt(1)],
                rank(itemRank, row.getInt(2)),
                rank(textRank, row.getInt(3)),
                row.getByte(4),
                row.getLong(5),
                row.getFloat(6),
                row.getFloat(7),
                row.getFloat(8),
                rank(basketRank, row.getInt(9))));
  }

  private static int rank(int[] ranks, int code) {
    return code < 0 ? EventLog.NONE : ranks[code];
  }

  private List<Item> items(
      List<String> touched,
      Map<String, Item> catalogue,
      Map<String, Map<Role, String>> itemTexts,
      boolean idsAreTitles) {
    List<Item> items = new ArrayList<>(catalogue.values());
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      items.set(i, ItemTexts.filled(item, itemTexts.getOrDefault(item.id(), Map.of())));
    }
    for (String id : touched) {
      if (!catalogue.containsKey(id)) {
        Map<Role, String> texts = itemTexts.getOrDefault(id, Map.of());
        if (texts.isEmpty() && idsAreTitles && ItemTexts.readsLikeWords(id)) {
          texts = Map.of(Role.TITLE, id);
        }
        items.add(ItemTexts.item(id, texts, Map.of(), false));
      }
    }
    items.sort((a, b) -> a.id().compareTo(b.id()));
    return items;
  }

  /** Numbers the distinct values of a column, in any order, in the table {@code COLUMN_ids}. */
  private Ids ids(String column) {
    database.run(
        "CREATE TABLE "
            + column
            + "_ids AS SELECT id, CAST(row_number() OVER () - 1 AS INTEGER) AS code FROM"
            + " (SELECT DISTINCT \""
            + column
            + "\" AS id FROM parsed WHERE reason IS NULL AND \""
            + column
            + "\" IS NOT NULL)");
    List<String> byCode = new ArrayList<>();
    database.query(
        "SELECT id FROM " + column + "_ids ORDER BY code", row -> byCode.add(row.getString(1)));
    return new Ids(byCode, byCode.stream().sorted().toList());
  }

  /** Distinct values by the code that the database gave them, and in order. */
  private record Ids(List<String> byCode, List<String> sorted) {
    int[] rank() {
      return rankAmong(sorted);
    }

    int[] rankAmong(Collection<String> ordered) {
      Map<String, Integer> places = HashMap.newHashMap(ordered.size());
      for (String id : ordered) {
        places.put(id, places.size());
      }
      int[] rank = new int[byCode.size()];
      for (int code = 0; code < rank.length; code++) {
        rank[code] = places.getOrDefault(byCode.get(code), EventLog.NONE);
      }
      return rank;
    }
  }
}
