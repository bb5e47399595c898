package dev.coterie.live.intake;

/** An event that cannot be taken; the message says what is wrong with which field. */
public final class BadEvent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadEvent(String message) {
    super(message);
  }
}
