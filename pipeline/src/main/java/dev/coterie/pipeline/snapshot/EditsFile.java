package dev.coterie.pipeline.snapshot;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.Edits;
import dev.coterie.domain.Snapshot;
import dev.coterie.pipeline.table.WholeFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

/** What people changed of a snapshot, in {@code NAME.edits.json} beside it. */
public final class EditsFile {
  private static final ObjectReader READER =
      Json.MAPPER
          .readerFor(Cells.class)
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  private EditsFile() {}

  private record Cells(String fit, int revision, List<EditCell> edits) {}

  /**
   * Reads the edits of a snapshot; none where there is no file.
   *
   * @param fit id of the snapshot's fit
   * @throws BadInput where the file is broken, or of another fit
   */
  public static Edits read(Snapshot snapshot, String fit) {
    Path file = snapshot.edits();
    if (!Files.exists(file)) {
      return Edits.none(fit);
    }
    Edits edits;
    try {
      Cells cells = READER.readValue(file);
      edits =
          new Edits(cells.fit, cells.revision, cells.edits.stream().map(EditCell::entry).toList());
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw broken(
          file,
          e.getOriginalMessage().lines().findFirst().orElse("")
              + (line > 0 ? " (line " + line + ")" : ""),
          e);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw broken(
          file,
          e instanceof NullPointerException ? "a key is missing" : String.valueOf(e.getMessage()),
          e);
    }
    if (!fit.equals(edits.fit())) {
      throw new BadInput(
          "The edits %s are of another fit (%s, not %s).\nMove the file away; fit --from carries edits to the next fit."
              .formatted(file, edits.fit(), fit));
    }
    return edits;
  }

  /**
   * Changes them while nobody else does.
   *
   * @param change is given those that are there; may throw to leave them
   * @param fit id of the snapshot's fit
   */
  public static synchronized void change(
      Snapshot snapshot, UnaryOperator<Edits> change, String fit) {
    Path file = snapshot.edits();
    Path lock = file.resolveSibling("." + file.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assert held.isValid();
      write(snapshot, change.apply(read(snapshot, fit)));
    } catch (IOException e) {
      throw WholeFile.unwritable(file, e);
    }
  }

  /** Writes them; the file is there whole or as it was. */
  public static void write(Snapshot snapshot, Edits edits) {
    Cells cells =
        new Cells(
            edits.fit(), edits.revision(), edits.entries().stream().map(EditCell::of).toList());
    WholeFile.write(snapshot.edits(), file -> Json.MAPPER.writeValue(file, cells));
  }

  private static BadInput broken(Path file, String what, Exception cause) {
    return new BadInput(
        "The edits %s are broken: %s.\nTake the file from a backup, or move it away to see the snapshot as it was fitted."
            .formatted(file, what),
        cause);
  }
}
