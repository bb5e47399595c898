package dev.coterie.live.refit;

import org.jspecify.annotations.Nullable;

/**
 * How far a fit is, or how it ended.
 *
 * @param id of the snapshot that it makes
 * @param stage that runs or ran last
 * @param done steps of {@code total} of the stage, which is 0 where it is not known
 * @param started ISO 8601
 * @param finished null while it runs
 * @param reason why it failed or was refused, null elsewhere
 */
public record FitStatus(
    String id,
    State state,
    String stage,
    long done,
    long total,
    String started,
    @Nullable String finished,
    @Nullable String reason) {

  /** Where a fit is. */
  public enum State {
    RUNNING,
    /** It is served. */
    PUBLISHED,
    /** It was made, and is not good enough to be served. */
    REFUSED,
    FAILED,
    CANCELLED
  }
}
