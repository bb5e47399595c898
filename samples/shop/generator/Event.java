import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Something a user did: to an item, or a search. */
record Event(
    String user,
    Kind kind,
    Optional<Item> item,
    String query,
    long second,
    int quantity,
    int cents) {

  static final List<String> COLUMNS =
      List.of("user_id", "event_type", "item_id", "query", "timestamp", "quantity", "price");

  enum Kind {
    VIEW,
    SEARCH,
    PURCHASE,
    LIKE,
    DISLIKE,
    HIDE
  }

  static Event on(String user, Kind kind, Item item, long second) {
    return new Event(user, kind, Optional.of(item), "", second, 0, 0);
  }

  static Event search(String user, String query, long second) {
    return new Event(user, Kind.SEARCH, Optional.empty(), query, second, 0, 0);
  }

  static Event purchase(String user, Item item, long second, int quantity, int cents) {
    return new Event(user, Kind.PURCHASE, Optional.of(item), "", second, quantity, cents);
  }

  List<String> row() {
    return List.of(
        user,
        kind.name().toLowerCase(Locale.ROOT),
        item.map(Item::id).orElse(""),
        query,
        Calendar.timestamp(second),
        quantity > 0 ? Integer.toString(quantity) : "",
        cents > 0 ? Csv.money(cents) : "");
  }
}
