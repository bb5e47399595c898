package dev.coterie.live.backup;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Snapshot;
import dev.coterie.live.folder.DataFolder;
import dev.coterie.live.folder.ErasureRecord;
import dev.coterie.live.folder.ErasureRecord.Erasure;
import dev.coterie.live.folder.SnapshotEntry;
import dev.coterie.live.store.DuckDbStore;
import dev.coterie.live.store.EventStore;
import dev.coterie.pipeline.snapshot.Erased;
import dev.coterie.pipeline.table.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The folder of a server as one zip: the store as Parquet files in {@code store/}, the snapshots
 * with what lies beside them, keys, audit log and the record of erasures. A server may run on while
 * it is made.
 */
public final class Backup {
  private static final String STORE = "store/";

  private Backup() {}

  /**
   * Writes a backup.
   *
   * @param store of the folder
   * @throws IOException where the stream cannot be written, or a snapshot was deleted meanwhile
   */
  public static void write(DataFolder folder, EventStore store, OutputStream out)
      throws IOException {
    Path scratch = folder.scratch("backup-" + Thread.currentThread().threadId());
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      // Before the store: every event that a snapshot was fitted to is in it, and every user who is
      // in the record is erased in it.
      List<SnapshotEntry> entries = folder.snapshots();
      byte[] erasures =
          Files.exists(folder.erasures()) ? Files.readAllBytes(folder.erasures()) : new byte[0];
      store.save(scratch);
      add(zip, scratch, STORE);
      List<SnapshotEntry> inside = new ArrayList<>();
      for (SnapshotEntry entry : entries) {
        Path place = Path.of(entry.path());
        if (!Files.isDirectory(place)) {
          continue;
        }
        String name = "snapshots/" + entry.id();
        add(zip, place, name + "/");
        add(zip, new Snapshot(place).edits(), name + ".edits.json");
        add(zip, new Snapshot(place).erased(), name + ".erased.json");
        inside.add(entry.at(name));
      }
      add(zip, DataFolder.keys(folder.path()), "keys.json");
      add(zip, folder.audit(), "audit.log");
      add(zip, erasures, DataFolder.ERASURES);
      // Last: a zip that was cut short lacks it.
      add(zip, folder.register(inside), DataFolder.REGISTER);
    } finally {
      DataFolder.forget(scratch);
    }
  }

  private static void add(ZipOutputStream zip, byte[] content, String name) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private static void add(ZipOutputStream zip, Path place, String name) throws IOException {
    if (Files.isRegularFile(place)) {
      zip.putNextEntry(new ZipEntry(name));
      Files.copy(place, zip);
      zip.closeEntry();
      return;
    }
    if (Files.isDirectory(place)) {
      List<Path> files;
      try (Stream<Path> walk = Files.walk(place)) {
        files = walk.filter(Files::isRegularFile).sorted().toList();
      }
      for (Path file : files) {
        add(zip, file, name + place.relativize(file).toString().replace('\\', '/'));
      }
    }
  }

  /**
   * Makes the folder of a server of a backup.
   *
   * @param data that is not there yet, or empty
   * @param memoryBytes for the store
   * @param records of erasures; users whom they name and the backup's own record does not were
   *     erased after it was made, and are erased again
   * @return how many those are
   * @throws BadUsage where something is there
   * @throws BadInput where the file is no backup, or a record is none
   */
  public static int restore(Path zip, Path data, long memoryBytes, List<Path> records) {
    Path whole = data.toAbsolutePath().normalize();
    Path fresh = whole.resolveSibling("." + whole.getFileName() + ".restoring");
    requireEmpty(data);
    Set<Erasure> erasures = new LinkedHashSet<>();
    for (Path record : records) {
      if (!Files.exists(record)) {
        throw new BadInput("There is no record of erasures " + record + ".");
      }
      erasures.addAll(ErasureRecord.read(record));
    }
    try {
      DataFolder.forget(fresh);
      unpack(zip, fresh);
      try (DataFolder folder = DataFolder.open(fresh);
          DuckDbStore store = DuckDbStore.open(folder.store(), memoryBytes)) {
        store.load(fresh.resolve(STORE));
        erasures.removeAll(ErasureRecord.read(folder.erasures()));
        eraseAgain(erasures, folder, store);
      }
      DataFolder.forget(fresh.resolve(STORE));
      Files.deleteIfExists(whole);
      Files.move(fresh, whole);
      return erasures.size();
    } catch (IOException e) {
      throw WholeFile.unwritable(data, e);
    } finally {
      DataFolder.forget(fresh);
    }
  }

  private static void eraseAgain(Set<Erasure> erasures, DataFolder folder, EventStore store) {
    Set<String> digests = erasures.stream().map(Erasure::user).collect(Collectors.toSet());
    Set<String> users = new HashSet<>();
    store.eachEvent(0, event -> users.add(event.event().userId()));
    users.stream().filter(user -> digests.contains(Erased.digest(user))).forEach(store::erase);
    folder.snapshots().forEach(each -> Erased.add(new Snapshot(Path.of(each.path())), digests));
    new ErasureRecord(List.of(folder.erasures())).add(erasures);
  }

  private static void requireEmpty(Path data) {
    if (!Files.exists(data)) {
      return;
    }
    try (Stream<Path> inside = Files.list(data)) {
      if (inside.findAny().isPresent()) {
        throw new BadUsage(data + " is not empty.\nRestore into a new folder with --data DIR.");
      }
    } catch (IOException e) {
      throw WholeFile.unwritable(data, e);
    }
  }

  /**
   * Refuses what is no whole backup.
   *
   * @throws BadInput telling so
   */
  public static void require(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.getEntry(DataFolder.REGISTER) == null) {
        throw new BadInput(file + " is no backup: it lacks " + DataFolder.REGISTER + ".");
      }
    } catch (IOException e) {
      throw new BadInput(
          "%s is no whole backup: %s\nMake one with: coterie backup"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static void unpack(Path file, Path target) throws IOException {
    require(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        Path place = target.resolve(entry.getName()).normalize();
        if (!place.startsWith(target)) {
          throw new BadInput(file + " is no backup: it would write " + entry.getName() + ".");
        }
        Files.createDirectories(place.getParent());
        Files.copy(zip.getInputStream(entry), place);
      }
    }
    Path keys = DataFolder.keys(target);
    if (Files.exists(keys) && Files.getFileStore(keys).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    }
  }
}
