package dev.coterie.live;

/** The snapshot is still being read. */
public final class NotReady extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotReady(String message) {
    super(message);
  }
}
