package dev.coterie.pipeline.embed;

import dev.coterie.language.Embeddings;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;

/**
 * A folder a model, in it files that are never changed: {@code vectors/NAME-HASH/HASH.vec}, the
 * first hash that of the model's id, the second that of the texts in the file. Every {@link #add}
 * writes one more file under a temporary name and renames it, so that any number of processes may
 * read and write at once; a text that two of them embed is there twice, which does no harm. The
 * format of a file is told by {@link VectorFile}.
 */
final class FolderCache implements VectorCache {
  private static final String SUFFIX = ".vec";

  private final Path folder;
  private final SequencedMap<String, String> notes = new LinkedHashMap<>();

  FolderCache(Path folder) {
    this.folder = folder.resolve("vectors");
  }

  @Override
  public void find(String model, List<String> texts, Found found) {
    Map<ContentHash, Integer> wanted = HashMap.newHashMap(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      wanted.putIfAbsent(ContentHash.of(texts.get(i)), i);
    }
    for (Path file : files(model)) {
      if (wanted.isEmpty()) {
        return;
      }
      try {
        VectorFile.read(file, wanted, found);
      } catch (NoSuchFileException e) {
        // Another process took it away between listing and reading: as if it had never been there.
      } catch (VectorFile.DamagedException e) {
        note(
            "damaged",
            "The cache file "
                + file
                + " is damaged ("
                + e.getMessage()
                + ") and was removed; its texts are embedded again.");
        remove(file);
      } catch (IOException e) {
        note("unreadable", "The cache file " + file + " cannot be read: " + e.getMessage() + ".");
      }
    }
  }

  private List<Path> files(String model) {
    Path of = folder(model);
    List<Path> files = new ArrayList<>();
    if (!Files.isDirectory(of)) {
      return files;
    }
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(of, "*" + SUFFIX)) {
      stream.forEach(files::add);
    } catch (IOException | DirectoryIteratorException e) {
      note("unreadable", "The cache folder " + of + " cannot be read: " + e.getMessage() + ".");
    }
    Collections.sort(files);
    return files;
  }

  private Path folder(String model) {
    String name = model.split("/", 2)[0].replaceAll("[^A-Za-z0-9._-]", "_");
    return folder.resolve(name + "-" + ContentHash.of(model));
  }

  private void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      note(
          "kept", "The damaged cache file " + file + " cannot be removed: " + e.getMessage() + ".");
    }
  }

  @Override
  public void add(String model, List<String> texts, Embeddings embeddings) {
    if (texts.isEmpty()) {
      return;
    }
    List<ContentHash> hashes = new ArrayList<>(texts.size());
    for (String text : texts) {
      hashes.add(ContentHash.of(text));
    }
    Path of = folder(model);
    try {
      Files.createDirectories(of);
      Path temporary = of.resolve(UUID.randomUUID() + ".tmp");
      try {
        VectorFile.write(temporary, hashes, embeddings);
        Path target = of.resolve(ContentHash.of(hashes.toString()) + SUFFIX);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      note(
          "unwritable",
          "Vectors are not kept: the cache folder "
              + of
              + " cannot be written ("
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage()
              + "). Choose another with --cache, or none with --no-cache.");
    }
  }

  private void note(String kind, String note) {
    notes.putIfAbsent(kind, note);
  }

  @Override
  public List<String> notes() {
    return List.copyOf(notes.values());
  }
}
