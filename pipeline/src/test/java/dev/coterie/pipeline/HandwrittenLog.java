package dev.coterie.pipeline;

import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** An event log made event by event; items that nobody described have a title and no more. */
public final class HandwrittenLog {
  /** What one event says; text and item may be empty, but not both. */
  record Event(
      String user,
      EventKind kind,
      String item,
      String text,
      long time,
      float value,
      float quantity,
      float price) {}

  private final TreeMap<String, Item> items = new TreeMap<>();
  private final List<Event> events = new ArrayList<>();
  private final SortedSet<String> users = new TreeSet<>();

  /** Starts from a log that is there. */
  public static HandwrittenLog of(EventLog log) {
    HandwrittenLog copy = new HandwrittenLog();
    log.users().forEach(copy::user);
    log.items().forEach(copy::item);
    for (int e = 0; e < log.size(); e++) {
      copy.add(
          new Event(
              log.users().get(log.user()[e]),
              log.kinds().get(log.kind()[e]),
              log.item()[e] == EventLog.NONE ? "" : log.items().get(log.item()[e]).id(),
              log.text()[e] == EventLog.NONE ? "" : log.texts().get(log.text()[e]),
              log.time()[e],
              log.value()[e],
              log.quantity()[e],
              log.price()[e]));
    }
    return copy;
  }

  /** Midnight, UTC, of a day since 1970. */
  public static long day(int day) {
    return TimeUnit.DAYS.toMillis(day);
  }

  public HandwrittenLog item(Item item) {
    items.put(item.id(), item);
    return this;
  }

  /** A listed item with categories. */
  public HandwrittenLog item(String id, String title, String... categories) {
    return item(new Item(id, title, "", List.of(categories), List.of(), "en", Map.of(), true));
  }

  /** A user who need not do anything. */
  public HandwrittenLog user(String user) {
    users.add(user);
    return this;
  }

  public HandwrittenLog event(String user, EventKind kind, String item, long time) {
    return add(new Event(user, kind, item, "", time, Float.NaN, Float.NaN, Float.NaN));
  }

  public HandwrittenLog rating(String user, String item, float value, long time) {
    return add(new Event(user, EventKind.RATING, item, "", time, value, Float.NaN, Float.NaN));
  }

  public HandwrittenLog purchase(String user, String item, float quantity, float price, long time) {
    return add(new Event(user, EventKind.PURCHASE, item, "", time, Float.NaN, quantity, price));
  }

  public HandwrittenLog search(String user, String text, long time) {
    return add(new Event(user, EventKind.SEARCH, "", text, time, Float.NaN, Float.NaN, Float.NaN));
  }

  /** So many events of which only a text is known, at no time. */
  public HandwrittenLog counted(String user, EventKind kind, String text, float times) {
    return add(new Event(user, kind, "", text, EventLog.NO_TIME, Float.NaN, times, Float.NaN));
  }

  private HandwrittenLog add(Event event) {
    users.add(event.user());
    if (!event.item().isEmpty() && !items.containsKey(event.item())) {
      item(event.item(), event.item());
    }
    events.add(event);
    return this;
  }

  Collection<Event> events() {
    return List.copyOf(events);
  }

  /** The log in its one order. */
  public EventLog log() {
    List<String> userIds = List.copyOf(users);
    List<String> itemIds = List.copyOf(items.keySet());
    List<String> texts =
        events.stream().map(Event::text).filter(t -> !t.isEmpty()).sorted().distinct().toList();
    List<Event> ordered =
        events.stream()
            .sorted(
                Comparator.comparing(Event::user)
                    .thenComparingLong(Event::time)
                    .thenComparing(e -> e.item().isEmpty() ? "\uFFFF" : e.item())
                    .thenComparing(Event::text)
                    .thenComparingInt(e -> EventKind.STANDARD.indexOf(e.kind())))
            .toList();
    int n = ordered.size();
    EventLog log =
        new EventLog(
            userIds,
            List.copyOf(items.values()),
            texts,
            EventKind.STANDARD,
            new int[n],
            new int[n],
            new int[n],
            new byte[n],
            new long[n],
            new float[n],
            new float[n],
            new float[n],
            new int[n]);
    Map<String, Integer> user = numbers(userIds);
    Map<String, Integer> item = numbers(itemIds);
    Map<String, Integer> text = numbers(texts);
    for (int e = 0; e < n; e++) {
      Event event = ordered.get(e);
      log.user()[e] = user.getOrDefault(event.user(), EventLog.NONE);
      log.item()[e] = item.getOrDefault(event.item(), EventLog.NONE);
      log.text()[e] = text.getOrDefault(event.text(), EventLog.NONE);
      log.kind()[e] = (byte) EventKind.STANDARD.indexOf(event.kind());
      log.time()[e] = event.time();
      log.value()[e] = event.value();
      log.quantity()[e] = event.quantity();
      log.price()[e] = event.price();
      log.basket()[e] = EventLog.NONE;
    }
    return log;
  }

  private static Map<String, Integer> numbers(List<String> ids) {
    Map<String, Integer> numbers = new TreeMap<>();
    for (String id : ids) {
      numbers.put(id, numbers.size());
    }
    return numbers;
  }
}
