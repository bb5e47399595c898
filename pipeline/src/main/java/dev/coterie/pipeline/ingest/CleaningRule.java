package dev.coterie.pipeline.ingest;

/**
 * A reason to leave a row out.
 *
 * <p>The condition is SQL over these columns: {@code bad} (text of a row without values), {@code
 * is_duplicate}, {@code is_filtered}, {@code "user"}, {@code item}, {@code words} (query or text),
 * {@code "time"} (milliseconds), {@code time_given}, {@code bad_number}, {@code huge_number},
 * {@code kind} (its code); missing values are NULL, the flags never are.
 */
interface CleaningRule {
  /** Lower case with hyphens; the key of its count and the reason in the rejects. */
  String name();

  String condition();

  /** What is wrong with such a row, in a few words. */
  String reason();
}
