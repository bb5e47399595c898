package dev.coterie.language;

/**
 * A model that is not there, cannot be read, or cannot run here. The message says which, where, and
 * the remedy, in one to three lines.
 */
public final class ModelUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelUnavailable(String message) {
    super(message);
  }

  public ModelUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
