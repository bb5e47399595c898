import java.util.List;

/** A catalogue entry, with what the generator alone knows of it. */
record Item(
    String id,
    Text text,
    List<String> categories,
    List<String> tags,
    String languageColumn,
    int cents,
    Planted planted) {

  static final List<String> COLUMNS =
      List.of("item_id", "title", "description", "categories", "tags", "language", "price");

  static final List<String> TRUTH_COLUMNS = List.of("item_id", "interest");

  record Text(String title, String description) {}

  /** Where the item was made from, and the day of the 180 on which it came. */
  record Planted(Interest interest, Language language, boolean boughtAgain, int firstDay) {}

  boolean forSale() {
    return cents > 0;
  }

  List<String> row() {
    return List.of(
        id,
        text.title(),
        text.description(),
        String.join("|", categories),
        String.join("|", tags),
        languageColumn,
        forSale() ? Csv.money(cents) : "");
  }

  List<String> truthRow() {
    return List.of(id, planted.interest().name());
  }
}
