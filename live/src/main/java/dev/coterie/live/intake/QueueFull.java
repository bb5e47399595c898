package dev.coterie.live.intake;

/** More events wait to be written than there is room for; none of the call was taken. */
public final class QueueFull extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public QueueFull(int waiting, int capacity) {
    super("%d events wait to be written, and there is room for %d".formatted(waiting, capacity));
  }
}
