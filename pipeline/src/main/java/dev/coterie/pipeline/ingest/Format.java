package dev.coterie.pipeline.ingest;

/** How the bytes of a file hold rows. */
enum Format {
  /** Values between delimiters, with a header or without. */
  DELIMITED,
  /** Values between blanks, as many as a line has. */
  BLANKS,
  /** A JSON object a line. */
  JSON_LINES,
  /** One JSON array of objects. */
  JSON_ARRAY,
  PARQUET
}
