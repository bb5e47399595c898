package dev.coterie.pipeline.ingest;

/** How the rows of the event files are to be read. */
public enum Layout {
  /** Found by the columns. */
  AUTO,
  /** One row an event. */
  EVENTS,
  /** One row a user: lists of what was viewed, searched and bought, or counts and one text. */
  USERS,
  /** {@code user, item, rating, time} without a header, by tabs, commas or {@code ::}. */
  MOVIELENS,
  /** One row a user, without a header: {@code user item item …}, separated by blanks. */
  LISTS
}
