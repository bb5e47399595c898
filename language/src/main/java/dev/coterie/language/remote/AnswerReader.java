package dev.coterie.language.remote;

/** Makes something of the body of an answer. */
@FunctionalInterface
public interface AnswerReader<T> {
  /**
   * Reads a body.
   *
   * @throws UnusableAnswer where it is not what was asked for; the request is then repeated
   */
  T read(String body) throws UnusableAnswer;
}
