package dev.coterie.live.store;

/** The store cannot be read or written now; nothing of the call was kept. It may be tried again. */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
