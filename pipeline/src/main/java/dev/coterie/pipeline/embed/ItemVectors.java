package dev.coterie.pipeline.embed;

import dev.coterie.domain.CleanData;
import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.domain.Nearest;
import dev.coterie.domain.TextBlock;
import dev.coterie.language.ModelUnavailable;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.matrix.MatrixFile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Vectors that items bring beside their text: of images, of sound, of anything. They come from a
 * column of the catalogue, from a file with a row for each of its rows, or from a folder of images
 * that a model reads. Each kind is a block, as the texts of an encoder are.
 */
public final class ItemVectors {
  /** Of an item that has no vector. */
  static final float[] NONE = {};

  private final EventLog events;
  private final EmbeddingOptions options;
  private final Supplier<List<String>> catalogue;

  private ItemVectors(EventLog events, EmbeddingOptions options, Supplier<List<String>> catalogue) {
    this.events = events;
    this.options = options;
    this.catalogue = catalogue;
  }

  /**
   * What was brought.
   *
   * @param events the same without the columns that held vectors
   * @param blocks by name; no text has a row
   * @param sources where each comes from, with a hash of its vectors
   * @param unreadable images that are none
   */
  public record Brought(
      EventLog events,
      List<TextBlock> blocks,
      SequencedMap<String, String> sources,
      int unreadable) {
    /** The data with them. */
    public CleanData of(CleanData data) {
      return blocks.isEmpty()
          ? data
          : data.bringing(events, ContentHash.of(sources.toString()).toString());
    }

    /** Texts and what was brought together. */
    public List<TextBlock> with(List<TextBlock> texts) {
      List<TextBlock> all = new ArrayList<>(texts);
      all.addAll(blocks);
      return List.copyOf(all);
    }
  }

  /**
   * Reads all kinds that the options name.
   *
   * @param catalogue gives the id of each row of the catalogue, in the order of its files; asked
   *     only where a file of vectors lies beside it
   * @throws BadUsage where a name means nothing
   * @throws BadInput where vectors are missing, of different lengths, or not finite
   */
  public static Brought read(
      EventLog events,
      EmbeddingOptions options,
      Supplier<List<String>> catalogue,
      VectorCache cache,
      Workers workers,
      Progress progress) {
    return new ItemVectors(events, options, catalogue).read(cache, workers, progress);
  }

  private Brought read(VectorCache cache, Workers workers, Progress progress) {
    List<TextBlock> blocks = new ArrayList<>();
    SequencedMap<String, String> sources = new LinkedHashMap<>();
    Set<String> columns = new TreeSet<>();
    int unreadable = 0;
    for (Map.Entry<String, String> entry : new TreeMap<>(options.vectors()).entrySet()) {
      String name = entry.getKey();
      String where = entry.getValue();
      float[][] vectors;
      Optional<Path> path = path(where);
      if (path.isPresent() && Files.isDirectory(path.get())) {
        ItemImages images = new ItemImages(name, path.get(), model(name, where));
        try {
          ItemImages.Read read = images.read(events.items(), cache, workers, progress);
          vectors = read.vectors();
          unreadable += read.unreadable();
        } catch (ModelUnavailable e) {
          throw new BadUsage(String.valueOf(e.getMessage()), e);
        }
      } else if (path.isPresent() && Files.exists(path.get())) {
        vectors = besideCatalogue(path.get());
      } else {
        vectors = ofColumn(name, where);
        columns.add(where);
      }
      TextBlock block = block(name, where, vectors);
      blocks.add(block);
      sources.put(name, where + "/" + ContentHash.of(block.vectors().data()));
    }
    return new Brought(without(columns), blocks, sources, unreadable);
  }

  private static Optional<Path> path(String where) {
    try {
      return Optional.of(Path.of(where));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private Path model(String name, String where) {
    return options
        .imageModel()
        .map(Path::of)
        .orElseThrow(
            () ->
                new BadUsage(
                    "embedding.vectors.%s: %s is a folder of images, and no model reads them.\nName one: --image-model FOLDER"
                        .formatted(name, where)));
  }

  private float[][] besideCatalogue(Path file) {
    Matrix matrix = MatrixFile.read(file);
    List<String> ids = catalogue.get();
    if (ids.size() != matrix.rows()) {
      throw new BadInput(
          "%s has %,d rows, the catalogue %,d: a vector for each of its rows is wanted, in their order."
              .formatted(file, matrix.rows(), ids.size()));
    }
    Map<String, Integer> rows = new HashMap<>();
    for (int row = 0; row < ids.size(); row++) {
      rows.putIfAbsent(ids.get(row), row);
    }
    float[][] vectors = new float[events.items().size()][];
    for (int i = 0; i < vectors.length; i++) {
      Integer row = rows.get(events.items().get(i).id());
      vectors[i] = row == null ? NONE : matrix.row(row);
    }
    return vectors;
  }

  private float[][] ofColumn(String name, String column) {
    float[][] vectors = new float[events.items().size()][];
    boolean known = false;
    for (int i = 0; i < vectors.length; i++) {
      Item item = events.items().get(i);
      String cell = item.attributes().get(column);
      known |= cell != null;
      vectors[i] = cell == null ? NONE : numbers(item, column, cell);
    }
    if (!known) {
      Set<String> attributes = new TreeSet<>();
      events.items().forEach(item -> attributes.addAll(item.attributes().keySet()));
      throw new BadUsage(
          "embedding.vectors.%s: there is no file or folder '%s', and no such column of the catalogue%s"
              .formatted(
                  name,
                  column,
                  Nearest.to(column, attributes)
                      .map(near -> "; did you mean '" + near + "'?")
                      .orElse(".")));
    }
    return vectors;
  }

  /** As JSON, Python, or a database writes a list of numbers. */
  private static float[] numbers(Item item, String column, String cell) {
    String inner = cell.strip().replaceAll("^[\\[({]|[\\])}]$", "").strip();
    if (inner.isEmpty()) {
      return NONE;
    }
    String[] parts = inner.split("[\\s,;|]+", -1);
    float[] numbers = new float[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        numbers[i] = Float.parseFloat(parts[i]);
      } catch (NumberFormatException e) {
        throw new BadInput(
            "Item %s: column '%s' holds '%s' where a number is wanted, as in [0.1, -2]."
                .formatted(item.id(), column, cut(parts[i])),
            e);
      }
      if (!Float.isFinite(numbers[i])) {
        throw new BadInput(
            "Item %s: number %d of column '%s' is %s; every number must be finite."
                .formatted(item.id(), i + 1, column, cut(parts[i])));
      }
    }
    return numbers;
  }

  private static String cut(String text) {
    return text.length() <= 20 ? text : text.substring(0, 20) + "…";
  }

  /** Unit rows for the items that have a vector; one of zeros says nothing. */
  private TextBlock block(String name, String where, float[][] vectors) {
    List<float[]> rows = new ArrayList<>();
    int[] itemRow = new int[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      float[] vector = vectors[i];
      itemRow[i] = EventLog.NONE;
      if (VectorMath.norm(vector, 0, vector.length) > 0) {
        if (!rows.isEmpty() && rows.getFirst().length != vector.length) {
          throw new BadInput(
              "Item %s: its vector in %s has %d numbers, those before it %d."
                  .formatted(
                      events.items().get(i).id(), where, vector.length, rows.getFirst().length));
        }
        float[] unit = vector.clone();
        VectorMath.normalise(unit, 0, unit.length);
        itemRow[i] = rows.size();
        rows.add(unit);
      }
    }
    if (rows.isEmpty()) {
      throw new BadInput(
          "No item has a vector in %s (embedding.vectors.%s).".formatted(where, name));
    }
    int[] textRow = new int[events.texts().size()];
    Arrays.fill(textRow, EventLog.NONE);
    return new TextBlock(name, Matrix.ofRows(rows.toArray(float[][]::new)), itemRow, textRow, 0);
  }

  private EventLog without(Set<String> columns) {
    return columns.isEmpty()
        ? events
        : events.withItems(
            events.items().stream().map(item -> item.withoutAttributes(columns)).toList());
  }
}
