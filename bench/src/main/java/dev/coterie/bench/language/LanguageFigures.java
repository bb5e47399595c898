package dev.coterie.bench.language;

import dev.coterie.language.tfidf.TfIdf;
import dev.coterie.language.tfidf.TfIdfOptions;
import dev.coterie.language.transformer.TransformerEmbedder;
import dev.coterie.language.wordvector.Corpus;
import dev.coterie.language.wordvector.Word2Vec;
import dev.coterie.language.wordvector.Word2VecOptions;
import dev.coterie.language.wordvector.Word2VecOptions.Architecture;
import dev.coterie.language.wordvector.WordVectorFile;
import dev.coterie.language.wordvector.WordVectors;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.ingest.Resources;
import dev.coterie.pipeline.ingest.TextColumn;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.OnnxEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Prints the table "Language" of {@code docs/benchmarks.md}; run by {@code bench/language}. */
public final class LanguageFigures {
  private static final int THREADS = 2;

  private final Path peers;
  private final Path work;
  private final List<String> descriptions = new ArrayList<>();
  private final List<String> titles;

  private LanguageFigures(Path data, Path peers) throws IOException {
    this.peers = peers;
    this.work = Files.createTempDirectory("coterie-language");
    TextColumn.read(
        List.of(data.resolve("online-retail-ii") + "/*.csv.gz"),
        "Description",
        new Resources(THREADS, 1L << 30, work),
        text -> {
          if (!text.isEmpty()) {
            descriptions.add(text);
          }
        });
    this.titles = List.copyOf(new LinkedHashSet<>(descriptions));
  }

  /** The folder of data sets, the folder of peers, and which jobs, if not all. */
  public static void main(String[] args) throws IOException {
    LanguageFigures figures = new LanguageFigures(Path.of(args[0]), Path.of(args[1]));
    List<String> jobs =
        args.length > 2
            ? List.of(args).subList(2, args.length)
            : List.of("embed", "vectors", "tfidf", "word2vec");
    Timing.heading();
    try (Workers workers = Workers.of(THREADS)) {
      for (String job : jobs) {
        switch (job) {
          case "embed" -> figures.embed(workers);
          case "vectors" -> figures.vectors(workers);
          case "tfidf" -> figures.tfidf(workers);
          case "word2vec" -> figures.word2vec(workers);
          default -> throw new IllegalArgumentException("there is no job " + job);
        }
      }
    } finally {
      figures.tidy();
    }
  }

  private void tidy() throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void embed(Workers workers) throws IOException {
    List<String> texts = new ArrayList<>(titles.subList(0, 5000));
    SplittableRandom random = Seeds.stream(1, "texts");
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      int words = 0;
      while (words < 25) {
        String title = titles.get(random.nextInt(titles.size()));
        text.append(text.isEmpty() ? "" : ", ").append(title);
        words += title.split("\\s+", -1).length;
      }
      texts.add(text.toString());
    }
    List<TextSegment> segments = texts.stream().map(TextSegment::from).toList();
    Path graph = resource("all-minilm-l6-v2-q.onnx");
    Path tokenizer = resource("all-minilm-l6-v2-q-tokenizer.json");
    OnnxEmbeddingModel peer =
        new OnnxEmbeddingModel(graph.toString(), tokenizer.toString(), PoolingMode.MEAN);
    peer.embedAll(segments.subList(0, 200));
    try (TransformerEmbedder own = TransformerEmbedder.named("minilm")) {
      own.embed(texts.subList(0, 200), workers, Progress.NONE);
      Timing theirs = Timing.of(() -> peer.embedAll(segments));
      Timing ours = Timing.bestOf(2, () -> own.embed(texts, workers, Progress.NONE));
      ours.against("7,000 texts by minilm, int8", "LangChain4j", theirs);
    }
  }

  private Path resource(String name) throws IOException {
    try (InputStream in = LanguageFigures.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IOException(name + " is not on the class path");
      }
      Path file = work.resolve(name);
      Files.copy(in, file);
      return file;
    }
  }

  private void vectors(Workers workers) throws IOException {
    Path file = work.resolve("glove.txt");
    SplittableRandom random = Seeds.stream(1, "vectors");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < 400_000; i++) {
        StringBuilder line = new StringBuilder("word" + i);
        for (int d = 0; d < 100; d++) {
          long digits = Math.round(random.nextGaussian() * 40_000);
          line.append(digits < 0 ? " -0." : " 0.");
          line.append(String.valueOf(100_000 + Math.abs(digits) % 100_000), 1, 6);
        }
        out.write(line.append('\n').toString());
      }
    }
    Timing theirs = Timing.ofPeer(peer("vectors.py"), file.toString(), "glove");
    Timing.bestOf(3, () -> WordVectorFile.read(file, workers))
        .against("GloVe text file, 400,000 x 100", "gensim", theirs);
  }

  private void tfidf(Workers workers) throws IOException {
    SplittableRandom random = Seeds.stream(1, "joined");
    Set<String> texts = new LinkedHashSet<>();
    while (texts.size() < 500_000) {
      texts.add(
          titles.get(random.nextInt(titles.size()))
              + " "
              + titles.get(random.nextInt(titles.size()))
              + " "
              + titles.get(random.nextInt(titles.size())));
    }
    List<String> list = List.copyOf(texts);
    Path file = Files.write(work.resolve("texts.txt"), list);
    Timing theirs = Timing.ofPeer(peer("tfidf.py"), file.toString());
    for (int buckets : new int[] {0, 1 << 20}) {
      TfIdfOptions options = new TfIdfOptions(2, 1, Integer.MAX_VALUE, true, buckets);
      Timing.bestOf(2, () -> TfIdf.trainAndTransform(list, options, workers, Progress.NONE))
          .against(
              "TF-IDF of 500,000 texts, " + (buckets == 0 ? "vocabulary" : "hashed"),
              "scikit-learn",
              theirs);
    }
  }

  private void word2vec(Workers workers) throws IOException {
    Corpus.Builder builder = new Corpus.Builder();
    Path sentences = work.resolve("sentences.txt");
    try (BufferedWriter out = Files.newBufferedWriter(sentences)) {
      for (String text : descriptions) {
        List<String> words = List.of(text.split("\\s+", -1));
        builder.add(words);
        out.write(String.join(" ", words) + "\n");
      }
    }
    Corpus corpus = builder.build(5);
    for (Architecture architecture : Architecture.values()) {
      String name = architecture.name().toLowerCase(Locale.ROOT).replace('_', '-');
      Path first = work.resolve(name + "-1.bin");
      Path second = work.resolve(name + "-2.bin");
      Timing theirs =
          Timing.ofPeer(peer("word2vec.py"), sentences.toString(), name, "1", first.toString());
      Timing.ofPeer(peer("word2vec.py"), sentences.toString(), name, "2", second.toString());
      WordVectors peer = WordVectorFile.read(first, workers);
      StringBuilder quality = new StringBuilder();
      for (boolean shared : new boolean[] {true, false}) {
        Word2VecOptions options =
            new Word2VecOptions(architecture, 100, 5, 5, 5, 5, 1e-3, 0.025, shared);
        WordVectors[] own = new WordVectors[1];
        Timing.of(() -> own[0] = Word2Vec.train(corpus, options, 1, workers, Progress.NONE))
            .against(
                "%s, %,d words, %s"
                    .formatted(name, corpus.size(), shared ? "fast" : "deterministic"),
                "gensim",
                theirs);
        quality.append(
            String.format(
                Locale.ROOT,
                ", %.3f %s",
                overlap(peer, own[0]),
                shared ? "fast" : "deterministic"));
        Path file = work.resolve(name + "-own.bin");
        WordVectorFile.write(file, own[0]);
        Timing.ofPeer(peer("vectors.py"), file.toString(), "binary");
      }
      System.out.printf(
          Locale.ROOT,
          "%s, share of the ten nearest that gensim finds too: %.3f gensim with another seed%s%n",
          name,
          overlap(peer, WordVectorFile.read(second, workers)),
          quality);
    }
  }

  /** Over the 500 most frequent words. */
  private static double overlap(WordVectors one, WordVectors other) {
    int shared = 0;
    int words = 0;
    for (String word : one.words().subList(0, Math.min(500, one.words().size()))) {
      Set<String> near = new HashSet<>();
      one.nearest(word, 10).forEach(each -> near.add(each.word()));
      words += 10;
      for (WordVectors.Neighbour each : other.nearest(word, 10)) {
        shared += near.contains(each.word()) ? 1 : 0;
      }
    }
    return (double) shared / words;
  }

  private String peer(String script) {
    return peers.resolve(script).toString();
  }
}
