package dev.coterie.live;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.live.answer.Audience;
import dev.coterie.live.answer.AudienceWish;
import dev.coterie.live.answer.Serving;
import dev.coterie.live.answer.Similar;
import dev.coterie.live.answer.Wish;
import dev.coterie.live.folder.DataFolder;
import dev.coterie.live.folder.SnapshotEntry;
import dev.coterie.live.intake.EventRules;
import dev.coterie.live.intake.Intake;
import dev.coterie.live.people.Catalogue;
import dev.coterie.live.people.People;
import dev.coterie.live.people.People.Known;
import dev.coterie.live.refit.FitInput;
import dev.coterie.live.refit.Refits;
import dev.coterie.live.refit.WeightFiles;
import dev.coterie.live.store.EventStore;
import dev.coterie.live.store.LiveEvent;
import dev.coterie.live.store.LiveItem;
import dev.coterie.live.store.StoredEvent;
import dev.coterie.live.text.OpenModels;
import dev.coterie.live.text.Placer;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.FitConfiguration;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.SourceConfiguration;
import dev.coterie.pipeline.answer.Answers;
import dev.coterie.pipeline.ingest.KindWords;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Segments and lists that follow the last event. What {@link #submit} has returned from is durable
 * and in every answer from then on; a snapshot takes the place of another between two requests.
 */
public final class LiveSegments implements AutoCloseable {
  private final DataFolder folder;
  private final EventStore store;
  private final LiveOptions options;
  private final Machine machine;
  private final LongSupplier clock;
  private final OpenModels models = new OpenModels();
  private final Workers workers;
  private final Refits refits;
  private final Object publishing = new Object();
  private final List<Thread> background = new ArrayList<>();
  private volatile @Nullable Served served;
  private volatile @Nullable Intake intake;
  private volatile boolean closed;

  private record Served(Serving serving, Placer placer, EventRules rules, SnapshotEntry entry) {}

  /**
   * A live part that is not ready yet.
   *
   * @param clock milliseconds since 1970 UTC
   */
  public LiveSegments(
      DataFolder folder,
      EventStore store,
      LiveOptions options,
      Machine machine,
      LongSupplier clock) {
    this.folder = folder;
    this.store = store;
    this.options = options;
    this.machine = machine;
    this.clock = clock;
    this.workers = Workers.of(machine.threads());
    this.refits = new Refits(folder, machine, new Desk());
  }

  /**
   * Reads the active snapshot and what came since, and is ready.
   *
   * @throws BadInput where there is no snapshot, or it is not whole
   */
  public void start() {
    SnapshotEntry entry =
        folder
            .active()
            .orElseThrow(
                () ->
                    new BadInput(
                        "No snapshot in "
                            + folder.path()
                            + " yet.\nGive one with --snapshot; coterie fit makes one."));
    serve(entry);
    intake = new Intake(store, options.queue(), this::take);
    background.add(Thread.ofPlatform().daemon().name("coterie-follow").start(this::follow));
    background.add(Thread.ofPlatform().daemon().name("coterie-place").start(this::place));
  }

  /** Whether it can be asked. */
  public boolean isReady() {
    return served != null && intake != null && !closed;
  }

  /** The snapshot that is served now; a request takes it once. */
  public Serving serving() {
    return served().serving;
  }

  private Served served() {
    Served now = served;
    if (now == null) {
      throw new NotReady("the snapshot is still being read");
    }
    return now;
  }

  private Intake intake() {
    Intake now = intake;
    if (now == null) {
      throw new NotReady("the snapshot is still being read");
    }
    return now;
  }

  /** Reads a snapshot beside the one that is served, and puts it in its place. */
  private void serve(SnapshotEntry entry) {
    SnapshotReader reader = SnapshotReader.open(Path.of(entry.path()));
    Answers answers =
        Answers.of(
            reader,
            models::over,
            machine.cache(),
            new WeightFiles(folder.weights(reader.manifest().id())),
            workers,
            Progress.NONE);
    Catalogue catalogue = new Catalogue(answers, store.items());
    Map<String, Long> gone = new HashMap<>(store.erased());
    gone.values().removeIf(seq -> seq < entry.through());
    People people = new People(answers, catalogue, gone);
    Serving serving = new Serving(entry.id(), answers, catalogue, people, clock);
    Placer placer = new Placer(workers);
    catchUp(serving, placer, entry.through());
    synchronized (publishing) {
      // What came while the rest was read; what comes from here on waits for the lock.
      catchUp(serving, placer, people.lastSeq(entry.through()));
      served = new Served(serving, placer, rules(answers), entry);
    }
  }

  private EventRules rules(Answers answers) {
    SourceConfiguration source = answers.configuration().source();
    return new EventRules(new KindWords(source.weights(), source.words()), clock);
  }

  private void catchUp(Serving serving, Placer placer, long after) {
    List<StoredEvent> events = new ArrayList<>();
    store.eachEvent(after, events::add);
    serving.people().add(events);
    placer.note(serving, events);
  }

  private void take(List<StoredEvent> events) {
    synchronized (publishing) {
      Served now = served();
      now.serving.people().add(events);
      now.placer.note(now.serving, events);
    }
  }

  private void follow() {
    Instant lastFit = Instant.now();
    try {
      while (!closed) {
        People people = serving().people();
        people.follow(500);
        if (people.behind() == 0 && isDue(lastFit, people)) {
          lastFit = Instant.now();
          refits.start();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isDue(Instant lastFit, People people) {
    Duration since = Duration.between(lastFit, Instant.now());
    boolean byTime =
        options.refitHours() > 0 && since.toMillis() > options.refitHours() * 3_600_000;
    // Not again and again where a fit was refused.
    boolean byDrift =
        options.refitOnDrift() && since.toMinutes() >= 10 && people.drift().figures().due();
    return (byTime || byDrift) && !refits.isRunning();
  }

  private void place() {
    try {
      while (!closed) {
        Served now = served();
        if (!now.placer.place(now.serving)) {
          Thread.sleep(200);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What an event must be to be taken. */
  public EventRules rules() {
    return served().rules;
  }

  /**
   * Takes events.
   *
   * @return for each whether it was new
   * @see Intake#submit
   */
  public List<Boolean> submit(List<LiveEvent> events) {
    return intake().submit(events);
  }

  /** Somebody of whom only these events are known; their texts are placed at once. */
  public Known stranger(Serving serving, List<LiveEvent> events) {
    List<String> texts = new ArrayList<>();
    for (LiveEvent event : events) {
      if (event.query() != null) {
        texts.add(event.query());
      }
    }
    served().placer.placeNow(serving, texts);
    return serving.people().stranger(events);
  }

  /** Items by words and meaning. */
  public List<Similar> search(Serving serving, String query, int most) {
    served().placer.placeNow(serving, List.of(query));
    return serving.search(query, most);
  }

  /** An audience; empty where nothing is known of what was asked for. */
  public Optional<Audience> audience(Serving serving, AudienceWish wish) {
    if (wish.text() != null) {
      served().placer.placeNow(serving, List.of(wish.text()));
    }
    return serving.audience(wish);
  }

  /** Keeps an item; it is shown, or hidden, from now on, and placed within seconds. */
  public void put(LiveItem item) {
    store.put(item);
    served().serving.catalogue().put(item);
  }

  /** Takes an item out of every answer; false where there is none. */
  public boolean hide(String itemId) {
    Catalogue catalogue = serving().catalogue();
    Optional<LiveItem> live =
        catalogue.put(itemId).or(() -> catalogue.item(itemId).map(LiveItem::shown));
    live.ifPresent(item -> put(item.asHidden()));
    return live.isPresent();
  }

  /**
   * What became of a user who wanted to be forgotten.
   *
   * @param known whether anything was held
   * @param events deleted from the store
   */
  public record Erasure(boolean known, int events) {}

  /** Deletes a user from the store and leaves the user out of every answer from now on. */
  public Erasure erase(String userId) {
    synchronized (publishing) {
      boolean known = serving().people().knows(userId);
      int events = store.erase(userId);
      serving().people().forget(userId, store.lastSeq());
      return new Erasure(known, events);
    }
  }

  /** Everything that is held of a user. */
  public Export export(String userId) {
    Serving serving = serving();
    EventLog log = serving.people().log(userId);
    List<Export.Event> events = new ArrayList<>();
    for (int e = 0; e < log.size(); e++) {
      events.add(Export.event(log, e));
    }
    return new Export(
        userId,
        serving.user(serving.people().of(userId)),
        serving.list(serving.people().of(userId), Wish.first(20)),
        events,
        store.eventsOf(userId).stream().map(StoredEvent::event).toList());
  }

  /** Fits in the background. */
  public Refits refits() {
    return refits;
  }

  /** All snapshots that were served, oldest first. */
  public List<SnapshotEntry> snapshots() {
    return folder.snapshots();
  }

  /** The snapshot that is served. */
  public SnapshotEntry active() {
    return served().entry;
  }

  /**
   * Serves an earlier snapshot, or a later one again.
   *
   * @return false where there is none of that id
   */
  public boolean activate(String id) {
    Optional<SnapshotEntry> entry =
        folder.snapshots().stream().filter(each -> each.id().equals(id)).findFirst();
    entry.ifPresent(this::publish);
    return entry.isPresent();
  }

  private synchronized void publish(SnapshotEntry entry) {
    serve(entry);
    folder.activate(entry);
  }

  /** The events that wait to be written. */
  public int waiting() {
    Intake now = intake;
    return now == null ? 0 : now.waiting();
  }

  /** The number of the last durable event. */
  public long lastSeq() {
    return intake().lastSeq();
  }

  /** What fits need. */
  private final class Desk implements Refits.Desk {
    @Override
    public Refits.Job prepare(Path scratch) {
      Served now = served();
      Answers answers = now.serving.answers();
      EventLog fitted = answers.fitted().events();
      long through = store.lastSeq();
      FitInput input = new FitInput(scratch);
      Map<String, Item> items = new TreeMap<>();
      for (int i = 0; i < fitted.items().size(); i++) {
        Item item = now.serving.catalogue().item(i);
        items.put(item.id(), item);
      }
      store.items().forEach(live -> items.put(live.item().id(), live.item()));
      input.write(
          fitted,
          store.erased().keySet(),
          taker ->
              store.eachEvent(
                  now.entry.through(),
                  event -> {
                    if (event.seq() <= through) {
                      taker.accept(event);
                    }
                  }),
          items.values());
      FitConfiguration configuration = answers.configuration();
      return new Refits.Job(
          configuration
              .withSource(
                  configuration
                      .source()
                      .withoutColumns()
                      .withFiles(
                          List.of(input.events().toString()), List.of(input.items().toString())))
              .withFrom(now.entry.path()),
          through,
          SnapshotReader.open(Path.of(now.entry.path())));
    }

    @Override
    public void publish(Path snapshot, long through) {
      LiveSegments.this.publish(folder.register(snapshot, through));
      folder.keepNewest(options.keepSnapshots());
    }
  }

  @Override
  public void close() {
    closed = true;
    Intake now = intake;
    if (now != null) {
      now.close();
    }
    background.forEach(Thread::interrupt);
    refits.close();
    store.close();
    models.close();
    workers.close();
    folder.close();
  }
}
