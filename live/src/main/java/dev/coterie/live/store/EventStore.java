package dev.coterie.live.store;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps what came in. What a method has returned from is durable: it is there after a crash. Every
 * method throws {@link StoreUnavailable} where the store cannot do it now, and then nothing of the
 * call was kept, or the next {@link #lastSeq()} tells that it was.
 */
public interface EventStore extends AutoCloseable {
  /** Appends events, all or none; their numbers follow {@link #lastSeq()}. */
  void append(List<StoredEvent> events);

  /** The number of the last event, 0 where there is none. */
  long lastSeq();

  /** Shows the events after a number, in their order. */
  void eachEvent(long after, Consumer<StoredEvent> taker);

  /** Shows the id of every event, in any order. */
  void eachId(Consumer<String> taker);

  /** Which of these event ids are kept. */
  Set<String> known(Collection<String> eventIds);

  /** All events of a user, in their order. */
  List<StoredEvent> eventsOf(String userId);

  /** Keeps an item, in the place of one of the same id. */
  void put(LiveItem item);

  /** The items that were put. */
  List<LiveItem> items();

  /**
   * Deletes every event of a user, and remembers that the user is to be left out of what was
   * learned before. A user who comes back later is a new one.
   *
   * @return how many events were deleted
   */
  int erase(String userId);

  /** The users that were erased, with {@link #lastSeq()} of then. */
  Map<String, Long> erased();

  /** Writes all of it into an empty folder, as of one moment; nobody waits for it. */
  void save(Path folder);

  /** Takes up what {@link #save} wrote, where nothing is kept yet. */
  void load(Path folder);

  @Override
  void close();
}
