package dev.coterie.pipeline.embed;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.Item;
import dev.coterie.language.Embeddings;
import dev.coterie.language.transformer.ImageEncoder;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of images that are named by the ids of their items, {@code ID.jpg}, read by a model.
 * What was read before comes from the cache, by the content of the image.
 */
final class ItemImages {
  private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png", ".gif", ".bmp");

  private final String name;
  private final Path folder;
  private final Path model;

  ItemImages(String name, Path folder, Path model) {
    this.name = name;
    this.folder = folder;
    this.model = model;
  }

  /**
   * What was read.
   *
   * @param vectors of each item, null where it has no image
   * @param unreadable images that are none
   */
  record Read(@Nullable float[][] vectors, int unreadable) {}

  Read read(List<Item> items, VectorCache cache, Workers workers, Progress progress) {
    Map<String, Path> images = images();
    List<Integer> pictured = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (images.containsKey(items.get(i).id())) {
        pictured.add(i);
      }
    }
    if (pictured.isEmpty()) {
      throw new BadInput(
          "None of the %,d images in %s is named by the id of an item, as in %s.jpg."
              .formatted(images.size(), folder, items.getFirst().id()));
    }
    int n = pictured.size();
    @Nullable float[][] found = new float[n][];
    List<String> keys = new ArrayList<>();
    for (int item : pictured) {
      keys.add("image " + ContentHash.of(bytes(images, items.get(item))));
    }
    try (ImageEncoder encoder = ImageEncoder.folder(model)) {
      cache.find(encoder.id(), keys, (image, vector, _) -> found[image] = vector);
      BitSet known = new BitSet();
      for (int k = 0; k < n; k++) {
        known.set(k, found[k] != null);
      }
      AtomicInteger done = new AtomicInteger();
      workers.forBlocks(
          n,
          1,
          (from, to) -> {
            for (int k = from; k < to; k++) {
              if (!known.get(k)) {
                byte[] file = bytes(images, items.get(pictured.get(k)));
                Optional<float[]> vector = encoder.encode(file);
                found[k] = vector.orElse(null);
              }
              progress.report("images of " + name, done.incrementAndGet(), n);
            }
          });
      keep(encoder.id(), keys, found, known, cache);
    }
    @Nullable float[][] vectors = new float[items.size()][];
    int unreadable = 0;
    for (int k = 0; k < n; k++) {
      vectors[pictured.get(k)] = found[k];
      unreadable += found[k] == null ? 1 : 0;
    }
    if (unreadable == n) {
      throw new BadInput(
          "None of the %,d images in %s can be read; known are %s."
              .formatted(n, folder, String.join(", ", ENDINGS)));
    }
    return new Read(vectors, unreadable);
  }

  private static void keep(
      String id, List<String> keys, @Nullable float[][] found, BitSet known, VectorCache cache) {
    List<String> fresh = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    for (int k = 0; k < found.length; k++) {
      float[] vector = found[k];
      if (vector != null && !known.get(k) && !fresh.contains(keys.get(k))) {
        fresh.add(keys.get(k));
        vectors.add(vector);
      }
    }
    if (!fresh.isEmpty()) {
      Matrix rows = Matrix.ofRows(vectors.toArray(float[][]::new));
      cache.add(id, fresh, new Embeddings(rows, new BitSet()));
    }
  }

  /** By the id that a file is named by; of two that bear one id, the first by name. */
  private Map<String, Path> images() {
    Map<String, Path> images = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String named = String.valueOf(file.getFileName());
        int dot = named.lastIndexOf('.');
        if (dot > 0 && ENDINGS.contains(named.substring(dot).toLowerCase(Locale.ROOT))) {
          images.putIfAbsent(named.substring(0, dot), file);
        }
      }
    } catch (IOException e) {
      throw new BadInput("The folder %s cannot be read: %s.".formatted(folder, e.getMessage()), e);
    }
    return images;
  }

  private static byte[] bytes(Map<String, Path> images, Item item) {
    Path file = images.get(item.id());
    try {
      return file == null ? new byte[0] : Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BadInput("The image %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }
}
