package dev.coterie.pipeline.ingest;

import dev.coterie.domain.Item;
import dev.coterie.language.Script;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What event rows say of their items, and how an item is made of texts. */
final class ItemTexts {
  private static final int SHORTEST_WORD = 3;

  private ItemTexts() {}

  /**
   * For each item of the clean rows its most frequent value in each text column; of equally
   * frequent ones the smallest.
   */
  static Map<String, Map<Role, String>> ofEvents(Database database, EventRows rows) {
    Map<String, Map<Role, String>> texts = new HashMap<>();
    for (Role role : ParsedEvents.ITEM_TEXTS) {
      if (rows.has().contains(role)) {
        String column = role.label();
        database.query(
            "SELECT item, "
                + column
                + " FROM (SELECT item, "
                + column
                + ", count(*) AS n FROM parsed WHERE reason IS NULL AND item IS NOT NULL AND "
                + column
                + " IS NOT NULL GROUP BY ALL) QUALIFY row_number() OVER (PARTITION BY item"
                + " ORDER BY n DESC, "
                + column
                + ") = 1",
            row ->
                texts
                    .computeIfAbsent(row.getString(1), id -> new EnumMap<>(Role.class))
                    .put(role, row.getString(2)));
      }
    }
    return texts;
  }

  static Item item(
      String id, Map<Role, String> texts, Map<String, String> attributes, boolean listed) {
    String title = texts.getOrDefault(Role.TITLE, "");
    String description = texts.getOrDefault(Role.DESCRIPTION, "");
    List<String> categories = categories(texts.getOrDefault(Role.CATEGORIES, ""));
    List<String> tags = ListCell.labels(texts.getOrDefault(Role.TAGS, ""));
    Item item = new Item(id, title, description, categories, tags, "", attributes, listed);
    String language = language(texts.getOrDefault(Role.LANGUAGE, ""), item.text());
    return new Item(id, title, description, categories, tags, language, attributes, listed);
  }

  /** The texts of the catalogue, and what it leaves empty from the events. */
  static Item filled(Item item, Map<Role, String> fromEvents) {
    if (fromEvents.isEmpty()) {
      return item;
    }
    Map<Role, String> texts = new EnumMap<>(fromEvents);
    texts.put(Role.LANGUAGE, item.language().isEmpty() ? "" : item.language());
    Item events = item(item.id(), texts, item.attributes(), item.listed());
    String title = item.title().isEmpty() ? events.title() : item.title();
    String description = item.description().isEmpty() ? events.description() : item.description();
    List<String> categories = item.categories().isEmpty() ? events.categories() : item.categories();
    List<String> tags = item.tags().isEmpty() ? events.tags() : item.tags();
    return new Item(
        item.id(),
        title,
        description,
        categories,
        tags,
        events.language(),
        item.attributes(),
        item.listed());
  }

  private static List<String> categories(String cell) {
    return ListCell.labels(cell).stream()
        .filter(label -> !label.equals("(no genres listed)"))
        .toList();
  }

  /** An id that reads like words, as the entries of lists often do, is a title. */
  static boolean readsLikeWords(String id) {
    int letters = 0;
    boolean space = false;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (Script.isHan(c)) {
        return true;
      }
      letters += Character.isLetter(c) ? 1 : 0;
      space |= c == ' ';
      if (c == '_' || (Character.isDigit(c) && !space)) {
        return false;
      }
    }
    return letters >= SHORTEST_WORD;
  }

  /** The column where there is one, else what the script gives away. */
  static String language(String column, String text) {
    return column.isEmpty()
        ? Script.language(text)
        : column.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
  }
}
