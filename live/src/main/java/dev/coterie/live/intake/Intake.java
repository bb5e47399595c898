package dev.coterie.live.intake;

import dev.coterie.live.store.EventStore;
import dev.coterie.live.store.LiveEvent;
import dev.coterie.live.store.StoreUnavailable;
import dev.coterie.live.store.StoredEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Takes events from many threads and writes them with one: what waits while a commit runs goes into
 * the next one together, so that the cost of making it durable is shared. An event whose id is
 * known, from before or from the same call, is a duplicate and is not written again.
 */
public final class Intake implements AutoCloseable {
  /** A commit that has so many takes no more, so that the first in it need not wait long. */
  private static final int MOST_A_COMMIT = 20_000;

  /**
   * So long the first of a commit waits for as many as there were in the last one: those who were
   * answered send again, and would else miss this commit by less than a commit takes.
   */
  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

  private final EventStore store;
  private final int capacity;
  private final Consumer<List<StoredEvent>> taken;
  private final Fingerprints fingerprints = new Fingerprints();
  private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Thread writer;

  /** How many calls the last commit was of; the writer's own. */
  private int together;

  private volatile boolean closed;
  private volatile long lastSeq;

  private record Waiting(List<LiveEvent> events, CompletableFuture<List<Boolean>> written) {}

  /**
   * Starts the writer.
   *
   * @param capacity events that may wait
   * @param taken told of new events once they are durable, before those who wait for them; must not
   *     throw
   */
  public Intake(EventStore store, int capacity, Consumer<List<StoredEvent>> taken) {
    this.store = store;
    this.capacity = capacity;
    this.taken = taken;
    store.eachId(fingerprints::add);
    this.lastSeq = store.lastSeq();
    this.writer = Thread.ofPlatform().name("coterie-intake").start(this::write);
  }

  /**
   * Waits until the events are durable.
   *
   * @return for each event whether it was new
   * @throws QueueFull where too many wait already
   * @throws StoreUnavailable where the store cannot be written; the events may be sent again
   */
  public List<Boolean> submit(List<LiveEvent> events) {
    if (events.isEmpty()) {
      return List.of();
    }
    int before = waiting.getAndAdd(events.size());
    if (before > 0 && before + events.size() > capacity) {
      waiting.addAndGet(-events.size());
      throw new QueueFull(before, capacity);
    }
    Waiting mine = new Waiting(events, new CompletableFuture<>());
    queue.add(mine);
    if (closed) {
      refuse();
    }
    try {
      return mine.written.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StoreUnavailable unavailable ? unavailable : e;
    }
  }

  /** How many events wait to be written. */
  public int waiting() {
    return waiting.get();
  }

  /** The number of the last event that is durable. */
  public long lastSeq() {
    return lastSeq;
  }

  private void write() {
    List<Waiting> batch = new ArrayList<>();
    try {
      while (!closed || !queue.isEmpty()) {
        int events = gather(batch);
        commit(batch);
        waiting.addAndGet(-events);
        together = batch.size();
        batch.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    refuse();
  }

  /** Takes what goes into the next commit, and tells how many events that are. */
  private int gather(List<Waiting> batch) throws InterruptedException {
    batch.add(queue.take());
    int events = batch.getFirst().events.size();
    long until = System.nanoTime() + GATHER_NANOS;
    while (events < MOST_A_COMMIT && !closed) {
      long left = batch.size() < together ? until - System.nanoTime() : 0;
      Waiting next = queue.poll(left, TimeUnit.NANOSECONDS);
      if (next == null) {
        break;
      }
      batch.add(next);
      events += next.events.size();
    }
    return events;
  }

  private void commit(List<Waiting> batch) {
    try {
      catchUp();
      List<List<Boolean>> verdicts = new ArrayList<>();
      List<StoredEvent> fresh = fresh(batch, verdicts);
      if (!fresh.isEmpty()) {
        store.append(fresh);
        take(fresh);
      }
      for (int i = 0; i < verdicts.size(); i++) {
        batch.get(i).written.complete(verdicts.get(i));
      }
    } catch (RuntimeException e) {
      behind = true;
      batch.forEach(each -> each.written.completeExceptionally(e));
    }
  }

  private void take(List<StoredEvent> fresh) {
    fresh.forEach(each -> fingerprints.add(each.event().eventId()));
    lastSeq = fresh.getLast().seq();
    taken.accept(fresh);
  }

  /** Set after a commit that failed: the store may have kept it nevertheless. */
  private boolean behind;

  private void catchUp() {
    if (behind) {
      List<StoredEvent> kept = new ArrayList<>();
      store.eachEvent(lastSeq, kept::add);
      if (!kept.isEmpty()) {
        take(kept);
      }
      behind = false;
    }
  }

  /** The new events of a batch, numbered; {@code verdicts} gets a list for each who waits. */
  private List<StoredEvent> fresh(List<Waiting> batch, List<List<Boolean>> verdicts) {
    Set<String> suspects = new HashSet<>();
    for (Waiting each : batch) {
      for (LiveEvent event : each.events) {
        if (fingerprints.mayContain(event.eventId())) {
          suspects.add(event.eventId());
        }
      }
    }
    Set<String> known = new HashSet<>(store.known(suspects));
    List<StoredEvent> fresh = new ArrayList<>();
    long seq = lastSeq;
    for (Waiting each : batch) {
      List<Boolean> isNew = new ArrayList<>(each.events.size());
      for (LiveEvent event : each.events) {
        boolean first = known.add(event.eventId());
        isNew.add(first);
        if (first) {
          fresh.add(new StoredEvent(++seq, event));
        }
      }
      verdicts.add(isNew);
    }
    return fresh;
  }

  private void refuse() {
    for (Waiting each = queue.poll(); each != null; each = queue.poll()) {
      waiting.addAndGet(-each.events.size());
      each.written.completeExceptionally(
          new StoreUnavailable("the server is stopping", new IllegalStateException("closed")));
    }
  }

  /** Writes what waits, and stops. */
  @Override
  public void close() {
    closed = true;
    // Wakes the writer.
    queue.add(new Waiting(List.of(), new CompletableFuture<>()));
    try {
      writer.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
