package dev.coterie.language.remote;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** An answer with a status that is no success, on its way to a repetition or to the caller. */
final class RefusedRequest extends IOException {
  private static final long serialVersionUID = 1L;

  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_EARLY = 425;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERRORS = 500;

  private final int status;
  private final transient Optional<Duration> retryAfter;

  RefusedRequest(int status, String said, Optional<Duration> retryAfter) {
    super(said.isEmpty() ? "status " + status : "status " + status + ": " + said);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  int status() {
    return status;
  }

  /** How long the server asks to wait. */
  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** Whether the same request may succeed later. */
  boolean passes() {
    return status == REQUEST_TIMEOUT
        || status == TOO_EARLY
        || status == TOO_MANY
        || status >= SERVER_ERRORS;
  }
}
