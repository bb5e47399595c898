package dev.coterie.language.remote;

import dev.coterie.language.Embedder;
import dev.coterie.language.Embeddings;
import dev.coterie.language.ModelUnavailable;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.net.URI;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A model that another server runs, asked at {@code /embeddings} as OpenAI's is (vLLM, Ollama,
 * llama.cpp, Text Embeddings Inference and others answer alike). Whether a text has one vector
 * whatever stands beside it is the server's promise; what is kept in a cache stays as it first
 * came.
 */
public final class RemoteEmbedder implements Embedder {
  private static final String PATH = "/embeddings";

  /** Longer texts are cut, since servers refuse a whole batch for one text that is too long. */
  private static final int MOST_CHARACTERS = 8_000;

  /** What a request may hold in all, whatever the size of a batch. */
  private static final int MOST_CHARACTERS_A_BATCH = 200_000;

  private final Endpoint endpoint;
  private final String model;
  private final int batch;
  private int dimension;

  /**
   * Readies a model; the server is asked only when there is a text to embed.
   *
   * @param model as the server calls it
   * @param batch most texts a request, at least 1
   */
  public RemoteEmbedder(Endpoint endpoint, String model, int batch) {
    if (batch < 1) {
      throw new IllegalArgumentException("batch must be at least 1, not " + batch);
    }
    if (model.isBlank()) {
      throw new IllegalArgumentException("a remote model must have a name");
    }
    this.endpoint = endpoint;
    this.model = model;
    this.batch = batch;
  }

  @Override
  public String name() {
    return model;
  }

  @Override
  public String id() {
    URI base = endpoint.base();
    return "remote-"
        + model.replaceAll("[\\s/]", "_")
        + "/"
        + base.getHost()
        + (base.getPort() < 0 ? "" : ":" + base.getPort())
        + base.getPath();
  }

  /** Asks the server for the vector of one word, where nothing was embedded yet. */
  @Override
  public synchronized int dimension() {
    if (dimension == 0) {
      try {
        dimension = ask(List.of("a")).getFirst().length;
      } catch (RemoteFailure e) {
        throw new ModelUnavailable(String.valueOf(e.getMessage()), e);
      }
    }
    return dimension;
  }

  /** What was asked of the server so far. */
  public Traffic traffic() {
    return endpoint.traffic();
  }

  @Override
  public Embeddings embed(List<String> texts, Workers workers, Progress progress) {
    BitSet truncated = new BitSet();
    SequencedMap<String, List<Integer>> rows = new LinkedHashMap<>();
    int blank = 0;
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i).strip();
      if (text.isEmpty()) {
        blank++;
      } else {
        truncated.set(i, text.length() > MOST_CHARACTERS);
        rows.computeIfAbsent(cut(text), unseen -> new ArrayList<>()).add(i);
      }
    }
    progress.report("embed", 0, texts.size());
    Matrix vectors = rows.isEmpty() ? Matrix.zeros(texts.size(), dimension()) : null;
    for (Batch answered : answers(batches(rows.sequencedKeySet()), rows, blank, progress, texts)) {
      for (int i = 0; i < answered.texts.size(); i++) {
        float[] vector = answered.vectors.get(i);
        if (vectors == null) {
          vectors = Matrix.zeros(texts.size(), sized(vector.length));
        }
        if (vector.length != vectors.columns()) {
          throw changed(vectors.columns(), vector.length);
        }
        for (int row : rows.getOrDefault(answered.texts.get(i), List.of())) {
          vectors.setRow(row, vector);
        }
      }
    }
    return new Embeddings(
        vectors == null ? Matrix.zeros(texts.size(), dimension()) : vectors, truncated);
  }

  private static String cut(String text) {
    if (text.length() <= MOST_CHARACTERS) {
      return text;
    }
    boolean split = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1));
    return text.substring(0, split ? MOST_CHARACTERS - 1 : MOST_CHARACTERS);
  }

  private synchronized int sized(int length) {
    if (dimension != 0 && dimension != length) {
      throw changed(dimension, length);
    }
    dimension = length;
    return length;
  }

  private ModelUnavailable changed(int before, int now) {
    return new ModelUnavailable(
        "%s answered with vectors of %d numbers, then of %d.\nAsk for one model only."
            .formatted(endpoint.base(), before, now));
  }

  private List<List<String>> batches(Iterable<String> texts) {
    List<List<String>> batches = new ArrayList<>();
    List<String> open = new ArrayList<>();
    int characters = 0;
    for (String text : texts) {
      if (open.size() == batch || characters + text.length() > MOST_CHARACTERS_A_BATCH) {
        batches.add(open);
        open = new ArrayList<>();
        characters = 0;
      }
      open.add(text);
      characters += text.length();
    }
    if (!open.isEmpty()) {
      batches.add(open);
    }
    return batches;
  }

  private record Batch(List<String> texts, List<float[]> vectors) {}

  /** Asks for all batches, as many at once as the endpoint allows, and tells of each that came. */
  private List<Batch> answers(
      List<List<String>> batches,
      SequencedMap<String, List<Integer>> rows,
      int blank,
      Progress progress,
      List<String> texts) {
    List<Batch> answered = new ArrayList<>();
    long done = blank;
    progress.report("embed", done, texts.size());
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      CompletionService<Batch> asked = new ExecutorCompletionService<>(threads);
      batches.forEach(each -> asked.submit(() -> new Batch(each, ask(each))));
      for (int b = 0; b < batches.size(); b++) {
        Batch next = asked.take().get();
        answered.add(next);
        for (String text : next.texts) {
          done += rows.getOrDefault(text, List.of()).size();
        }
        progress.report("embed", done, texts.size());
      }
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } finally {
      threads.shutdownNow();
    }
    return answered;
  }

  private static RuntimeException rethrown(@Nullable Throwable cause) {
    return switch (cause) {
      case RemoteFailure e -> new ModelUnavailable(String.valueOf(e.getMessage()), e);
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null, default -> new IllegalStateException(cause);
    };
  }

  private List<float[]> ask(List<String> texts) {
    return endpoint.post(
        PATH,
        EmbeddingBody.of(model, texts),
        body -> {
          EmbeddingBody read = EmbeddingBody.read(body, texts.size());
          endpoint.count(read.tokens(), 0);
          return read.vectors();
        });
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
