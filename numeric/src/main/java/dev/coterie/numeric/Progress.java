package dev.coterie.numeric;

/** Told how far a long piece of work is; throws to stop it. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody and never stops. */
  Progress NONE = (what, done, total) -> {};

  /**
   * {@code done} of {@code total} steps of {@code what} are finished.
   *
   * @param total 0 where it is not known
   * @throws java.util.concurrent.CancellationException when the work should stop
   */
  void report(String what, long done, long total);
}
