package dev.coterie.live.folder;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.domain.Snapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of one server.
 *
 * <pre>
 * lock             held while a server runs
 * events.duckdb    the store
 * snapshots/       those that were fitted here
 * snapshots.json   all that were served, and which one is
 * keys.json        API keys, hashed
 * audit.log        what administrators did
 * erasures.jsonl   who was erased, and when
 * fits/            data of a fit that runs
 * weights/         of the models of the served snapshot, which can be learned again
 * </pre>
 */
public final class DataFolder implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path folder;
  private final FileChannel lock;
  private List<SnapshotEntry> entries;
  private @Nullable String active;

  /** What it knows of snapshots. */
  public static final String REGISTER = "snapshots.json";

  /** Who was erased, see {@link ErasureRecord}. */
  public static final String ERASURES = "erasures.jsonl";

  /** What {@link #REGISTER} holds. */
  private record Register(@Nullable String active, List<SnapshotEntry> snapshots) {}

  private DataFolder(Path folder, FileChannel lock) throws IOException {
    this.folder = folder;
    this.lock = lock;
    Path file = folder.resolve(REGISTER);
    Register register =
        Files.exists(file)
            ? JSON.readValue(Files.readString(file), Register.class)
            : new Register(null, List.of());
    this.entries =
        register.snapshots.stream()
            .map(entry -> entry.at(folder.resolve(entry.path()).normalize().toString()))
            .toList();
    this.active = register.active;
  }

  /**
   * Opens the folder for one server, or makes it.
   *
   * @throws JobFailed where another server has it, or it cannot be written
   */
  public static DataFolder open(Path path) {
    Path folder = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(folder.resolve("snapshots"));
      FileChannel lock =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(lock)) {
        lock.close();
        throw new JobFailed(
            "Another server uses " + path + "; stop it, or give this one its own --data.");
      }
      return new DataFolder(folder, lock);
    } catch (IOException e) {
      throw unwritable(path, e);
    } catch (JacksonException e) {
      throw new BadInput(
          "%s is damaged: %s\nTake it from a backup."
              .formatted(folder.resolve(REGISTER), e.getOriginalMessage()),
          e);
    }
  }

  private static boolean isLocked(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static JobFailed unwritable(Path path, IOException e) {
    return new JobFailed(
        "Cannot write to %s: %s\nCheck the free space and the rights there."
            .formatted(path, e.getMessage()),
        e);
  }

  public Path path() {
    return folder;
  }

  /** The file of the store. */
  public Path store() {
    return folder.resolve("events.duckdb");
  }

  /** The file of the API keys. */
  public static Path keys(Path folder) {
    return folder.resolve("keys.json");
  }

  /** The file of what administrators did. */
  public Path audit() {
    return folder.resolve("audit.log");
  }

  /** The file of who was erased. */
  public Path erasures() {
    return folder.resolve(ERASURES);
  }

  /** All snapshots that were served, oldest first. */
  public synchronized List<SnapshotEntry> snapshots() {
    return entries;
  }

  /** The one that is served. */
  public synchronized Optional<SnapshotEntry> active() {
    return entries.stream().filter(entry -> entry.id().equals(active)).findFirst();
  }

  /** The id that the next snapshot gets. */
  public synchronized String nextId() {
    int next = 1;
    for (SnapshotEntry entry : entries) {
      next = Math.max(next, Integer.parseInt(entry.id().substring("fit-".length())) + 1);
    }
    return "fit-" + next;
  }

  /** Where a snapshot that is fitted here goes. */
  public Path place(String id) {
    return folder.resolve("snapshots").resolve(id);
  }

  /** Where the weights of one snapshot's models are kept; those of all others are deleted. */
  public Path weights(String manifestId) {
    Path weights = folder.resolve("weights");
    Path mine = weights.resolve(manifestId.replaceAll("[^A-Za-z0-9-]", "_"));
    try {
      Files.createDirectories(mine);
      List<Path> others;
      try (Stream<Path> all = Files.list(weights)) {
        others = all.filter(each -> !each.equals(mine)).toList();
      }
      others.forEach(DataFolder::forget);
    } catch (IOException e) {
      throw unwritable(mine, e);
    }
    return mine;
  }

  /** An empty folder for the data of a fit. */
  public Path scratch(String id) {
    Path scratch = folder.resolve("fits").resolve(id);
    try {
      delete(scratch);
      return Files.createDirectories(scratch);
    } catch (IOException e) {
      throw unwritable(scratch, e);
    }
  }

  /** Whether a snapshot at a path was taken up. */
  public synchronized boolean knows(Path snapshot) {
    String path = snapshot.toAbsolutePath().normalize().toString();
    return entries.stream().anyMatch(entry -> entry.path().equals(path));
  }

  /** Takes a snapshot up; one that lies at the same path is the same. */
  public synchronized SnapshotEntry register(Path snapshot, long through) {
    String path = snapshot.toAbsolutePath().normalize().toString();
    Optional<SnapshotEntry> known =
        entries.stream().filter(entry -> entry.path().equals(path)).findFirst();
    if (known.isPresent()) {
      return known.get();
    }
    SnapshotEntry entry = new SnapshotEntry(nextId(), path, through, Instant.now().toString());
    List<SnapshotEntry> longer = new ArrayList<>(entries);
    longer.add(entry);
    write(active, longer);
    return entry;
  }

  /** Makes a snapshot the one that is served, after a restart too. */
  public synchronized void activate(SnapshotEntry entry) {
    write(entry.id(), entries);
  }

  /** Forgets snapshots that were fitted here, but the newest and the active one. */
  public synchronized void keepNewest(int most) {
    List<SnapshotEntry> kept = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      SnapshotEntry entry = entries.get(i);
      boolean own = Path.of(entry.path()).startsWith(folder);
      if (!own || i >= entries.size() - most || entry.id().equals(active)) {
        kept.add(entry);
      }
    }
    List<SnapshotEntry> forgotten = new ArrayList<>(entries);
    forgotten.removeAll(kept);
    write(active, kept);
    forgotten.forEach(entry -> forgetSnapshot(Path.of(entry.path())));
  }

  /** Deletes a snapshot and what people changed of it; what cannot be deleted is left. */
  public static void forgetSnapshot(Path path) {
    forget(path);
    forget(new Snapshot(path).edits());
    forget(new Snapshot(path).erased());
  }

  /** Deletes a file or folder; what cannot be deleted is left. */
  public static void forget(Path path) {
    try {
      delete(path);
    } catch (IOException e) {
      System.getLogger(DataFolder.class.getName())
          .log(System.Logger.Level.WARNING, "could not delete {0}: {1}", path, e.getMessage());
    }
  }

  private void write(@Nullable String nowActive, List<SnapshotEntry> nowEntries) {
    Path file = folder.resolve(REGISTER);
    Path fresh = folder.resolve("snapshots.json.new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(JSON.writeValueAsBytes(register(nowActive, nowEntries))));
      channel.force(true);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
    active = nowActive;
    entries = List.copyOf(nowEntries);
  }

  /** What a folder with other snapshots would have for {@link #REGISTER}. */
  public synchronized byte[] register(List<SnapshotEntry> others) {
    return JSON.writeValueAsBytes(new Register(active, others));
  }

  /** Paths in this folder are relative in the file, so that it may be moved as a whole. */
  private Register register(@Nullable String nowActive, List<SnapshotEntry> nowEntries) {
    return new Register(
        nowActive,
        nowEntries.stream()
            .map(
                entry ->
                    Path.of(entry.path()).startsWith(folder)
                        ? entry.at(folder.relativize(Path.of(entry.path())).toString())
                        : entry)
            .toList());
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> inside;
    try (Stream<Path> walk = Files.walk(path)) {
      inside = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : inside) {
      Files.delete(each);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      System.getLogger(DataFolder.class.getName())
          .log(System.Logger.Level.WARNING, "unlocking {0}: {1}", folder, e.getMessage());
    }
  }
}
