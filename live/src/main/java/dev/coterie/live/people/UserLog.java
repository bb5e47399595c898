package dev.coterie.live.people;

import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.live.store.LiveEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The events of one user, those of the fit and those that came since, as a log of its own.
 *
 * <p>Users are folded in with each event, so names are compared by {@link Names}' numbers, not as
 * text.
 */
final class UserLog {
  /** The order that {@link EventLog} asks for. */
  private static final Comparator<Row> ORDER =
      Comparator.comparingLong(Row::time)
          .thenComparingLong(Row::item)
          .thenComparingLong(Row::text)
          .thenComparingInt(Row::kind)
          .thenComparingDouble(Row::value)
          .thenComparingDouble(Row::quantity)
          .thenComparingDouble(Row::price)
          .thenComparingLong(Row::basket);

  private record Row(
      long item,
      long text,
      int kind,
      long time,
      float value,
      float quantity,
      float price,
      long basket) {}

  private final EventLog fitted;
  private final List<String> itemIds;
  private final Map<String, Integer> kinds = new HashMap<>();
  private final int[] starts;

  /**
   * For the users of one fit, and new ones.
   *
   * @param fitted all events of the fit
   */
  UserLog(EventLog fitted) {
    this.fitted = fitted;
    this.itemIds = fitted.items().stream().map(Item::id).toList();
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
   */
  EventLog of(String id, int user, List<LiveEvent> since, Catalogue catalogue) {
    Names items = Names.of(itemIds, since, LiveEvent::itemId);
    Names texts = Names.of(fitted.texts(), since, LiveEvent::query);
    // Baskets have a number alone in the fit, so that none of later is one of then.
    Names baskets = Names.of(List.of(), since, LiveEvent::basket);
    List<Row> rows = new ArrayList<>();
    if (user != EventLog.NONE) {
      for (int e = starts[user]; e < starts[user + 1]; e++) {
        rows.add(fitted(e));
      }
    }
    for (LiveEvent event : since) {
      Integer kind = kinds.get(event.kind());
      if (kind != null) {
        rows.add(
            new Row(
                items.number(event.itemId()),
                texts.number(event.query()),
                kind,
                // Where the fit knows no times nothing fades, so that no time may be told from
                // another.
                fitted.size() == 0 || fitted.hasTimes() ? event.time() : EventLog.NO_TIME,
                event.value(),
                event.quantity(),
                event.price(),
                baskets.number(event.basket())));
      }
    }
    rows.sort(ORDER);
    long[] ownItems = distinct(rows, Row::item);
    long[] ownTexts = distinct(rows, Row::text);
    return columns(
        id,
        rows,
        ownItems,
        Arrays.stream(ownItems)
            .mapToObj(
                item ->
                    Names.isKnown(item)
                        ? catalogue.item(Names.known(item))
                        : catalogue.itemOrId(items.name(item)))
            .toList(),
        ownTexts,
        Arrays.stream(ownTexts).mapToObj(texts::name).toList());
  }

  private Row fitted(int e) {
    return new Row(
        Names.ofKnown(fitted.item()[e]),
        Names.ofKnown(fitted.text()[e]),
        fitted.kind()[e],
        fitted.time()[e],
        fitted.value()[e],
        fitted.quantity()[e],
        fitted.price()[e],
        Names.ofKnown(fitted.basket()[e]));
  }

  /** The numbers that occur, ascending. */
  private static long[] distinct(List<Row> rows, ToLongFunction<Row> number) {
    return rows.stream()
        .mapToLong(number)
        .filter(each -> each != EventLog.NONE)
        .sorted()
        .distinct()
        .toArray();
  }

  private EventLog columns(
      String id,
      List<Row> rows,
      long[] itemNumbers,
      List<Item> items,
      long[] textNumbers,
      List<String> texts) {
    long[] baskets = distinct(rows, Row::basket);
    int n = rows.size();
    EventLog log =
        new EventLog(
            List.of(id),
            items,
            texts,
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
      log.item()[e] = place(itemNumbers, row.item());
      log.text()[e] = place(textNumbers, row.text());
      log.kind()[e] = (byte) row.kind();
      log.time()[e] = row.time();
      log.value()[e] = row.value();
      log.quantity()[e] = row.quantity();
      log.price()[e] = row.price();
      log.basket()[e] = place(baskets, row.basket());
    }
    return log;
  }

  private static int place(long[] numbers, long number) {
    return number == EventLog.NONE ? EventLog.NONE : Arrays.binarySearch(numbers, number);
  }
}
