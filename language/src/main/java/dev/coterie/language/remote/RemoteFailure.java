package dev.coterie.language.remote;

import org.jspecify.annotations.Nullable;

/**
 * A server that gave no answer that can be used, after all attempts. The message says which server,
 * what happened and the remedy, in one or two lines, and never holds the key.
 */
public final class RemoteFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  RemoteFailure(int status, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** The HTTP status; 0 where no whole answer came. */
  public int status() {
    return status;
  }
}
