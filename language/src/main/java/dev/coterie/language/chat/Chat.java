package dev.coterie.language.chat;

/** A chat model. Safe for many threads. */
public interface Chat extends AutoCloseable {
  /** Names all that decides an answer beside the prompt: server, model, settings. */
  String id();

  /**
   * Asks once.
   *
   * @throws ChatUnavailable where no answer came
   */
  ChatAnswer ask(ChatPrompt prompt);

  /** Gives back what the model holds. */
  @Override
  default void close() {}
}
