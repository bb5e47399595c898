package dev.coterie.pipeline.snapshot;

import dev.coterie.pipeline.snapshot.ListedItem.NamedReason;
import dev.coterie.pipeline.table.Tables.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Turns rows of recommendations.parquet into items with titles and named reasons. */
final class ListReading {
  /** The columns that a row has here, in their order. */
  static final String SELECT = "SELECT user_id, rank, item_id, score, affinity, reasons FROM %s";

  private static final TypeReference<List<ReasonCell>> REASONS = new TypeReference<>() {};

  private final Map<String, String> segmentNames = new HashMap<>();
  private final Map<String, Integer> items = new HashMap<>();
  private final List<String> titles = new ArrayList<>();

  ListReading(SnapshotReader reader) {
    segmentNames.putAll(reader.segmentNames());
    Answer catalogue = reader.titles();
    for (List<@Nullable Object> row : catalogue.rows()) {
      items.put(String.valueOf(row.get(0)), titles.size());
      titles.add(String.valueOf(row.get(1)));
    }
  }

  static String user(List<@Nullable Object> row) {
    return String.valueOf(row.getFirst());
  }

  ListedItem item(List<@Nullable Object> row) {
    String item = String.valueOf(row.get(2));
    return new ListedItem(
        number(row.get(1)).intValue(),
        item,
        title(item),
        number(row.get(3)).doubleValue(),
        number(row.get(4)).doubleValue(),
        Json.CELL.readValue(String.valueOf(row.get(5)), REASONS).stream()
            .map(cell -> new NamedReason(cell.reason(items), name(cell)))
            .toList());
  }

  private String title(String item) {
    Integer at = items.get(item);
    return at == null ? item : titles.get(at);
  }

  private String name(ReasonCell cell) {
    if (cell.itemId() != null) {
      return title(cell.itemId());
    }
    return cell.segmentId() == null ? "" : segmentNames.getOrDefault(cell.segmentId(), "");
  }

  private static Number number(@Nullable Object cell) {
    return cell instanceof Number number ? number : 0;
  }
}
