package dev.coterie.language.chat;

/**
 * What a model said.
 *
 * @param finish why it ended
 * @param promptTokens that it read, as it counts them
 * @param answerTokens that it wrote, as it counts them
 */
public record ChatAnswer(String text, Finish finish, long promptTokens, long answerTokens) {
  /** Why an answer ends. */
  public enum Finish {
    /** The model had said all. */
    WHOLE,
    /** It was cut at the most tokens that it may write. */
    CUT,
    /** It was stopped for another reason, such as a filter. */
    STOPPED
  }
}
