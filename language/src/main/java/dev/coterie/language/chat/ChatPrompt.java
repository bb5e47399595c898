package dev.coterie.language.chat;

/**
 * One question.
 *
 * @param task what the model is to do, written by the program alone
 * @param data what it is to do it with; texts of others stand in it as {@link QuotedText} makes
 *     them
 * @param shape of the answer
 * @param mostTokens that the answer may have, at least 1
 */
public record ChatPrompt(String task, String data, AnswerShape shape, int mostTokens) {
  private static final int CHARACTERS_A_TOKEN = 4;
  private static final int FIRST_WIDE = 0x2E80;

  public ChatPrompt {
    if (mostTokens < 1) {
      throw new IllegalArgumentException("mostTokens must be at least 1, not " + mostTokens);
    }
  }

  /** The same with more of a task. */
  public ChatPrompt with(String more) {
    return new ChatPrompt(task + "\n" + more, data, shape, mostTokens);
  }

  /** All that the model reads before the data. */
  public String instruction() {
    return task + "\n" + shape.instruction();
  }

  /** A guess at the tokens of the prompt: four letters each, or one Chinese character. */
  public long tokens() {
    return tokens(instruction()) + tokens(data);
  }

  /** The same guess for any text. */
  static long tokens(String text) {
    long wide = text.codePoints().filter(c -> c >= FIRST_WIDE).count();
    return wide + Math.ceilDiv(text.length() - wide, CHARACTERS_A_TOKEN);
  }
}
