package dev.coterie.live.intake;

import dev.coterie.live.store.EventStore;
import dev.coterie.live.store.LiveItem;
import dev.coterie.live.store.StoreUnavailable;
import dev.coterie.live.store.StoredEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store that forgets, can be broken, and can be made to wait. */
public final class MemoryStore implements EventStore {
  private final List<StoredEvent> events = new ArrayList<>();
  private final List<LiveItem> items = new ArrayList<>();
  private final Map<String, Long> erased = new HashMap<>();
  private volatile @Nullable CountDownLatch gate;
  private volatile boolean broken;
  private volatile boolean deceiving;
  private int appends;

  /** From now on nothing can be written. */
  public void breakDown(boolean now) {
    broken = now;
  }

  /** From now on an append says that it failed, and has kept the events nevertheless. */
  public void deceive(boolean now) {
    deceiving = now;
  }

  /** The next append waits for the latch. */
  public void waitFor(@Nullable CountDownLatch latch) {
    gate = latch;
  }

  /** How often was appended. */
  public synchronized int appends() {
    return appends;
  }

  private void require() {
    if (broken) {
      throw new StoreUnavailable("full", new IllegalStateException("no space left"));
    }
  }

  @Override
  public void append(List<StoredEvent> fresh) {
    CountDownLatch latch = gate;
    if (latch != null) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    require();
    synchronized (this) {
      appends++;
      events.addAll(fresh);
    }
    if (deceiving) {
      throw new StoreUnavailable("unclear", new IllegalStateException("cut off"));
    }
  }

  @Override
  public synchronized long lastSeq() {
    return events.isEmpty() ? 0 : events.getLast().seq();
  }

  @Override
  public void eachEvent(long after, Consumer<StoredEvent> taker) {
    require();
    List.copyOf(events).stream().filter(event -> event.seq() > after).forEach(taker);
  }

  @Override
  public void eachId(Consumer<String> taker) {
    events.forEach(event -> taker.accept(event.event().eventId()));
  }

  @Override
  public synchronized Set<String> known(Collection<String> eventIds) {
    Set<String> known = new HashSet<>();
    events.forEach(event -> known.add(event.event().eventId()));
    known.retainAll(new HashSet<>(eventIds));
    return known;
  }

  @Override
  public synchronized List<StoredEvent> eventsOf(String userId) {
    return events.stream().filter(event -> event.event().userId().equals(userId)).toList();
  }

  @Override
  public synchronized void put(LiveItem item) {
    require();
    items.removeIf(before -> before.item().id().equals(item.item().id()));
    items.add(item);
  }

  @Override
  public synchronized List<LiveItem> items() {
    return List.copyOf(items);
  }

  @Override
  public synchronized int erase(String userId) {
    require();
    int before = events.size();
    erased.put(userId, lastSeq());
    events.removeIf(event -> event.event().userId().equals(userId));
    return before - events.size();
  }

  @Override
  public synchronized Map<String, Long> erased() {
    return Map.copyOf(erased);
  }

  @Override
  public void save(Path folder) {
    throw new UnsupportedOperationException("it forgets");
  }

  @Override
  public void load(Path folder) {
    throw new UnsupportedOperationException("it forgets");
  }

  @Override
  public void close() {}
}
