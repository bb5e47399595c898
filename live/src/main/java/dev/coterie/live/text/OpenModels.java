package dev.coterie.live.text;

import dev.coterie.language.Embedder;
import dev.coterie.language.Embeddings;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.embed.EmbedderSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Encoders that stay open once they were asked for, each for one caller at a time. */
public final class OpenModels implements AutoCloseable {
  private final Map<String, Embedder> open = new ConcurrentHashMap<>();

  /** The same models, opened once. */
  public EmbedderSource over(EmbedderSource source) {
    return model -> new Kept(open.computeIfAbsent(model, source::open));
  }

  /** Its close leaves the model open. */
  private record Kept(Embedder model) implements Embedder {
    @Override
    public String name() {
      return model.name();
    }

    @Override
    public String id() {
      return model.id();
    }

    @Override
    public int dimension() {
      return model.dimension();
    }

    @Override
    public String asQuery(String query) {
      return model.asQuery(query);
    }

    @Override
    public String asPassage(String text) {
      return model.asPassage(text);
    }

    @Override
    public Embeddings embed(List<String> texts, Workers workers, Progress progress) {
      synchronized (model) {
        return model.embed(texts, workers, progress);
      }
    }
  }

  @Override
  public void close() {
    open.values().forEach(Embedder::close);
    open.clear();
  }
}
