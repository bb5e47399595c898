package dev.coterie.pipeline.embed;

import dev.coterie.language.Embeddings;
import java.util.List;

/** Knows nothing and keeps nothing. */
final class NoCache implements VectorCache {
  @Override
  public void find(String model, List<String> texts, Found found) {}

  @Override
  public void add(String model, List<String> texts, Embeddings embeddings) {}

  @Override
  public List<String> notes() {
    return List.of();
  }
}
