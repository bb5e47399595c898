package dev.coterie.pipeline.chat;

import dev.coterie.language.chat.AnswerCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * A file an answer, {@code chat/HASH.txt}, by the SHA-256 of the question; written under another
 * name and renamed, so that any number of processes may share the folder. Never fails: what cannot
 * be read is asked again.
 */
public final class FolderAnswers implements AnswerCache {
  private final Path folder;

  /** In {@code chat} of the cache folder. */
  public FolderAnswers(Path cache) {
    this.folder = cache.resolve("chat");
  }

  @Override
  public Optional<String> find(String question) {
    try {
      return Optional.of(Files.readString(file(question)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void keep(String question, String answer) {
    try {
      Files.createDirectories(folder);
      Path unfinished = folder.resolve(UUID.randomUUID() + ".tmp");
      try {
        Files.writeString(unfinished, answer);
        Files.move(unfinished, file(question), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      System.getLogger(FolderAnswers.class.getName())
          .log(System.Logger.Level.DEBUG, "an answer is not kept", e);
    }
  }

  private Path file(String question) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(question.getBytes(StandardCharsets.UTF_8));
      return folder.resolve(HexFormat.of().formatHex(hash) + ".txt");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
