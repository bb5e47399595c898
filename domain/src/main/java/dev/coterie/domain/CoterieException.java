package dev.coterie.domain;

import org.jspecify.annotations.Nullable;

/**
 * Something that the user can mend. The message says what is wrong, where, and the remedy, in one
 * to three lines.
 */
public abstract sealed class CoterieException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private CoterieException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Options or configuration that make no sense. */
  public static sealed class BadUsage extends CoterieException {
    private static final long serialVersionUID = 1L;

    public BadUsage(String message) {
      super(message, null);
    }

    public BadUsage(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** What makes sense, but not for what is there now. */
  public static final class Conflict extends BadUsage {
    private static final long serialVersionUID = 1L;

    public Conflict(String message) {
      super(message);
    }
  }

  /** Missing, unreadable or too little data, or no snapshot there. */
  public static sealed class BadInput extends CoterieException {
    private static final long serialVersionUID = 1L;

    public BadInput(String message) {
      super(message, null);
    }

    public BadInput(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** What could be read, and was not left out, is not enough. */
  public static final class TooLittle extends BadInput {
    private static final long serialVersionUID = 1L;

    public TooLittle(String message) {
      super(message);
    }
  }

  /** The work itself could not be done: output not writable, disk full, refused by the plan. */
  public static final class JobFailed extends CoterieException {
    private static final long serialVersionUID = 1L;

    public JobFailed(String message) {
      super(message, null);
    }

    public JobFailed(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
