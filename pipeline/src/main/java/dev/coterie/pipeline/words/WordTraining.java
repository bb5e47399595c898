package dev.coterie.pipeline.words;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.language.analysis.TextAnalysis;
import dev.coterie.language.analysis.Word;
import dev.coterie.language.wordvector.Corpus;
import dev.coterie.language.wordvector.Word2Vec;
import dev.coterie.language.wordvector.Word2VecOptions;
import dev.coterie.language.wordvector.WordVectorFile;
import dev.coterie.language.wordvector.WordVectors;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.ingest.TextColumn;
import dev.coterie.pipeline.table.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;

/** Learns word vectors from a column of text, or of anything in sequences, and writes them. */
public final class WordTraining {
  /** Texts whose words are kept for when they come again. */
  private static final int REMEMBERED = 1 << 16;

  private final Corpus.Builder corpus = new Corpus.Builder();
  private final Map<String, List<String>> known = new HashMap<>();
  private final TextAnalysis analysis = new TextAnalysis();
  private final Splitting splitting;

  private WordTraining(Splitting splitting) {
    this.splitting = splitting;
  }

  /** What a word is. */
  public enum Splitting {
    /** Words in lower case, Chinese ones by a dictionary; marks are none. */
    WORDS,
    /** Whatever stands between blanks, as it is: ids of items, words cut before. */
    BLANKS
  }

  /**
   * What was learned.
   *
   * @param words of the column that occur often enough
   * @param vocabulary how many different ones
   * @param dimension numbers a vector
   * @param seconds of learning alone: no reading, no writing
   */
  public record Summary(long words, int vocabulary, int dimension, double seconds) {}

  /**
   * Reads, learns and writes.
   *
   * @param out {@code .bin}, {@code .txt} or {@code .vec}, each also with {@code .gz}
   * @throws dev.coterie.domain.CoterieException where a file or the column is not there, no word
   *     occurs often enough, or the file cannot be written
   */
  public static Summary run(
      List<String> files,
      String column,
      Splitting splitting,
      Word2VecOptions options,
      Path out,
      long seed,
      Machine machine,
      Progress progress) {
    if (!WordVectorFile.isNamedSo(out)) {
      throw new BadUsage(
          "--out " + out + ": write a .bin or a .txt file (.gz too), as in --out vectors.bin.");
    }
    WholeFile.checkWritable(out);
    WordTraining training = new WordTraining(splitting);
    TextColumn.read(
        files, column, machine.reading(), text -> training.corpus.add(training.words(text)));
    Corpus corpus = training.corpus.build(options.minCount());
    if (corpus.words().isEmpty()) {
      throw new BadInput(
          "No word of column '%s' occurs %d times.\nLower --min-count, or give more text."
              .formatted(column, options.minCount()));
    }
    try (Workers workers = Workers.of(machine.threads())) {
      long start = System.nanoTime();
      WordVectors vectors = Word2Vec.train(corpus, options, seed, workers, progress);
      double seconds = (System.nanoTime() - start) / 1e9;
      WholeFile.write(out, unfinished -> write(unfinished, vectors));
      return new Summary(corpus.size(), corpus.words().size(), options.dimension(), seconds);
    }
  }

  private List<String> words(String text) {
    List<String> before = known.get(text);
    if (before != null) {
      return before;
    }
    List<String> words =
        switch (splitting) {
          case WORDS -> analysed(text);
          case BLANKS -> betweenBlanks(text);
        };
    if (known.size() < REMEMBERED) {
      known.put(text, words);
    }
    return words;
  }

  private List<String> analysed(String text) {
    List<String> words = new ArrayList<>();
    for (Word word : analysis.words(text)) {
      words.add(word.surface().toLowerCase(Locale.ROOT));
    }
    return words;
  }

  private static List<String> betweenBlanks(String text) {
    List<String> words = new ArrayList<>();
    StringTokenizer parts = new StringTokenizer(text);
    while (parts.hasMoreTokens()) {
      words.add(parts.nextToken());
    }
    return words;
  }

  /** The unfinished file bears the same ending, which says what to write. */
  private static void write(Path unfinished, WordVectors vectors) {
    try {
      WordVectorFile.write(unfinished, vectors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
