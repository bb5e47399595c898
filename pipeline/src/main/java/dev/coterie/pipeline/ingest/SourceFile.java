package dev.coterie.pipeline.ingest;

import java.nio.file.Path;
import java.util.List;

/**
 * A file that was looked at: what it is and what its columns are called.
 *
 * @param delimiter between values, of one or two characters
 * @param quotes whether a value may stand in quotes
 * @param header whether the first row names the columns; else they are {@code #1}, {@code #2}, …
 * @param columns their names, in order; empty where the database has to tell
 * @param lines where rows stand; of no use for Parquet files and JSON arrays
 */
record SourceFile(
    Path path,
    Format format,
    String delimiter,
    boolean quotes,
    boolean header,
    List<String> columns,
    RecordLines lines) {

  SourceFile withColumns(List<String> names) {
    return new SourceFile(path, format, delimiter, quotes, header, names, lines);
  }

  /** Whether line numbers mean something in this file; else rows are numbered. */
  boolean hasLines() {
    return format != Format.PARQUET && format != Format.JSON_ARRAY;
  }

  /** What stands between the cells of a row that is shown to a person. */
  String cellDelimiter() {
    return format == Format.DELIMITED ? delimiter : ",";
  }
}
