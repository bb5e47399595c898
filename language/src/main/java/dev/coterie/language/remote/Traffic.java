package dev.coterie.language.remote;

/**
 * What was asked of a server so far.
 *
 * @param calls requests that were sent, repeated ones too
 * @param repeats of them those that were sent again
 * @param promptTokens tokens read, as the server counts them
 * @param answerTokens tokens written, as the server counts them
 */
public record Traffic(long calls, long repeats, long promptTokens, long answerTokens) {
  /** Nothing was asked. */
  public static final Traffic NONE = new Traffic(0, 0, 0, 0);

  /** Both together. */
  public Traffic plus(Traffic other) {
    return new Traffic(
        calls + other.calls,
        repeats + other.repeats,
        promptTokens + other.promptTokens,
        answerTokens + other.answerTokens);
  }
}
