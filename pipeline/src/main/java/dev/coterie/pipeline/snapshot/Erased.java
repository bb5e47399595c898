package dev.coterie.pipeline.snapshot;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.Snapshot;
import dev.coterie.pipeline.table.Tables;
import dev.coterie.pipeline.table.WholeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/**
 * Users who were erased since a fit, in {@code NAME.erased.json} beside the snapshot {@code NAME}.
 * It holds the SHA-256 of each id, so that it is no list of those who wanted to be forgotten.
 */
public final class Erased {
  private final Set<String> digests;

  private record Content(Set<String> users) {}

  private Erased(Set<String> digests) {
    this.digests = digests;
  }

  /**
   * Reads them; none where there is no file.
   *
   * @throws BadInput where the file is broken
   */
  static Erased of(Snapshot snapshot) {
    Path file = snapshot.erased();
    if (!Files.exists(file)) {
      return new Erased(Set.of());
    }
    try {
      Set<String> users = Json.MAPPER.readValue(file, Content.class).users();
      if (users != null && users.stream().allMatch(user -> user.matches("[0-9a-f]{64}"))) {
        return new Erased(users);
      }
    } catch (JacksonException e) {
      throw broken(file, e.getOriginalMessage().lines().findFirst().orElse(""));
    }
    throw broken(file, "users must be SHA-256 digests");
  }

  private static BadInput broken(Path file, String what) {
    return new BadInput(
        "The list of erased users %s is broken: %s.\nTake it from a backup; without it the snapshot would show them again."
            .formatted(file, what));
  }

  /** Leaves one more user out of a snapshot, for every reader from now on. */
  public static void add(Snapshot snapshot, String userId) {
    add(snapshot, Set.of(digest(userId)));
  }

  /** The same of users by the {@link #digest} of their ids. */
  public static synchronized void add(Snapshot snapshot, Set<String> users) {
    Set<String> more = new TreeSet<>(of(snapshot).digests);
    if (more.addAll(users)) {
      WholeFile.write(snapshot.erased(), file -> Json.MAPPER.writeValue(file, new Content(more)));
    }
  }

  boolean isEmpty() {
    return digests.isEmpty();
  }

  boolean has(String userId) {
    return !digests.isEmpty() && digests.contains(digest(userId));
  }

  /** A file with a column user_id as a table expression without them. */
  String table(Path file) {
    return digests.isEmpty()
        ? Tables.parquet(file)
        : digests.stream()
            .map(Tables::literal)
            .collect(
                Collectors.joining(
                    ", ",
                    "(SELECT * FROM " + Tables.parquet(file) + " WHERE sha256(user_id) NOT IN (",
                    "))"));
  }

  /** What stands for a user: the SHA-256 of the id, in hexadecimal. */
  public static String digest(String userId) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(userId.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
