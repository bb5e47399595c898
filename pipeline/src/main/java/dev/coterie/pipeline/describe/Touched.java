package dev.coterie.pipeline.describe;

import dev.coterie.domain.Affinities;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which users touched which things of one sort (items, categories or queries), each pair once. What
 * a user turned down or rated among the worst is no touch.
 *
 * @param ids of the things
 * @param labels what to show of them
 * @param users ascending users of each thing
 */
record Touched(List<String> ids, List<String> labels, int[][] users) {

  static Touched items(EventLog events) {
    List<Item> items = events.items();
    return collect(
        events,
        items.stream().map(Item::id).toList(),
        items.stream().map(Item::label).toList(),
        e -> one(events.item()[e]));
  }

  static Touched categories(EventLog events) {
    Map<String, Integer> numbers = new HashMap<>();
    List<String> names = new ArrayList<>();
    int[][] ofItem = new int[events.items().size()][];
    for (int i = 0; i < ofItem.length; i++) {
      ofItem[i] =
          events.items().get(i).categories().stream()
              .distinct()
              .mapToInt(
                  name ->
                      numbers.computeIfAbsent(
                          name,
                          unseen -> {
                            names.add(unseen);
                            return names.size() - 1;
                          }))
              .toArray();
    }
    int[] none = {};
    return collect(
        events,
        List.copyOf(names),
        List.copyOf(names),
        e -> events.item()[e] == EventLog.NONE ? none : ofItem[events.item()[e]]);
  }

  /** Texts that came without an item are queries; those that came with one are reviews. */
  static Touched queries(EventLog events) {
    int[] none = {};
    return collect(
        events,
        events.texts(),
        events.texts(),
        e -> events.item()[e] == EventLog.NONE ? one(events.text()[e]) : none);
  }

  private static int[] one(int thing) {
    return thing == EventLog.NONE ? new int[0] : new int[] {thing};
  }

  @FunctionalInterface
  private interface Things {
    int[] of(int event);
  }

  private static Touched collect(
      EventLog events, List<String> ids, List<String> labels, Things things) {
    int[] last = new int[ids.size()];
    Arrays.fill(last, -1);
    int[] count = new int[ids.size()];
    int[][] users = new int[ids.size()][4];
    float[] affinity = Affinities.of(events);
    for (int e = 0; e < events.size(); e++) {
      if (affinity[e] <= 0) {
        continue;
      }
      int user = events.user()[e];
      for (int thing : things.of(e)) {
        if (last[thing] != user) {
          last[thing] = user;
          if (count[thing] == users[thing].length) {
            users[thing] = Arrays.copyOf(users[thing], 2 * count[thing]);
          }
          users[thing][count[thing]++] = user;
        }
      }
    }
    for (int t = 0; t < users.length; t++) {
      users[t] = Arrays.copyOf(users[t], count[t]);
    }
    return new Touched(ids, labels, users);
  }
}
