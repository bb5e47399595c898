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
  LISTS,
  /** RecBole's atomic files: {@code user_id:token, item_id:token, …}, between tabs. */
  RECBOLE,
  /** Gorse's feedback as JSON lines: {@code FeedbackType, UserId, ItemId, Timestamp}. */
  GORSE;

  /** Whether its times may be of the nineties, as those of MovieLens are. */
  boolean isOld() {
    return this == MOVIELENS || this == RECBOLE;
  }
}
