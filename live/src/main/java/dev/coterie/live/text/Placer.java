package dev.coterie.live.text;

import dev.coterie.domain.Item;
import dev.coterie.live.answer.Serving;
import dev.coterie.live.store.LiveEvent;
import dev.coterie.live.store.StoredEvent;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives new items and queries their place by their text, in the background for those that come in,
 * at once for those that a request brings.
 */
public final class Placer {
  /** So many texts are embedded together. */
  private static final int MOST = 256;

  private final Workers workers;
  private final Set<String> hopeless = ConcurrentHashMap.newKeySet();
  private final Map<String, Set<String>> usersOfTexts = new HashMap<>();

  public Placer(Workers workers) {
    this.workers = workers;
  }

  /** Notes the queries of events that have no place yet, and who waits for them. */
  public void note(Serving serving, List<StoredEvent> events) {
    for (StoredEvent stored : events) {
      LiveEvent event = stored.event();
      String query = event.query();
      if (query != null && isNew(serving, query)) {
        synchronized (usersOfTexts) {
          usersOfTexts.computeIfAbsent(query, text -> new HashSet<>()).add(event.userId());
        }
      }
    }
  }

  private boolean isNew(Serving serving, String text) {
    return !hopeless.contains(text) && serving.answers().entities().text(text).isEmpty();
  }

  /**
   * Places some of what waits.
   *
   * @return whether there was anything
   */
  public boolean place(Serving serving) {
    List<Item> items =
        serving.catalogue().unplaced().stream()
            .filter(item -> !hopeless.contains(item.id() + '\n' + item.text()))
            .limit(MOST)
            .toList();
    Map<String, Set<String>> waiting = new HashMap<>();
    synchronized (usersOfTexts) {
      var next = usersOfTexts.entrySet().iterator();
      while (next.hasNext() && waiting.size() < MOST) {
        Map.Entry<String, Set<String>> entry = next.next();
        waiting.put(entry.getKey(), entry.getValue());
        next.remove();
      }
    }
    List<String> texts = new ArrayList<>(waiting.keySet());
    if (items.isEmpty() && texts.isEmpty()) {
      return false;
    }
    serving.answers().entities().place(items, texts, workers, Progress.NONE);
    for (Item item : items) {
      if (serving.answers().entities().item(item.id()).isEmpty()) {
        hopeless.add(item.id() + '\n' + item.text());
      }
    }
    serving.catalogue().place(items);
    Set<String> users = new HashSet<>();
    waiting.forEach(
        (text, who) -> {
          if (serving.answers().entities().text(text).isEmpty()) {
            hopeless.add(text);
          } else {
            users.addAll(who);
          }
        });
    serving.people().refold(users);
    return true;
  }

  /** Places texts that somebody waits for. */
  public void placeNow(Serving serving, List<String> texts) {
    List<String> fresh = texts.stream().filter(text -> isNew(serving, text)).distinct().toList();
    if (!fresh.isEmpty()) {
      serving.answers().entities().place(List.of(), fresh, workers, Progress.NONE);
    }
  }
}
