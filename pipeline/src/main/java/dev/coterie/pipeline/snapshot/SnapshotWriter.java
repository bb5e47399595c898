package dev.coterie.pipeline.snapshot;

import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Fit;
import dev.coterie.domain.Manifest;
import dev.coterie.domain.Snapshot;
import dev.coterie.pipeline.table.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.exc.JacksonIOException;

/** Writes a fit as a snapshot: whole, or not at all. */
public final class SnapshotWriter {
  private static final double NANOS_A_SECOND = 1e9;

  private SnapshotWriter() {}

  /**
   * Refuses, before any work is done, a place where a snapshot cannot go.
   *
   * @param replace whether what is there may be moved to {@code NAME.old}
   * @throws JobFailed when the place is taken or cannot be written to
   */
  public static void check(Path out, boolean replace) {
    Path folder = out.toAbsolutePath().normalize();
    if (Files.exists(folder) && !isEmpty(folder)) {
      if (!Files.exists(new Snapshot(folder).manifest())) {
        throw new JobFailed(
            out + " exists already and is no snapshot, so it is not replaced.\nWrite elsewhere.");
      }
      if (!replace) {
        throw new JobFailed(
            out
                + " exists already.\nWrite elsewhere, or give --replace to move it to "
                + old(folder)
                + ".");
      }
    }
    Path parent = folder.getParent();
    try {
      if (parent != null) {
        Files.createDirectories(parent);
        Files.delete(Files.createTempFile(parent, ".coterie-", ".probe"));
      }
    } catch (IOException e) {
      throw WholeFile.unwritable(out, e);
    }
  }

  /** The sibling that is written before it gets its name; worth nothing if it is left. */
  public static Path unfinished(Path out) {
    Path folder = out.toAbsolutePath().normalize();
    return folder.resolveSibling("." + folder.getFileName() + "." + ProcessHandle.current().pid());
  }

  /**
   * Writes to {@link #unfinished} and renames it.
   *
   * @return the manifest as written: with the time of this stage, {@code snapshot}
   */
  public static Manifest write(Fit fit, Path out, boolean replace) {
    long start = System.nanoTime();
    Path folder = out.toAbsolutePath().normalize();
    Path unfinished = unfinished(folder);
    try {
      delete(unfinished);
      Files.createDirectories(unfinished.resolve("models"));
      Snapshot snapshot = new Snapshot(unfinished);
      ResultTables.write(fit, snapshot);
      ModelTables.write(fit, snapshot);
      Files.copy(fit.data().rejects(), snapshot.rejects(), StandardCopyOption.REPLACE_EXISTING);
      Manifest manifest =
          fit.manifest().withTiming("snapshot", (System.nanoTime() - start) / NANOS_A_SECOND);
      ManifestFile.write(manifest, snapshot.manifest());
      if (replace && Files.exists(folder) && !isEmpty(folder)) {
        delete(old(folder));
        Files.move(folder, old(folder));
        takeAlong(new Snapshot(folder).edits(), new Snapshot(old(folder)).edits());
      }
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      return manifest;
    } catch (JobFailed e) {
      throw WholeFile.named(e, unfinished, out);
    } catch (IOException | UncheckedIOException | JacksonIOException e) {
      throw WholeFile.unwritable(out, e);
    } finally {
      deleteQuietly(unfinished);
    }
  }

  /**
   * Where an earlier snapshot is after one was written: at {@code NAME.old} where that one replaced
   * it.
   */
  public static Path nowAt(Path earlier, Path out) {
    Path folder = out.toAbsolutePath().normalize();
    return earlier.toAbsolutePath().normalize().equals(folder) ? old(folder) : earlier;
  }

  /** Edits are of the snapshot that they lie beside. */
  private static void takeAlong(Path edits, Path old) throws IOException {
    Files.deleteIfExists(old);
    if (Files.exists(edits)) {
      Files.move(edits, old);
    }
  }

  private static Path old(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".old");
  }

  /** A folder with nothing in it, as mkdir leaves it, is as good as none. */
  private static boolean isEmpty(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isEmpty();
    } catch (IOException e) {
      throw WholeFile.unwritable(folder, e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> inside;
    try (Stream<Path> walk = Files.walk(folder)) {
      inside = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : inside) {
      Files.delete(path);
    }
  }

  private static void deleteQuietly(Path folder) {
    try {
      delete(folder);
    } catch (IOException e) {
      System.getLogger(SnapshotWriter.class.getName())
          .log(System.Logger.Level.WARNING, "could not delete {0}: {1}", folder, e.toString());
    }
  }

  /** How many users touched each item; robots too. */
  static int[] usersOfItems(EventLog events) {
    int[] last = new int[events.items().size()];
    Arrays.fill(last, EventLog.NONE);
    int[] users = new int[last.length];
    for (int e = 0; e < events.size(); e++) {
      int item = events.item()[e];
      if (item != EventLog.NONE && last[item] != events.user()[e]) {
        last[item] = events.user()[e];
        users[item]++;
      }
    }
    return users;
  }
}
