package dev.coterie.live.folder;

import dev.coterie.domain.CoterieException.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who was erased, and when: a line of JSON each, added and never changed. A backup holds it as of
 * then, so that what it lacks of a later one is what was erased since.
 */
public final class ErasureRecord {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final List<Path> files;

  /**
   * An erasure.
   *
   * @param user SHA-256 of the id
   * @param at ISO 8601
   */
  public record Erasure(String user, String at) {}

  /** A record that is kept in all of these files. */
  public ErasureRecord(List<Path> files) {
    this.files = List.copyOf(files);
  }

  /**
   * Adds erasures; they are on disk when this returns.
   *
   * @throws UncheckedIOException where a file cannot be written
   */
  public synchronized void add(Collection<Erasure> erasures) {
    StringBuilder lines = new StringBuilder();
    erasures.forEach(each -> lines.append(JSON.writeValueAsString(each)).append('\n'));
    for (Path file : files) {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        channel.write(ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8)));
        channel.force(true);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * What a file holds, in its order; nothing where there is none.
   *
   * @throws BadInput where it is no such record
   */
  public static Set<Erasure> read(Path file) {
    Set<Erasure> erasures = new LinkedHashSet<>();
    if (!Files.exists(file)) {
      return erasures;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        Erasure erasure = JSON.readValue(line, Erasure.class);
        if (erasure == null
            || erasure.user() == null
            || !erasure.user().matches("[0-9a-f]{64}")
            || erasure.at() == null) {
          throw broken(file, erasures.size() + 1);
        }
        erasures.add(erasure);
      }
      return erasures;
    } catch (IOException | JacksonException e) {
      throw broken(file, erasures.size() + 1);
    }
  }

  private static BadInput broken(Path file, int line) {
    return new BadInput(
        "%s is no record of erasures: line %d is not what a server writes.\nGive the erasures.jsonl of its folder, or the file of its setting erasures."
            .formatted(file, line));
  }
}
