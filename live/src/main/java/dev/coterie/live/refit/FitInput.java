package dev.coterie.live.refit;

import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.live.store.LiveEvent;
import dev.coterie.live.store.StoredEvent;
import dev.coterie.pipeline.table.Column;
import dev.coterie.pipeline.table.TableWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The data of the next fit as files that {@code fit} reads: the clean events of the served snapshot
 * and those that came since, each with an id of its own, and the catalogue as it is now.
 */
public final class FitInput {
  private final Path folder;

  /** Files in a folder that is there. */
  public FitInput(Path folder) {
    this.folder = folder;
  }

  public Path events() {
    return folder.resolve("events.parquet");
  }

  public Path items() {
    return folder.resolve("items.parquet");
  }

  /**
   * Writes both files.
   *
   * @param without users whose part in the snapshot is left out
   * @param since gives the events that came since the snapshot
   */
  public void write(
      EventLog fitted,
      Set<String> without,
      Consumer<Consumer<StoredEvent>> since,
      Collection<Item> catalogue) {
    boolean times = fitted.size() == 0 || fitted.hasTimes();
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.text("event_id"),
                Column.text("user_id"),
                Column.text("kind"),
                Column.text("item_id"),
                Column.text("query"),
                Column.text("text"),
                new Column("value", Column.Type.FLOAT),
                new Column("quantity", Column.Type.FLOAT),
                new Column("price", Column.Type.FLOAT),
                Column.text("basket")));
    if (times) {
      columns.add(new Column("time", Column.Type.LONG));
    }
    TableWriter.write(
        events(),
        columns,
        table -> {
          for (int e = 0; e < fitted.size(); e++) {
            if (!without.contains(fitted.users().get(fitted.user()[e]))) {
              table.row(row(times, fitted, e));
            }
          }
          since.accept(stored -> table.row(row(times, stored)));
        });
    items(catalogue);
  }

  private static @Nullable Object[] row(boolean times, EventLog log, int e) {
    String text = log.text()[e] == EventLog.NONE ? null : log.texts().get(log.text()[e]);
    String kind = log.kinds().get(log.kind()[e]).name();
    return row(
        times,
        "f" + e,
        log.users().get(log.user()[e]),
        kind,
        log.item()[e] == EventLog.NONE ? null : log.items().get(log.item()[e]).id(),
        text,
        log.value()[e],
        log.quantity()[e],
        log.price()[e],
        log.basket()[e] == EventLog.NONE ? null : "f" + log.basket()[e],
        log.time()[e]);
  }

  private static @Nullable Object[] row(boolean times, StoredEvent stored) {
    LiveEvent event = stored.event();
    return row(
        times,
        "l" + stored.seq(),
        event.userId(),
        event.kind(),
        event.itemId(),
        event.query(),
        event.value(),
        event.quantity(),
        event.price(),
        event.basket(),
        event.time());
  }

  private static @Nullable Object[] row(
      boolean times,
      String id,
      String user,
      String kind,
      @Nullable String item,
      @Nullable String text,
      float value,
      float quantity,
      float price,
      @Nullable String basket,
      long time) {
    boolean search = kind.equals(EventKind.SEARCH.name());
    @Nullable Object[] cells = new @Nullable Object[times ? 11 : 10];
    cells[0] = id;
    cells[1] = user;
    cells[2] = kind;
    cells[3] = item;
    cells[4] = search ? text : null;
    cells[5] = search ? null : text;
    cells[6] = number(value);
    cells[7] = number(quantity);
    cells[8] = number(price);
    cells[9] = basket;
    if (times) {
      cells[10] = time;
    }
    return cells;
  }

  private static @Nullable Float number(float value) {
    return Float.isNaN(value) ? null : value;
  }

  private void items(Collection<Item> catalogue) {
    Set<String> attributes = new TreeSet<>();
    catalogue.forEach(item -> attributes.addAll(item.attributes().keySet()));
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.text("item_id"),
                Column.text("title"),
                Column.text("description"),
                new Column("categories", Column.Type.TEXTS),
                new Column("tags", Column.Type.TEXTS),
                Column.text("language")));
    attributes.forEach(name -> columns.add(Column.text(name)));
    TableWriter.write(
        items(),
        columns,
        table -> {
          for (Item item : catalogue) {
            @Nullable Object[] cells = new @Nullable Object[columns.size()];
            cells[0] = item.id();
            cells[1] = item.title();
            cells[2] = item.description();
            cells[3] = item.categories();
            cells[4] = item.tags();
            cells[5] = item.language();
            int next = 6;
            for (String name : attributes) {
              cells[next++] = item.attributes().get(name);
            }
            table.row(cells);
          }
        });
  }
}
