package dev.coterie.pipeline.embed;

import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.domain.TextBlock;
import dev.coterie.language.Embedder;
import dev.coterie.language.Embeddings;
import dev.coterie.language.ModelUnavailable;
import dev.coterie.language.Script;
import dev.coterie.language.remote.RemoteEmbedder;
import dev.coterie.language.remote.Traffic;
import dev.coterie.language.tfidf.TfIdfEmbedder;
import dev.coterie.language.tfidf.TfIdfOptions;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Embeds what items, searches and reviews say, each by the model of its language, so that texts of
 * one model share a block and can be compared.
 *
 * <p>Searches and reviews are read as items are: they stand beside them in one space, where a
 * prefix that some models want of a query would set them apart.
 */
public final class ItemEmbedding {
  private static final int TFIDF_DIMENSION = 128;

  private final EmbeddingOptions options;
  private final VectorCache cache;
  private final EmbedderSource source;

  /** Trained on the first log; what is read later must lie in the same space. */
  private final Map<String, Embedder> trained = new HashMap<>();

  public ItemEmbedding(EmbeddingOptions options, VectorCache cache) {
    this(options, cache, EmbedderSource.of(options.remote()));
  }

  /**
   * With other models than the built-in ones; {@code tfidf} is always trained here, on the texts of
   * the first log that is embedded.
   */
  public ItemEmbedding(EmbeddingOptions options, VectorCache cache, EmbedderSource source) {
    this.options = options;
    this.cache = cache;
    this.source = source;
  }

  /** Where the texts of one model stand. */
  private static final class Readers {
    private final SequencedMap<String, Integer> rows = new LinkedHashMap<>();
    private final int[] itemRow;
    private final int[] textRow;

    Readers(int items, int texts) {
      itemRow = new int[items];
      textRow = new int[texts];
      Arrays.fill(itemRow, EventLog.NONE);
      Arrays.fill(textRow, EventLog.NONE);
    }

    int row(String text) {
      int next = rows.size();
      Integer known = rows.putIfAbsent(text, next);
      return known == null ? next : known;
    }
  }

  /**
   * Embeds every text of a log, equal ones once; items and searches without text get no row.
   *
   * @param seed of the decomposition behind {@code tfidf}
   * @throws dev.coterie.domain.CoterieException.BadUsage where a model of the options is not there
   * @throws JobFailed where a model cannot run on this machine
   */
  public EmbeddedTexts embed(EventLog events, long seed, Workers workers, Progress progress) {
    Map<String, Readers> readers = assign(events);
    List<TextBlock> blocks = new ArrayList<>();
    SequencedMap<String, String> models = new LinkedHashMap<>();
    int embedded = 0;
    int cached = 0;
    Traffic traffic = Traffic.NONE;
    for (Map.Entry<String, Readers> entry : readers.entrySet()) {
      List<String> texts = new ArrayList<>(entry.getValue().rows.keySet());
      try (Embedder embedder = open(entry.getKey(), texts, seed, workers, progress)) {
        CachedEmbedding lookup =
            embedder instanceof TfIdfEmbedder
                ? new CachedEmbedding(embedder.embed(texts, workers, progress), 0)
                : CachedEmbedding.of(embedder, texts, cache, workers, progress);
        embedded += texts.size() - lookup.cached();
        cached += lookup.cached();
        if (embedder instanceof RemoteEmbedder remote) {
          traffic = traffic.plus(remote.traffic());
        }
        models.put(entry.getKey(), embedder.id());
        blocks.add(block(entry.getKey(), entry.getValue(), lookup.embeddings()));
      } catch (ModelUnavailable e) {
        throw new JobFailed(String.valueOf(e.getMessage()), e);
      }
    }
    return new EmbeddedTexts(blocks, models, embedded, cached, traffic, 0);
  }

  private Map<String, Readers> assign(EventLog events) {
    Map<String, Readers> readers = new TreeMap<>();
    int items = events.items().size();
    int texts = events.texts().size();
    for (int i = 0; i < items; i++) {
      Item item = events.items().get(i);
      String text = item.text().strip();
      if (!text.isEmpty()) {
        String model = options.model(item.language());
        Readers reader = readers.computeIfAbsent(model, m -> new Readers(items, texts));
        reader.itemRow[i] = reader.row(text);
      }
    }
    for (int t = 0; t < texts; t++) {
      String text = events.texts().get(t).strip();
      if (!text.isEmpty()) {
        String model = options.model(Script.language(text));
        Readers reader = readers.computeIfAbsent(model, m -> new Readers(items, texts));
        reader.textRow[t] = reader.row(text);
      }
    }
    return readers;
  }

  private Embedder open(
      String model, List<String> texts, long seed, Workers workers, Progress progress) {
    if (!model.equals(EmbeddingOptions.TFIDF)) {
      return source.open(model);
    }
    return trained.computeIfAbsent(
        model,
        name ->
            TfIdfEmbedder.train(
                texts, TFIDF_DIMENSION, TfIdfOptions.DEFAULT, seed, workers, progress));
  }

  /** Leaves out the rows of texts that the model knows nothing of. */
  private static TextBlock block(String model, Readers readers, Embeddings embeddings) {
    Matrix vectors = embeddings.vectors();
    int[] newRow = new int[vectors.rows()];
    int[] kept = new int[vectors.rows()];
    int n = 0;
    for (int i = 0; i < vectors.rows(); i++) {
      newRow[i] = isZero(vectors, i) ? EventLog.NONE : n;
      if (newRow[i] >= 0) {
        kept[n++] = i;
      }
    }
    return new TextBlock(
        model,
        n == vectors.rows() ? vectors : vectors.select(Arrays.copyOf(kept, n)),
        renumber(readers.itemRow, newRow),
        renumber(readers.textRow, newRow),
        embeddings.truncated().cardinality());
  }

  private static boolean isZero(Matrix vectors, int i) {
    for (int j = 0; j < vectors.columns(); j++) {
      if (vectors.get(i, j) != 0) {
        return false;
      }
    }
    return true;
  }

  private static int[] renumber(int[] rows, int[] newRow) {
    int[] renumbered = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      renumbered[i] = rows[i] == EventLog.NONE ? EventLog.NONE : newRow[rows[i]];
    }
    return renumbered;
  }
}
