package dev.coterie.pipeline.table;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.CoterieException.JobFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A file of a result that appears whole or not at all; one that is there is replaced. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Refuses, before any work is done, a table that cannot be written.
   *
   * @throws BadUsage where the name ends neither in {@code .parquet} nor in {@code .csv}
   * @throws JobFailed where the folder cannot be written to
   */
  public static void checkTable(Path out) {
    String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
    if (List.of(".parquet", ".csv", ".csv.gz").stream().noneMatch(name::endsWith)) {
      throw new BadUsage(
          "--out " + out + ": write a .parquet or a .csv file, as in --out users.parquet.");
    }
    checkWritable(out);
  }

  /**
   * Refuses, before any work is done, a file of any kind that cannot be written.
   *
   * @throws JobFailed where it is a folder, or its folder cannot be written to
   */
  public static void checkWritable(Path out) {
    refuseFolder(out);
    try {
      Path folder = unfinished(out).getParent();
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".coterie-", ".probe"));
    } catch (IOException e) {
      throw unwritable(out, e);
    }
  }

  /** The sibling that is written before it gets its name; worth nothing if it is left. */
  public static Path unfinished(Path out) {
    Path file = out.toAbsolutePath().normalize();
    return file.resolveSibling("." + ProcessHandle.current().pid() + "." + file.getFileName());
  }

  /**
   * Writes and renames.
   *
   * @param writer writes the whole content to the path that it gets
   */
  public static void write(Path out, Consumer<Path> writer) {
    Path unfinished = unfinished(out);
    refuseFolder(out);
    try {
      Files.createDirectories(unfinished.getParent());
      try {
        writer.accept(unfinished);
        Files.move(unfinished, out.toAbsolutePath(), StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw unwritable(out, e);
    }
  }

  private static void refuseFolder(Path out) {
    if (Files.isDirectory(out)) {
      throw new JobFailed(out + " is a folder.\nName a file in it, or another place.");
    }
  }

  private static JobFailed unwritable(Path out, IOException e) {
    return new JobFailed(
        "Cannot write " + out + ": " + e + "\nCheck the folder's rights and the free space.", e);
  }
}
