package dev.coterie.pipeline.words;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.language.Embedder;
import dev.coterie.language.Embeddings;
import dev.coterie.language.ModelUnavailable;
import dev.coterie.language.tfidf.TfIdfEmbedder;
import dev.coterie.language.tfidf.TfIdfOptions;
import dev.coterie.language.wordvector.SifEmbedder;
import dev.coterie.language.wordvector.WordVectorFile;
import dev.coterie.language.wordvector.WordVectors;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.embed.CachedEmbedding;
import dev.coterie.pipeline.embed.EmbedderSource;
import dev.coterie.pipeline.embed.EmbeddingOptions;
import dev.coterie.pipeline.embed.RemoteOptions;
import dev.coterie.pipeline.ingest.Resources;
import dev.coterie.pipeline.ingest.TextColumn;
import dev.coterie.pipeline.matrix.MatrixFile;
import dev.coterie.pipeline.matrix.MatrixWriter;
import dev.coterie.pipeline.table.WholeFile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a column of text into a file of vectors, a row of numbers a row of the table. Rows are
 * embedded and written piece by piece: a model that need not see all texts first (a transformer)
 * holds one piece at a time, however long the table is.
 */
public final class ColumnEmbedding {
  private static final int PIECE = 1 << 16;

  /** Vectors that are kept for texts that come again; about 50 MB of those of usual models. */
  private static final int REMEMBERED = 1 << 15;

  private static final int TFIDF_DIMENSION = 128;

  /**
   * What was done.
   *
   * @param texts rows of the table
   * @param dimension numbers a row
   * @param seconds for the embedding alone: no reading, loading, training or writing
   * @param notes what a user should know, one sentence each
   */
  public record Summary(long texts, int dimension, double seconds, List<String> notes) {}

  private final Embedder embedder;
  private final MatrixWriter writer;
  private final boolean trained;
  private final Machine machine;
  private final Workers workers;
  private final Progress progress;
  private final Map<String, float[]> remembered = new LinkedHashMap<>();
  private long texts;
  private long empty;
  private long unknown;
  private long truncated;
  private long nanos;

  private ColumnEmbedding(
      Embedder embedder,
      MatrixWriter writer,
      boolean trained,
      Machine machine,
      Workers workers,
      Progress progress) {
    this.embedder = embedder;
    this.writer = writer;
    this.trained = trained;
    this.machine = machine;
    this.workers = workers;
    this.progress = progress;
  }

  /**
   * Reads, embeds and writes. A row without text, and one of which the model knows nothing, gets
   * zeros.
   *
   * @param files names and globs of tables
   * @param column of the text, by name or {@code #1}
   * @param model a name, {@code tfidf}, a folder, or a file of word vectors
   * @param seed of the decompositions behind {@code tfidf} and word vectors
   * @param out {@code .npy} or {@code .parquet}
   * @throws dev.coterie.domain.CoterieException where a file, the column or the model is not there
   */
  public static Summary run(
      List<String> files,
      String column,
      String model,
      Path out,
      long seed,
      Machine machine,
      Progress progress) {
    MatrixFile.checkOut(out);
    Resources reading = machine.reading();
    try (Workers workers = Workers.of(machine.threads())) {
      Optional<Path> wordFile = wordFile(model);
      boolean trained = model.equals(EmbeddingOptions.TFIDF) || wordFile.isPresent();
      List<String> all = new ArrayList<>();
      long broken = trained ? TextColumn.read(files, column, reading, all::add) : 0;
      try (Embedder embedder =
          trained
              ? train(wordFile, all, seed, workers, progress)
              : EmbedderSource.of(RemoteOptions.defaults()).open(model)) {
        Summary[] summary = {null};
        WholeFile.write(
            out,
            unfinished -> {
              try (MatrixWriter writer = MatrixWriter.open(unfinished, embedder.dimension())) {
                ColumnEmbedding embedding =
                    new ColumnEmbedding(embedder, writer, trained, machine, workers, progress);
                Pieces pieces = new Pieces(embedding);
                long left = broken;
                if (trained) {
                  all.forEach(pieces::add);
                } else {
                  left = TextColumn.read(files, column, reading, pieces::add);
                }
                pieces.end();
                summary[0] = embedding.summary(files, left);
                writer.finish();
              }
            });
        return Objects.requireNonNull(summary[0]);
      }
    } catch (ModelUnavailable e) {
      throw new JobFailed(String.valueOf(e.getMessage()), e);
    }
  }

  private static Optional<Path> wordFile(String model) {
    try {
      Path path = Path.of(model);
      boolean named = WordVectorFile.isNamedSo(path);
      return Files.isRegularFile(path) || (named && !Files.isDirectory(path))
          ? Optional.of(path)
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Embedder train(
      Optional<Path> wordFile, List<String> texts, long seed, Workers workers, Progress progress) {
    List<String> distinct = new ArrayList<>(new LinkedHashSet<>(texts));
    distinct.remove("");
    if (wordFile.isEmpty()) {
      return TfIdfEmbedder.train(
          distinct, TFIDF_DIMENSION, TfIdfOptions.DEFAULT, seed, workers, progress);
    }
    try {
      WordVectors words = WordVectorFile.read(wordFile.get(), workers);
      String name = String.valueOf(wordFile.get().getFileName());
      return SifEmbedder.train(name, words, distinct, seed, workers, progress);
    } catch (ModelUnavailable e) {
      throw new BadInput(String.valueOf(e.getMessage()), e);
    }
  }

  /** Collects rows until there are enough to embed. */
  private static final class Pieces {
    private final ColumnEmbedding embedding;
    private final List<String> rows = new ArrayList<>();

    Pieces(ColumnEmbedding embedding) {
      this.embedding = embedding;
    }

    void add(String text) {
      rows.add(text);
      if (rows.size() == PIECE) {
        end();
      }
    }

    void end() {
      embedding.embed(rows);
      rows.clear();
    }
  }

  private void embed(List<String> rows) {
    long start = System.nanoTime();
    Set<String> distinct = new LinkedHashSet<>(rows);
    distinct.remove("");
    distinct.removeAll(remembered.keySet());
    List<String> unseen = new ArrayList<>(distinct);
    Embeddings fresh = embedded(unseen);
    Map<String, Integer> rowOf = LinkedHashMap.newLinkedHashMap(unseen.size());
    for (int i = 0; i < unseen.size(); i++) {
      rowOf.put(unseen.get(i), i);
    }
    Matrix vectors = Matrix.zeros(rows.size(), embedder.dimension());
    for (int i = 0; i < vectors.rows(); i++) {
      String text = rows.get(i);
      Integer row = rowOf.get(text);
      float[] vector = row == null ? remembered.get(text) : fresh.vectors().row(row);
      if (vector != null) {
        vectors.setRow(i, vector);
        unknown += isZero(vector) ? 1 : 0;
      } else {
        empty++;
      }
    }
    for (int i = 0; i < unseen.size() && remembered.size() < REMEMBERED; i++) {
      remembered.put(unseen.get(i), fresh.vectors().row(i));
    }
    truncated += fresh.truncated().cardinality();
    texts += rows.size();
    nanos += System.nanoTime() - start;
    writer.append(vectors);
  }

  private Embeddings embedded(List<String> unseen) {
    return trained
        ? embedder.embed(unseen, workers, progress)
        : CachedEmbedding.of(embedder, unseen, machine.cache(), workers, progress).embeddings();
  }

  private static boolean isZero(float[] vector) {
    for (float x : vector) {
      if (x != 0) {
        return false;
      }
    }
    return true;
  }

  private Summary summary(List<String> files, long broken) {
    if (texts == 0) {
      throw new BadInput("There is no row in " + String.join(", ", files) + ".");
    }
    List<String> notes = new ArrayList<>();
    note(notes, broken, "rows could not be read and have no vector");
    note(notes, empty, "rows have no text; their vectors are zeros");
    note(notes, unknown, "texts have no word that the model knows; their vectors are zeros");
    note(notes, truncated, "texts are longer than the model reads, and were cut");
    return new Summary(texts, embedder.dimension(), nanos / 1e9, List.copyOf(notes));
  }

  private static void note(List<String> notes, long count, String what) {
    if (count > 0) {
      notes.add(count + " " + what + ".");
    }
  }
}
