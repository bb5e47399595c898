package dev.coterie.pipeline.encoder;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.language.Embedder;
import dev.coterie.language.ModelUnavailable;
import dev.coterie.language.Script;
import dev.coterie.language.analysis.TextAnalysis;
import dev.coterie.language.analysis.Word;
import dev.coterie.language.tfidf.TfIdfEmbedder;
import dev.coterie.language.tfidf.TfIdfOptions;
import dev.coterie.language.wordvector.Corpus;
import dev.coterie.language.wordvector.SifEmbedder;
import dev.coterie.language.wordvector.Word2Vec;
import dev.coterie.language.wordvector.Word2VecOptions;
import dev.coterie.language.wordvector.WordVectorFile;
import dev.coterie.language.wordvector.WordVectors;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.embed.EmbedderSource;
import dev.coterie.pipeline.embed.EmbeddingOptions;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * The encoders that may be compared: models as {@code fit} names them, and two that are trained on
 * the texts of the items that were not held out.
 */
final class Candidates {
  /** The models of the configuration, each for its language. */
  static final String CONFIGURED = "configured";

  private static final String WORD2VEC = "word2vec";
  private static final int TFIDF_DIMENSION = 128;

  /** Catalogues are short texts, and few of them. */
  private static final Word2VecOptions WORDS =
      new Word2VecOptions(
          Word2VecOptions.Architecture.SKIP_GRAM, 100, 5, 2, 20, 5, 1e-3, 0.025, false);

  private final List<String> texts;
  private final EmbeddingOptions configured;
  private final long seed;
  private final Workers workers;
  private final Progress progress;

  /**
   * For one log.
   *
   * @param cold items whose texts nothing is trained on, ascending
   */
  Candidates(
      EventLog events,
      Set<Integer> cold,
      EmbeddingOptions configured,
      long seed,
      Workers workers,
      Progress progress) {
    SequencedSet<String> distinct = new LinkedHashSet<>();
    for (int i = 0; i < events.items().size(); i++) {
      if (!cold.contains(i)) {
        distinct.add(events.items().get(i).text().strip());
      }
    }
    events.texts().forEach(text -> distinct.add(text.strip()));
    distinct.remove("");
    this.texts = List.copyOf(distinct);
    this.configured = configured;
    this.seed = seed;
    this.workers = workers;
    this.progress = progress;
  }

  /**
   * What is compared where nothing is asked for: what is bundled and reads the data's languages.
   */
  static List<String> usual(EventLog events) {
    boolean chinese = events.items().stream().map(Item::language).anyMatch("zh"::equals);
    boolean others = !events.items().stream().map(Item::language).allMatch("zh"::equals);
    List<String> names = new ArrayList<>(List.of(CONFIGURED));
    if (others) {
      names.addAll(List.of("minilm", "bge-en"));
    }
    if (chinese) {
      names.add("bge-zh");
    }
    names.addAll(List.of(EmbeddingOptions.TFIDF, WORD2VEC));
    return names;
  }

  /** Which model reads what. */
  EmbeddingOptions options(String name) {
    return name.equals(CONFIGURED) ? configured : EmbeddingOptions.all(model(name));
  }

  /** {@code tfidf} by that name would be trained on the held-out texts too. */
  private static String model(String name) {
    return name.equals(EmbeddingOptions.TFIDF) ? "tfidf of the known" : name;
  }

  /** Whether it is trained here, so that its vectors serve nobody else. */
  boolean isTrained(String name) {
    return name.equals(EmbeddingOptions.TFIDF)
        || name.equals(WORD2VEC)
        || wordFile(name).isPresent();
  }

  /** Opens what {@link #options} names. */
  EmbedderSource source(String name) {
    EmbedderSource models = EmbedderSource.of(configured.remote());
    if (!isTrained(name)) {
      return models;
    }
    Embedder trained = train(name);
    return _ -> trained;
  }

  private Embedder train(String name) {
    if (name.equals(EmbeddingOptions.TFIDF)) {
      return TfIdfEmbedder.train(
          texts, TFIDF_DIMENSION, TfIdfOptions.DEFAULT, seed, workers, progress);
    }
    try {
      WordVectors words =
          wordFile(name)
              .map(file -> WordVectorFile.read(file, workers))
              .orElseGet(() -> Word2Vec.train(corpus(), WORDS, seed, workers, progress));
      return SifEmbedder.train(name, words, texts, seed, workers, progress);
    } catch (ModelUnavailable e) {
      throw new BadInput(String.valueOf(e.getMessage()), e);
    }
  }

  private Corpus corpus() {
    TextAnalysis analysis = new TextAnalysis();
    Corpus.Builder corpus = new Corpus.Builder();
    for (String text : texts) {
      corpus.add(
          analysis.words(text).stream()
              .map(Word::surface)
              .map(word -> word.toLowerCase(Locale.ROOT))
              .toList());
    }
    return corpus.build(WORDS.minCount());
  }

  private static Optional<Path> wordFile(String name) {
    try {
      Path path = Path.of(name);
      return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Texts to time an encoder by, in the language that it is asked to read. */
  List<String> sample(String model, EmbeddingOptions options, int most) {
    return texts.stream()
        .filter(text -> options.model(Script.language(text)).equals(model))
        .limit(most)
        .toList();
  }
}
