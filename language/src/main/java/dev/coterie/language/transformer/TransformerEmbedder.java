package dev.coterie.language.transformer;

import dev.coterie.language.Embedder;
import dev.coterie.language.Embeddings;
import dev.coterie.language.ModelUnavailable;
import dev.coterie.language.transformer.ModelTokenizer.Tokens;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sentence encoder of the BERT family on ONNX Runtime.
 *
 * <p>A graph that quantises activations by their range over the batch (the int8 models) reads one
 * text a call; any other reads texts of equal length together, so that none is padded. Either way a
 * call runs on the thread that makes it, and there are as many callers as workers. The vector of a
 * text is then the same bits whatever stands beside it.
 *
 * <p>Files are read, and the model is loaded, when they are first needed: an embedder that is only
 * asked for its {@link #id()} loads no model.
 */
public final class TransformerEmbedder implements Embedder {
  /** Texts that are tokenised and sorted together; bounds what is held beside the result. */
  private static final int CHUNK = 8192;

  /** Tokens of a call, where texts may share one. */
  private static final int TOKENS_PER_CALL = 1024;

  private final ModelSource source;
  private ModelSource.@Nullable Fingerprint fingerprint;
  private @Nullable Loaded loaded;

  private record Loaded(ModelTokenizer tokenizer, EncoderSession session) {}

  private TransformerEmbedder(ModelSource source) {
    this.source = source;
  }

  /** The names that {@link #named} knows. */
  public static List<String> names() {
    return BundledModels.names();
  }

  /**
   * A model that comes as a jar: {@code minilm} (English, 384 numbers), {@code bge-en} (English,
   * 384), {@code bge-zh} (Chinese, 512).
   *
   * @throws ModelUnavailable where the jar is not on the class path
   * @throws IllegalArgumentException where there is no such name
   */
  public static TransformerEmbedder named(String name) {
    return new TransformerEmbedder(
        BundledModels.find(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no model " + name + ", only " + BundledModels.names())));
  }

  /**
   * A model folder as downloaded from a hub: {@code onnx/model.onnx} or {@code model.onnx}, {@code
   * tokenizer.json}, and where they are {@code 1_Pooling/config.json}, {@code config.json}, {@code
   * sentence_bert_config.json}, {@code tokenizer_config.json} and {@code
   * config_sentence_transformers.json}.
   *
   * @throws ModelUnavailable where a file is missing or broken
   */
  public static TransformerEmbedder folder(Path folder) {
    return new TransformerEmbedder(HubFolder.read(folder));
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public String id() {
    return source.name()
        + "/"
        + fingerprint().hash()
        + "/onnxruntime-"
        + EncoderSession.runtimeVersion()
        + "/"
        + source.pooling().name().toLowerCase(Locale.ROOT)
        + "/"
        + source.maxTokens();
  }

  @Override
  public int dimension() {
    return loaded().session().dimension();
  }

  @Override
  public String asQuery(String query) {
    return source.queryPrefix() + query;
  }

  @Override
  public String asPassage(String text) {
    return source.passagePrefix() + text;
  }

  @Override
  public Embeddings embed(List<String> texts, Workers workers, Progress progress) {
    Loaded model = loaded();
    int dimension = model.session().dimension();
    Map<String, Integer> rowOf = HashMap.newHashMap(texts.size());
    List<String> distinct = new ArrayList<>();
    for (String text : texts) {
      if (rowOf.putIfAbsent(text, distinct.size()) == null) {
        distinct.add(text);
      }
    }
    Matrix vectors = Matrix.zeros(distinct.size(), dimension);
    BitSet cut = new BitSet();
    Counter counter = new Counter(source.name(), progress, distinct.size());
    for (int from = 0; from < distinct.size(); from += CHUNK) {
      int to = Math.min(distinct.size(), from + CHUNK);
      embedChunk(model, distinct, from, to, vectors, cut, workers, counter);
    }
    if (distinct.size() == texts.size()) {
      return new Embeddings(vectors, cut);
    }
    int[] rows = new int[texts.size()];
    BitSet allCut = new BitSet();
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Objects.requireNonNull(rowOf.get(texts.get(i)));
      allCut.set(i, cut.get(rows[i]));
    }
    return new Embeddings(vectors.select(rows), allCut);
  }

  private void embedChunk(
      Loaded model,
      List<String> texts,
      int from,
      int to,
      Matrix vectors,
      BitSet cut,
      Workers workers,
      Counter counter) {
    Tokens[] tokens = new Tokens[to - from];
    workers.forBlocks(
        tokens.length,
        64,
        (start, end) -> {
          for (int i = start; i < end; i++) {
            tokens[i] = model.tokenizer().encode(texts.get(from + i));
          }
        });
    List<Integer> order = new ArrayList<>(tokens.length);
    for (int i = 0; i < tokens.length; i++) {
      order.add(i);
      cut.set(from + i, tokens[i].cut());
    }
    // The longest first, so that no thread is left alone with them at the end.
    order.sort(Comparator.comparingInt((Integer i) -> -tokens[i].ids().length));
    List<int[]> calls = calls(tokens, order, fingerprint().perBatch() ? 1 : TOKENS_PER_CALL);
    workers.forBlocks(
        calls.size(),
        fingerprint().perBatch() ? 8 : 1,
        (start, end) -> {
          int count = 0;
          for (int c = start; c < end; c++) {
            int[] call = calls.get(c);
            List<long[]> ids = new ArrayList<>(call.length);
            int[] offsets = new int[call.length];
            for (int i = 0; i < call.length; i++) {
              ids.add(tokens[call[i]].ids());
              offsets[i] = vectors.offset(from + call[i]);
            }
            model.session().embed(ids, vectors.data(), offsets);
            count += call.length;
          }
          counter.add(count);
        });
  }

  /** Cuts sorted texts into calls of equal length, each of at most so many tokens or one text. */
  private static List<int[]> calls(Tokens[] tokens, List<Integer> order, int maxTokens) {
    List<int[]> calls = new ArrayList<>();
    int start = 0;
    while (start < order.size()) {
      int length = tokens[order.get(start)].ids().length;
      if (length == 0) {
        // Nothing to read: the rest, sorted last, keeps zeros.
        break;
      }
      int end = start + 1;
      while (end < order.size()
          && tokens[order.get(end)].ids().length == length
          && (end + 1 - start) * length <= maxTokens) {
        end++;
      }
      int[] call = new int[end - start];
      for (int i = start; i < end; i++) {
        call[i - start] = order.get(i);
      }
      calls.add(call);
      start = end;
    }
    return calls;
  }

  /** Adds up what threads finish, and tells it one at a time. */
  private static final class Counter {
    private final String what;
    private final Progress progress;
    private final long total;
    private long done;

    Counter(String name, Progress progress, long total) {
      this.what = "embed with " + name;
      this.progress = progress;
      this.total = total;
    }

    synchronized void add(int texts) {
      done += texts;
      progress.report(what, done, total);
    }
  }

  private synchronized ModelSource.Fingerprint fingerprint() {
    ModelSource.Fingerprint known = fingerprint;
    if (known == null) {
      known = source.fingerprint();
      fingerprint = known;
    }
    return known;
  }

  private synchronized Loaded loaded() {
    Loaded known = loaded;
    if (known == null) {
      ModelTokenizer tokenizer = ModelTokenizer.open(source.tokenizer(), source.maxTokens());
      known = new Loaded(tokenizer, EncoderSession.open(source));
      loaded = known;
      // Else the first text would wait for it.
      fingerprint();
    }
    return known;
  }

  @Override
  public synchronized void close() {
    Loaded known = loaded;
    loaded = null;
    if (known != null) {
      known.session().close();
      known.tokenizer().close();
    }
  }
}
