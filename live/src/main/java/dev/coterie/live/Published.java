package dev.coterie.live;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.Snapshot;
import dev.coterie.live.answer.Serving;
import dev.coterie.live.folder.DataFolder;
import dev.coterie.live.folder.ErasureRecord;
import dev.coterie.live.folder.ErasureRecord.Erasure;
import dev.coterie.live.folder.SnapshotEntry;
import dev.coterie.live.intake.EventRules;
import dev.coterie.live.people.Catalogue;
import dev.coterie.live.people.People;
import dev.coterie.live.refit.WeightFiles;
import dev.coterie.live.store.EventStore;
import dev.coterie.live.store.StoreUnavailable;
import dev.coterie.live.store.StoredEvent;
import dev.coterie.live.text.OpenModels;
import dev.coterie.live.text.Placer;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.SourceConfiguration;
import dev.coterie.pipeline.answer.Answers;
import dev.coterie.pipeline.edit.Editing;
import dev.coterie.pipeline.edit.Replay;
import dev.coterie.pipeline.ingest.KindWords;
import dev.coterie.pipeline.snapshot.Erased;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is served now. Another snapshot, or the same one as people changed it, is made ready beside
 * it and takes its place between two requests; an event that comes meanwhile is in both.
 */
final class Published {
  private static final FileTime NEVER = FileTime.fromMillis(0);

  private final DataFolder folder;
  private final EventStore store;
  private final ErasureRecord erasures;
  private final Machine machine;
  private final OpenModels models;
  private final Workers workers;
  private final LongSupplier clock;
  private final Object turn = new Object();
  private volatile @Nullable Served served;

  /** When the edits were written that were looked at last. */
  private FileTime edited = NEVER;

  /** What one request works with. */
  record Served(Serving serving, Placer placer, EventRules rules, SnapshotEntry entry) {}

  /**
   * Nothing yet.
   *
   * @param workers stay the caller's
   * @param clock milliseconds since 1970 UTC
   */
  Published(
      DataFolder folder,
      EventStore store,
      ErasureRecord erasures,
      Machine machine,
      OpenModels models,
      Workers workers,
      LongSupplier clock) {
    this.folder = folder;
    this.store = store;
    this.erasures = erasures;
    this.machine = machine;
    this.models = models;
    this.workers = workers;
    this.clock = clock;
  }

  /** Whether there is something. */
  boolean isReady() {
    return served != null;
  }

  /** What is served now. */
  Served now() {
    Served now = served;
    if (now == null) {
      throw new NotReady("the snapshot is still being read");
    }
    return now;
  }

  /** Serves a snapshot from now on, and after a restart. */
  synchronized void publish(SnapshotEntry entry) {
    serve(entry);
    folder.activate(entry);
  }

  /** The same of one that succeeds another, with what people changed of that until now. */
  synchronized void succeed(Path before, SnapshotEntry entry) {
    Replay.of(before, Path.of(entry.path()), workers);
    publish(entry);
  }

  /** Serves a snapshot from now on. */
  synchronized void serve(SnapshotEntry entry) {
    Path path = Path.of(entry.path());
    edited = edited(path);
    SnapshotReader reader = SnapshotReader.open(path);
    Answers answers =
        Answers.of(
            reader,
            models::over,
            machine.cache(),
            new WeightFiles(folder.weights(reader.manifest().id())),
            workers,
            Progress.NONE);
    show(answers, new Catalogue(answers, store.items()), new Placer(workers), entry);
  }

  /**
   * Changes segments as people see fit; it is in every answer from then on.
   *
   * @param change what is done, on edits that nobody else changes meanwhile here
   */
  synchronized <T> T edit(Function<Editing, T> change) {
    T done = change.apply(editing());
    takeUp(now());
    return done;
  }

  /** What people changed of the served snapshot. */
  Editing editing() {
    return Editing.open(Path.of(now().entry.path()), workers);
  }

  /** Takes up what somebody changed of the served snapshot by the command. */
  synchronized void follow() {
    Served now = now();
    // What was broken is not looked at again before it changes.
    if (!edited(Path.of(now.entry.path())).equals(edited)) {
      takeUp(now);
    }
  }

  private void takeUp(Served now) {
    Path path = Path.of(now.entry.path());
    edited = edited(path);
    Answers answers = now.serving.answers().edited(SnapshotReader.open(path));
    show(answers, now.serving.catalogue(), now.placer, now.entry);
  }

  private static FileTime edited(Path snapshot) {
    try {
      Path edits = new Snapshot(snapshot).edits();
      return Files.exists(edits) ? Files.getLastModifiedTime(edits) : NEVER;
    } catch (IOException e) {
      throw new BadInput("The edits of " + snapshot + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void show(Answers answers, Catalogue catalogue, Placer placer, SnapshotEntry entry) {
    People people = new People(answers, catalogue, gone(store, entry));
    Serving serving = new Serving(entry.id(), answers, catalogue, people, clock);
    catchUp(serving, placer, entry.through());
    synchronized (turn) {
      // What came while the rest was read; what comes from here on waits for the lock.
      catchUp(serving, placer, people.lastSeq(entry.through()));
      served = new Served(serving, placer, rules(answers), entry);
    }
  }

  /** Users whose part in a snapshot is left out, with the number of the last event of then. */
  static Map<String, Long> gone(EventStore store, SnapshotEntry entry) {
    Map<String, Long> gone = new HashMap<>(store.erased());
    gone.values().removeIf(seq -> seq < entry.through());
    return gone;
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

  /** Takes events that are durable. */
  void take(List<StoredEvent> events) {
    synchronized (turn) {
      Served now = now();
      now.serving.people().add(events);
      now.placer.note(now.serving, events);
    }
  }

  /**
   * Deletes a user from the store and leaves the user out of every answer from now on, and every
   * snapshot that is here out of what it tells of the user. May be done again where it failed.
   *
   * @return how many events were deleted
   * @throws StoreUnavailable where it cannot be written down
   */
  int erase(String userId) {
    int events;
    synchronized (turn) {
      events = store.erase(userId);
      now().serving.people().forget(userId, store.lastSeq());
    }
    for (SnapshotEntry entry : folder.snapshots()) {
      if (Files.isDirectory(Path.of(entry.path()))) {
        Erased.add(new Snapshot(Path.of(entry.path())), userId);
      }
    }
    try {
      erasures.add(List.of(new Erasure(Erased.digest(userId), Instant.now().toString())));
    } catch (UncheckedIOException e) {
      throw new StoreUnavailable("the erasure cannot be written down: " + e.getMessage(), e);
    }
    return events;
  }
}
