package dev.coterie.language;

import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.List;

/**
 * Turns texts into vectors that are near each other where the texts mean the same.
 *
 * <p>A text has one vector: the same bits alone and among others, in any order, on any number of
 * threads. That is what makes vectors worth keeping under {@link #id()} and the text.
 */
public interface Embedder extends AutoCloseable {
  /** Short and for people: {@code minilm}, or the folder of a model. */
  String name();

  /**
   * Names all that decides a vector beside the text: model files, runtime version, pooling, maximum
   * length. Two embedders of one id give the same bits on one machine.
   */
  String id();

  /** Numbers a vector. */
  int dimension();

  /** The text as the model wants a search query; to be embedded in the place of {@code query}. */
  default String asQuery(String query) {
    return query;
  }

  /** The text as the model wants what is searched; to be embedded in the place of {@code text}. */
  default String asPassage(String text) {
    return text;
  }

  /**
   * Embeds texts; equal texts are read once.
   *
   * @return a row a text, in the order of {@code texts}, each of unit length, or zeros where the
   *     embedder knows nothing of a text
   * @throws ModelUnavailable where the model cannot be loaded
   */
  Embeddings embed(List<String> texts, Workers workers, Progress progress);

  /** Gives back what the model holds; the embedder must not be used afterwards. */
  @Override
  default void close() {}
}
