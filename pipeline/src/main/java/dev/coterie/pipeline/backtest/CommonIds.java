package dev.coterie.pipeline.backtest;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Logs that were read one by one, numbered as if they had been read together. */
final class CommonIds {
  private CommonIds() {}

  /** The same logs with users, items and texts in common; of equal items the first log's stands. */
  static List<EventLog> of(List<EventLog> logs) {
    TreeSet<String> users = new TreeSet<>();
    TreeSet<String> texts = new TreeSet<>();
    TreeMap<String, Item> items = new TreeMap<>();
    for (EventLog log : logs) {
      users.addAll(log.users());
      texts.addAll(log.texts());
      log.items().forEach(item -> items.putIfAbsent(item.id(), item));
    }
    Map<String, Integer> userPlace = places(users);
    Map<String, Integer> textPlace = places(texts);
    Map<String, Integer> itemPlace = places(items.keySet());
    List<EventLog> common = new ArrayList<>();
    for (EventLog log : logs) {
      common.add(
          new EventLog(
              List.copyOf(users),
              List.copyOf(items.values()),
              List.copyOf(texts),
              log.kinds(),
              moved(log.user(), log.users(), userPlace),
              moved(log.item(), log.items().stream().map(Item::id).toList(), itemPlace),
              moved(log.text(), log.texts(), textPlace),
              log.kind(),
              log.time(),
              log.value(),
              log.quantity(),
              log.price(),
              log.basket()));
    }
    return common;
  }

  private static Map<String, Integer> places(Collection<String> ids) {
    Map<String, Integer> places = new HashMap<>();
    ids.forEach(id -> places.put(id, places.size()));
    return places;
  }

  private static int[] moved(int[] column, List<String> ids, Map<String, Integer> place) {
    int[] to = ids.stream().mapToInt(id -> place.getOrDefault(id, EventLog.NONE)).toArray();
    int[] moved = new int[column.length];
    for (int e = 0; e < moved.length; e++) {
      moved[e] = column[e] == EventLog.NONE ? EventLog.NONE : to[column[e]];
    }
    return moved;
  }
}
