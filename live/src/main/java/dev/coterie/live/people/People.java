package dev.coterie.live.people;

import dev.coterie.domain.EditedTree.Placement;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.domain.Profiles.Interest;
import dev.coterie.live.store.LiveEvent;
import dev.coterie.live.store.StoredEvent;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.answer.Answers;
import dev.coterie.pipeline.answer.Answers.Person;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every user as of the user's last event: the events of the fit and those that came since, folded
 * in by the arithmetic of {@link Answers}. Folding happens when somebody asks, or in the background
 * by {@link #follow}, whichever is first.
 */
public final class People {
  /** Users of whom nothing came since the fit, and who were asked for. */
  private static final int MOST_KNOWN = 20_000;

  private final Answers answers;
  private final Catalogue catalogue;
  private final Workers alone;
  private final UserLog logs;
  private final Map<String, Long> gone = new ConcurrentHashMap<>();
  private final Map<String, Own> changed = new ConcurrentHashMap<>();
  private final Recent<String, Known> unchanged = new Recent<>(MOST_KNOWN);
  private final LinkedBlockingQueue<String> behind = new LinkedBlockingQueue<>();
  private final Drift drift;
  private final Trends trends;
  private final AtomicLong stamps = new AtomicLong();
  private long lastSeq;

  /**
   * What is known of a user.
   *
   * @param seq of the last event that is in it, 0 where none came since the fit
   * @param eventId of that event, empty where none came since the fit
   * @param events how many are in it
   * @param newItems its items that the fit did not know
   * @param stamp another one each time that a user is folded
   */
  public record Known(
      String userId,
      Person person,
      long seq,
      String eventId,
      int events,
      Set<String> newItems,
      long stamp) {
    /** Number of the user's segment, in the tree as people changed it. */
    public int segment() {
      return person.place().segment()[0];
    }

    /** Number of the user's subsegment there. */
    public int subsegment() {
      return person.place().subsegment()[0];
    }

    /** Whether nothing is known of the user, or only of items and texts that have no place. */
    public boolean isStranger() {
      boolean placed = false;
      for (float x : person.state().vector()) {
        placed |= x != 0;
      }
      return !placed && person.state().history().size() == 0;
    }

    /** How much of the user's membership the segment has. */
    public double confidence() {
      return person.place().membership().get(0, segment());
    }
  }

  /** The events of a user since the fit. */
  private static final class Own {
    private final List<StoredEvent> events = new ArrayList<>();
    private volatile @Nullable Known known;
    private boolean queued;
    private int counted;
  }

  /**
   * The users of a snapshot.
   *
   * @param gone users whose part in the snapshot is to be left out, with the number of the last
   *     event that is not theirs any more
   */
  public People(Answers answers, Catalogue catalogue, Map<String, Long> gone) {
    this.answers = answers;
    this.catalogue = catalogue;
    this.alone = Workers.of(1);
    this.logs = new UserLog(answers.fitted().events());
    Placement fitted = answers.shown();
    int segments = answers.tree().segments().size();
    this.drift = new Drift(answers.fitted().interest(), fitted.segment(), segments);
    this.trends = new Trends(answers, fitted.segment(), segments);
    gone.forEach(this::forget);
  }

  /** Takes events that came since the fit, in their order; those that it has are passed over. */
  public synchronized void add(List<StoredEvent> events) {
    for (StoredEvent event : events) {
      if (event.seq() <= lastSeq) {
        continue;
      }
      lastSeq = event.seq();
      if (event.seq() <= gone.getOrDefault(event.event().userId(), 0L)) {
        continue;
      }
      Own own = changed.computeIfAbsent(event.event().userId(), user -> new Own());
      synchronized (own) {
        own.events.add(event);
        own.known = null;
        if (!own.queued) {
          own.queued = true;
          behind.add(event.event().userId());
        }
      }
    }
  }

  /** The number of the last event that it has, or of another where it has none. */
  public synchronized long lastSeq(long otherwise) {
    return Math.max(lastSeq, otherwise);
  }

  /** Folds again what rests on items or texts that have a place only now. */
  public void refold(Collection<String> users) {
    for (String user : users) {
      Own own = changed.get(user);
      if (own != null) {
        own.known = null;
      }
    }
  }

  /** Folds in the next user who is behind; waits for one at most so long. */
  public void follow(long millis) throws InterruptedException {
    String user = behind.poll(millis, TimeUnit.MILLISECONDS);
    Own own = user == null ? null : changed.get(user);
    if (user == null || own == null) {
      return;
    }
    List<StoredEvent> fresh;
    synchronized (own) {
      own.queued = false;
      fresh = List.copyOf(own.events.subList(own.counted, own.events.size()));
      own.counted = own.events.size();
    }
    Known known = of(user);
    drift.moved(user, fittedUser(user), known.segment(), known.person().state().vector());
    for (StoredEvent event : fresh) {
      trends.count(known.segment(), event.event());
    }
  }

  /** How many users wait to be folded in. */
  public int behind() {
    return behind.size();
  }

  /** A user as of now; one of whom nothing is known has no events. */
  public Known of(String userId) {
    Own own = changed.get(userId);
    if (own == null) {
      return unchanged
          .get(userId)
          .orElseGet(
              () -> {
                Known known = fold(userId, List.of());
                if (known.events() > 0) {
                  unchanged.put(userId, known);
                }
                return known;
              });
    }
    Known known = own.known;
    if (known != null) {
      return known;
    }
    List<StoredEvent> events;
    synchronized (own) {
      events = List.copyOf(own.events);
    }
    Known folded = fold(userId, events);
    synchronized (own) {
      if (own.events.size() == events.size()) {
        own.known = folded;
      }
    }
    return folded;
  }

  private Known fold(String userId, List<StoredEvent> since) {
    EventLog log =
        logs.of(
            userId, fittedUser(userId), since.stream().map(StoredEvent::event).toList(), catalogue);
    return known(
        userId,
        since.isEmpty() ? 0 : since.getLast().seq(),
        since.isEmpty() ? "" : since.getLast().event().eventId(),
        log);
  }

  private Known known(String userId, long seq, String eventId, EventLog log) {
    return new Known(
        userId,
        answers.person(log, alone),
        seq,
        eventId,
        log.size(),
        log.items().stream()
            .map(Item::id)
            .filter(id -> answers.item(id) == EventLog.NONE)
            .collect(Collectors.toUnmodifiableSet()),
        stamps.incrementAndGet());
  }

  /** Somebody who is not kept, of whom these events are known. */
  public Known stranger(List<LiveEvent> events) {
    EventLog log = logs.of("", EventLog.NONE, events, catalogue);
    return known("", 0, "", log);
  }

  /** Number of a user in the snapshot, {@link EventLog#NONE} where the user is not of it. */
  private int fittedUser(String userId) {
    int at = Collections.binarySearch(answers.fitted().events().users(), userId);
    return at < 0 || gone.containsKey(userId) ? EventLog.NONE : at;
  }

  /** Whether anything is known of a user. */
  public boolean knows(String userId) {
    return changed.containsKey(userId) || fittedUser(userId) != EventLog.NONE;
  }

  /**
   * Leaves a user out of everything; later events are of a new one.
   *
   * @param seq of the last event that is the user's
   */
  public synchronized void forget(String userId, long seq) {
    changed.remove(userId);
    int user = fittedUser(userId);
    gone.put(userId, seq);
    unchanged.remove(userId);
    drift.left(userId, user);
  }

  /** A user of whom something came since the fit. */
  public Optional<Known> changed(String userId) {
    return changed.containsKey(userId) ? Optional.of(of(userId)) : Optional.empty();
  }

  /** Ids of the users who are not of the snapshot, in their order. */
  public List<String> arrived() {
    List<String> users = answers.fitted().events().users();
    return changed.keySet().stream()
        .filter(user -> Collections.binarySearch(users, user) < 0)
        .sorted()
        .toList();
  }

  /** Whether a user's part in the snapshot is left out. */
  public boolean isGone(String userId) {
    return gone.containsKey(userId);
  }

  /** The events of a user since the fit. */
  public List<StoredEvent> since(String userId) {
    Own own = changed.get(userId);
    if (own == null) {
      return List.of();
    }
    synchronized (own) {
      return List.copyOf(own.events);
    }
  }

  /** A user's events in the fit and since. */
  public EventLog log(String userId) {
    return logs.of(
        userId,
        fittedUser(userId),
        since(userId).stream().map(StoredEvent::event).toList(),
        catalogue);
  }

  /** A user's few interests now: the weight of each by the item in its middle, heaviest first. */
  public SequencedMap<String, Double> interests(String userId) {
    EventLog log = log(userId);
    SequencedMap<String, Double> interests = new LinkedHashMap<>();
    for (Interest interest : answers.interests(log, alone)) {
      interests.put(log.items().get(interest.item()).id(), interest.weight());
    }
    return interests;
  }

  /** All of them, to be looked through. */
  public Everyone everyone() {
    return new Everyone(answers, this);
  }

  /** Ids of the users of whom something came since the fit. */
  Set<String> changed() {
    return changed.keySet();
  }

  /** How many users there are now: those of the fit and those who came since. */
  public int size() {
    int size = 0;
    for (String user : answers.fitted().events().users()) {
      size += gone.containsKey(user) ? 0 : 1;
    }
    for (String user : changed.keySet()) {
      size += fittedUser(user) == EventLog.NONE ? 1 : 0;
    }
    return size;
  }

  /** How far the users have moved since the fit. */
  public Drift drift() {
    return drift;
  }

  /** What the users of a segment go for more than they did. */
  public Trends trends() {
    return trends;
  }
}
