package dev.coterie.server.access;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.JobFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * API keys in a file. A key is {@code coterie_ID_SECRET}; of the secret, 32 random bytes, only the
 * SHA-256 is kept: it cannot be guessed from that, so that no slow hash is needed. A server that
 * runs sees a change of the file within a second.
 */
public final class Keys {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String PREFIX = "coterie";
  private static final long LOOK_AGAIN_NANOS = 1_000_000_000;

  private final Path file;
  private volatile Loaded loaded = new Loaded(List.of(), FileTime.fromMillis(0), 0);

  /** A key as it is kept. */
  public record Entry(
      String id,
      String name,
      Set<Scope> scopes,
      String sha256,
      String created,
      @Nullable String revoked) {
    /** Whether it still opens anything. */
    public boolean isValid() {
      return revoked == null;
    }

    /** Whether it allows something. */
    public boolean allows(Scope scope) {
      return scopes.contains(scope) || scopes.contains(Scope.ADMIN);
    }
  }

  private record Loaded(List<Entry> entries, FileTime changed, long at) {}

  private record Register(List<Entry> keys) {}

  /** A new key, which is told this once. */
  public record Created(String key, Entry entry) {}

  /** Keys in a file, which need not be there. */
  public Keys(Path file) {
    this.file = file;
  }

  /** Makes a key. */
  public synchronized Created create(String name, Set<Scope> scopes) {
    SecureRandom random = new SecureRandom();
    byte[] id = new byte[6];
    random.nextBytes(id);
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    String written = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Entry entry =
        new Entry(
            HexFormat.of().formatHex(id),
            name,
            new TreeSet<>(scopes),
            HexFormat.of().formatHex(hash(written)),
            Instant.now().toString(),
            null);
    List<Entry> entries = new ArrayList<>(read());
    entries.add(entry);
    write(entries);
    return new Created(PREFIX + "_" + entry.id() + "_" + written, entry);
  }

  /**
   * Makes a key useless from now on.
   *
   * @throws BadInput where there is none of that id
   */
  public synchronized Entry revoke(String id) {
    List<Entry> entries = new ArrayList<>(read());
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.id().equals(id)) {
        Entry revoked =
            new Entry(
                id,
                entry.name(),
                entry.scopes(),
                entry.sha256(),
                entry.created(),
                Instant.now().toString());
        entries.set(i, revoked);
        write(entries);
        return revoked;
      }
    }
    throw new BadInput("No key '" + id + "'.\nList them with: coterie keys list");
  }

  /** All keys, revoked ones too, oldest first. */
  public List<Entry> all() {
    return read();
  }

  /** Whether there are keys, so that a request needs one. */
  public boolean areNeeded() {
    return !current().isEmpty();
  }

  /** The entry of a key, where it is valid. */
  public Optional<Entry> check(String key) {
    String[] parts = key.split("_", 3);
    if (parts.length != 3 || !parts[0].equals(PREFIX)) {
      return Optional.empty();
    }
    byte[] hash = hash(parts[2]);
    Entry found = null;
    for (Entry entry : current()) {
      // Every key is compared to the end, so that the time tells nothing.
      boolean same = MessageDigest.isEqual(hash, HexFormat.of().parseHex(entry.sha256()));
      if (same && entry.id().equals(parts[1]) && entry.isValid()) {
        found = entry;
      }
    }
    return Optional.ofNullable(found);
  }

  private List<Entry> current() {
    Loaded now = loaded;
    if (now.at == 0 || System.nanoTime() - now.at > LOOK_AGAIN_NANOS) {
      FileTime changed = changed();
      now =
          new Loaded(
              now.at != 0 && changed.equals(now.changed) ? now.entries : read(),
              changed,
              System.nanoTime() | 1);
      loaded = now;
    }
    return now.entries;
  }

  private FileTime changed() {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private List<Entry> read() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return JSON.readValue(Files.readString(file), Register.class).keys();
    } catch (IOException | JacksonException e) {
      throw new BadInput(
          "%s cannot be read: %s\nTake it from a backup, or delete it and make new keys."
              .formatted(file, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  private void write(List<Entry> entries) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.deleteIfExists(fresh);
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            fresh,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(fresh, JSON.writeValueAsString(new Register(entries)));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new JobFailed(
          "Cannot write %s: %s\nCheck the free space and the rights there."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
