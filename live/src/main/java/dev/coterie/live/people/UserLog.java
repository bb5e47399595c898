package dev.coterie.live.people;

import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.live.store.LiveEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The events of one user, those of the fit and those that came since, as a log of its own. */
final class UserLog {
  private static final Comparator<String> NULLS_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());

  /** The order that {@link EventLog} asks for. */
  private static final Comparator<Row> ORDER =
      Comparator.comparingLong(Row::time)
          .thenComparing(Row::item, NULLS_FIRST)
          .thenComparing(Row::text, NULLS_FIRST)
          .thenComparingInt(Row::kind)
          .thenComparingDouble(Row::value)
          .thenComparingDouble(Row::quantity)
          .thenComparingDouble(Row::price)
          .thenComparing(Row::basket, NULLS_FIRST);

  private record Row(
      @Nullable String item,
      @Nullable String text,
      int kind,
      long time,
      float value,
      float quantity,
      float price,
      @Nullable String basket) {}

  private final EventLog fitted;
  private final Map<String, Integer> kinds = new HashMap<>();
  private final int[] starts;

  /**
   * For the users of one fit, and new ones.
   *
   * @param fitted all events of the fit
   */
  UserLog(EventLog fitted) {
    this.fitted = fitted;
    this.starts = fitted.userStarts();
    for (EventKind kind : fitted.kinds()) {
      kinds.put(kind.name(), kinds.size());
    }
  }

  /**
   * The log.
   *
   * @param user number in the fit, {@link EventLog#NONE} for a new user
   * @param since in any order; events of a kind that the fit does not know are left out
   * @param items the catalogue entry of an id
   */
  EventLog of(String id, int user, List<LiveEvent> since, Function<String, Item> items) {
    List<Row> rows = new ArrayList<>();
    if (user != EventLog.NONE) {
      for (int e = starts[user]; e < starts[user + 1]; e++) {
        rows.add(fitted(e));
      }
    }
    for (LiveEvent event : since) {
      Integer kind = kinds.get(event.kind());
      if (kind != null) {
        rows.add(row(event, kind));
      }
    }
    rows.sort(ORDER);
    return columns(id, rows, items);
  }

  private Row fitted(int e) {
    return new Row(
        fitted.item()[e] == EventLog.NONE ? null : fitted.items().get(fitted.item()[e]).id(),
        fitted.text()[e] == EventLog.NONE ? null : fitted.texts().get(fitted.text()[e]),
        fitted.kind()[e],
        fitted.time()[e],
        fitted.value()[e],
        fitted.quantity()[e],
        fitted.price()[e],
        fitted.basket()[e] == EventLog.NONE ? null : Integer.toString(fitted.basket()[e]));
  }

  private Row row(LiveEvent event, int kind) {
    return new Row(
        event.itemId(),
        event.query(),
        kind,
        // Where the fit knows no times nothing fades, so that no time may be told from another.
        fitted.size() == 0 || fitted.hasTimes() ? event.time() : EventLog.NO_TIME,
        event.value(),
        event.quantity(),
        event.price(),
        event.basket());
  }

  private EventLog columns(String id, List<Row> rows, Function<String, Item> catalogue) {
    Map<String, Integer> items = numbers(rows, Row::item);
    Map<String, Integer> texts = numbers(rows, Row::text);
    Map<String, Integer> baskets = numbers(rows, Row::basket);
    int n = rows.size();
    EventLog log =
        new EventLog(
            List.of(id),
            new TreeSet<>(items.keySet()).stream().map(catalogue).toList(),
            List.copyOf(new TreeSet<>(texts.keySet())),
            fitted.kinds(),
            new int[n],
            new int[n],
            new int[n],
            new byte[n],
            new long[n],
            new float[n],
            new float[n],
            new float[n],
            new int[n]);
    for (int e = 0; e < n; e++) {
      Row row = rows.get(e);
      log.item()[e] = number(items, row.item());
      log.text()[e] = number(texts, row.text());
      log.kind()[e] = (byte) row.kind();
      log.time()[e] = row.time();
      log.value()[e] = row.value();
      log.quantity()[e] = row.quantity();
      log.price()[e] = row.price();
      log.basket()[e] = number(baskets, row.basket());
    }
    return log;
  }

  private static Map<String, Integer> numbers(
      List<Row> rows, Function<Row, @Nullable String> name) {
    TreeSet<String> names = new TreeSet<>();
    for (Row row : rows) {
      String it = name.apply(row);
      if (it != null) {
        names.add(it);
      }
    }
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(it -> numbers.put(it, numbers.size()));
    return numbers;
  }

  private static int number(Map<String, Integer> numbers, @Nullable String name) {
    return name == null ? EventLog.NONE : numbers.getOrDefault(name, EventLog.NONE);
  }
}
