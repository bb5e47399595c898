package dev.coterie.pipeline.table;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.CoterieException.JobFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A file of a result that appears whole or not at all; one that is there is replaced. */
public final class WholeFile {
  /** In what the operating system says, and DuckDB passes on. */
  private static final String DISK_FULL = "No space left on device";

  private WholeFile() {}

  /**
   * Refuses, before any work is done, a table that cannot be written.
   *
   * @throws BadUsage where the name ends in none of {@code .parquet}, {@code .csv}, {@code .jsonl}
   * @throws JobFailed where the folder cannot be written to
   */
  public static void checkTable(Path out) {
    String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
    if (List.of(".parquet", ".csv", ".csv.gz", ".jsonl").stream().noneMatch(name::endsWith)) {
      throw new BadUsage(
          out + ": a table is a .parquet, a .csv or a .jsonl file, such as users.parquet.");
    }
    checkWritable(out);
  }

  /**
   * Refuses, before any work is done, a file of any kind that cannot be written.
   *
   * @throws JobFailed where it is a folder, or its folder cannot be written to
   */
  public static void checkWritable(Path out) {
    refuseOther(out);
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
    Path file = target(out);
    return file.resolveSibling("." + ProcessHandle.current().pid() + "." + file.getFileName());
  }

  /**
   * Writes and renames. Through a link, the file that it points to is replaced.
   *
   * @param writer writes the whole content to the path that it gets
   * @throws JobFailed where that cannot be done; what was there before is still there then
   */
  public static void write(Path out, Consumer<Path> writer) {
    refuseOther(out);
    Path unfinished = unfinished(out);
    try {
      Files.createDirectories(unfinished.getParent());
      try {
        writer.accept(unfinished);
        Files.move(unfinished, target(out), StandardCopyOption.REPLACE_EXISTING);
      } catch (JobFailed e) {
        throw named(e, unfinished, out);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw unwritable(out, e);
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      throw unwritable(out, cause == null ? e : cause);
    }
  }

  /**
   * Writes a text as {@link #write(Path, Consumer)} does.
   *
   * @throws JobFailed where the file cannot be written
   */
  public static void write(Path out, String text) {
    write(
        out,
        file -> {
          try {
            Files.writeString(file, text);
          } catch (IOException e) {
            throw unwritable(out, e);
          }
        });
  }

  /** The same failure, told with the name that the user knows instead of that of the sibling. */
  public static JobFailed named(JobFailed failure, Path unfinished, Path out) {
    return new JobFailed(
        String.valueOf(failure.getMessage()).replace(unfinished.toString(), out.toString()),
        failure);
  }

  private static Path target(Path out) {
    try {
      return out.toRealPath();
    } catch (IOException e) {
      return out.toAbsolutePath();
    }
  }

  /** Renaming over a device would put a file in its place. */
  private static void refuseOther(Path out) {
    if (Files.isDirectory(out)) {
      throw new JobFailed(out + " is a folder.\nName a file in it, or another place.");
    }
    if (Files.exists(out) && !Files.isRegularFile(out)) {
      throw new JobFailed(out + " is no ordinary file.\nName another place.");
    }
  }

  /** Says why a file cannot be written, in one line, and what to do. */
  public static JobFailed unwritable(Path out, Exception e) {
    if (isOfFullDisk(e)) {
      return new JobFailed(
          "Cannot write " + out + ": the disk is full.\nMake room there, or name another place.",
          e);
    }
    return new JobFailed(
        "Cannot write "
            + out
            + ": "
            + reason(e)
            + ".\nCheck the folder's rights and the free space.",
        e);
  }

  private static boolean isOfFullDisk(@Nullable Throwable e) {
    return e != null
        && (String.valueOf(e.getMessage()).contains(DISK_FULL) || isOfFullDisk(e.getCause()));
  }

  private static String reason(Exception e) {
    return switch (e) {
      case AccessDeniedException denied -> "no right to write " + denied.getFile();
      case NoSuchFileException missing -> "no file can be made there";
      case FileAlreadyExistsException taken -> taken.getFile() + " is no folder";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    };
  }
}
