package dev.coterie.live;

import dev.coterie.domain.CoterieException;
import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.EventLog;
import dev.coterie.live.Published.Served;
import dev.coterie.live.answer.Hit;
import dev.coterie.live.answer.Serving;
import dev.coterie.live.answer.Wish;
import dev.coterie.live.backup.Backup;
import dev.coterie.live.folder.DataFolder;
import dev.coterie.live.folder.ErasureRecord;
import dev.coterie.live.folder.SnapshotEntry;
import dev.coterie.live.intake.EventRules;
import dev.coterie.live.intake.Intake;
import dev.coterie.live.intake.RawEvent;
import dev.coterie.live.people.Catalogue;
import dev.coterie.live.people.People;
import dev.coterie.live.people.People.Known;
import dev.coterie.live.refit.Refits;
import dev.coterie.live.store.EventStore;
import dev.coterie.live.store.LiveEvent;
import dev.coterie.live.store.LiveItem;
import dev.coterie.live.store.StoreUnavailable;
import dev.coterie.live.store.StoredEvent;
import dev.coterie.live.text.OpenModels;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.audience.Audience;
import dev.coterie.pipeline.audience.Target;
import dev.coterie.pipeline.edit.Editing;
import dev.coterie.pipeline.recommend.ListRules;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Segments and lists that follow the last event. What {@link #submit} has returned from is durable
 * and in every answer from then on; a snapshot takes the place of another between two requests.
 */
public final class LiveSegments implements AutoCloseable {
  /** While events wait, folding in the background rests so many times as long as it took. */
  private static final int RESTS = 3;

  private static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(20);

  private final DataFolder folder;
  private final EventStore store;
  private final LiveOptions options;
  private final OpenModels models = new OpenModels();
  private final Workers workers;
  private final Published published;
  private final Refits refits;
  private final List<Thread> background = new ArrayList<>();
  private volatile @Nullable Intake intake;
  private volatile boolean closed;

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
    this.workers = Workers.of(machine.threads());
    this.published =
        new Published(folder, store, erasures(folder, options), machine, models, workers, clock);
    this.refits =
        new Refits(folder, machine, new FitDesk(folder, store, published, options.keepSnapshots()));
  }

  private static ErasureRecord erasures(DataFolder folder, LiveOptions options) {
    List<Path> files = new ArrayList<>(List.of(folder.erasures()));
    options.erasures().ifPresent(files::add);
    return new ErasureRecord(files);
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
    published.serve(entry);
    intake = new Intake(store, options.queue(), published::take);
    background.add(Thread.ofPlatform().daemon().name("coterie-follow").start(this::follow));
    background.add(Thread.ofPlatform().daemon().name("coterie-place").start(this::place));
  }

  /** Whether it can be asked. */
  public boolean isReady() {
    return published.isReady() && intake != null && !closed;
  }

  /** The snapshot that is served now; a request takes it once. */
  public Serving serving() {
    return published.now().serving();
  }

  private Intake intake() {
    Intake now = intake;
    if (now == null) {
      throw new NotReady("the snapshot is still being read");
    }
    return now;
  }

  private void follow() {
    Instant lastFit = Instant.now();
    try {
      while (!closed) {
        People people = serving().people();
        long start = System.nanoTime();
        people.follow(500);
        if (waiting() > 0) {
          // Those who wait for a commit come first; a user who sends more meanwhile is folded once.
          long taken = System.nanoTime() - start;
          TimeUnit.NANOSECONDS.sleep(Math.min(RESTS * taken, LONGEST_REST));
        }
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
        Served now = published.now();
        if (!now.placer().place(now.serving())) {
          Thread.sleep(200);
          followEdits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void followEdits() {
    try {
      published.follow();
    } catch (CoterieException | StoreUnavailable e) {
      // What is served goes on; the file may be mended.
      System.getLogger(LiveSegments.class.getName())
          .log(System.Logger.Level.WARNING, "edits are not taken up: {0}", e.getMessage());
    }
  }

  /** What an event must be to be taken. */
  public EventRules rules() {
    return published.now().rules();
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
    published.now().placer().placeNow(serving, texts);
    return serving.people().stranger(events);
  }

  /** Items by words and meaning. */
  public List<Hit> search(Serving serving, String query, int most) {
    published.now().placer().placeNow(serving, List.of(query));
    return serving.search(query, most);
  }

  /**
   * An audience among all users as of now.
   *
   * @throws BadInput where nothing is known of the target
   */
  public Audience audience(Serving serving, Target target, int size) {
    return serving.audience(target, size, workers);
  }

  /**
   * Keeps an item; it is shown, or hidden, from now on, and placed within seconds.
   *
   * @param item whose times can be read, see {@link ListRules#requireReadable}
   */
  public void put(LiveItem item) {
    store.put(item);
    serving().catalogue().put(item);
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
    boolean known = serving().people().knows(userId);
    return new Erasure(known, published.erase(userId));
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
        store.eventsOf(userId).stream().map(StoredEvent::event).map(RawEvent::of).toList());
  }

  /** Everything that this server keeps, as a zip; it goes on meanwhile. */
  public void backUp(OutputStream out) throws IOException {
    Backup.write(folder, store, out);
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
    return published.now().entry();
  }

  /**
   * Serves an earlier snapshot, or a later one again.
   *
   * @return false where there is none of that id
   */
  public boolean activate(String id) {
    Optional<SnapshotEntry> entry =
        folder.snapshots().stream().filter(each -> each.id().equals(id)).findFirst();
    entry.ifPresent(published::publish);
    return entry.isPresent();
  }

  /**
   * Changes segments as people see fit; it is in every answer from then on.
   *
   * @throws dev.coterie.domain.CoterieException.BadUsage where it cannot be done
   */
  public <T> T edit(Function<Editing, T> change) {
    return published.edit(change);
  }

  /** What people changed of the served snapshot. */
  public Editing editing() {
    return published.editing();
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
