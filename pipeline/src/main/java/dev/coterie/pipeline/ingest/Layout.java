package dev.coterie.pipeline.ingest;

/** How the rows of the event files are to be read. */
public enum Layout {
  /** Found by the columns. */
  AUTO,
  /** One row an event. */
  EVENTS,
  /** One row a user: lists of what was viewed, searched and bought, or counts and one text. */
  USERS,
  /**
   * {@code userId, movieId, rating, timestamp}, or these without a header, by tabs, commas or
   * {@code ::}. Times may be of the nineties.
   */
  MOVIELENS,
  /** One row a user, without a header: {@code user item item …}, separated by blanks. */
  LISTS
}
