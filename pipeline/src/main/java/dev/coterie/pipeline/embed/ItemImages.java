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
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

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
   * @param vectors of each item, empty where it has no image
   * @param unreadable images that are none
   */
  record Read(float[][] vectors, int unreadable) {}

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
    float[][] found = new float[n][0];
    List<String> keys = new ArrayList<>();
    for (int item : pictured) {
      keys.add("image " + ContentHash.of(bytes(images, items.get(item))));
    }
    try (ImageEncoder encoder = ImageEncoder.folder(model)) {
      cache.find(encoder.id(), keys, (image, vector, _) -> found[image] = vector);
      BitSet known = new BitSet();
      for (int k = 0; k < n; k++) {
        known.set(k, found[k].length > 0);
      }
      AtomicInteger done = new AtomicInteger();
      workers.forBlocks(
          n,
          1,
          (from, to) -> {
            for (int k = from; k < to; k++) {
              if (!known.get(k)) {
                byte[] file = bytes(images, items.get(pictured.get(k)));
                found[k] = encoder.encode(file).orElse(ItemVectors.NONE);
              }
              progress.report("images of " + name, done.incrementAndGet(), n);
            }
          });
      keep(encoder.id(), keys, found, known, cache);
    }
    float[][] vectors = new float[items.size()][0];
    int unreadable = 0;
    for (int k = 0; k < n; k++) {
      vectors[pictured.get(k)] = found[k];
      unreadable += found[k].length == 0 ? 1 : 0;
    }
    if (unreadable == n) {
      throw new BadInput(
          "None of the %,d images in %s can be read; known are %s."
              .formatted(n, folder, String.join(", ", ENDINGS)));
    }
    return new Read(vectors, unreadable);
  }

  private static void keep(
      String id, List<String> keys, float[][] found, BitSet known, VectorCache cache) {
    Map<String, float[]> fresh = new TreeMap<>();
    for (int k = 0; k < found.length; k++) {
      float[] vector = found[k];
      if (vector.length > 0 && !known.get(k)) {
        fresh.put(keys.get(k), vector);
      }
    }
    if (!fresh.isEmpty()) {
      Matrix rows = Matrix.ofRows(fresh.values().toArray(float[][]::new));
      cache.add(id, List.copyOf(fresh.keySet()), new Embeddings(rows, new BitSet()));
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
