package dev.coterie.language.chat;

/**
 * The most that may be asked of a model; what would go beyond is not asked.
 *
 * @param calls at least 0
 * @param tokens read and written together, at least 0
 */
public record Budget(long calls, long tokens) {
  public Budget {
    if (calls < 0) {
      throw new IllegalArgumentException("calls must not be negative, not " + calls);
    }
    if (tokens < 0) {
      throw new IllegalArgumentException("tokens must not be negative, not " + tokens);
    }
  }
}
