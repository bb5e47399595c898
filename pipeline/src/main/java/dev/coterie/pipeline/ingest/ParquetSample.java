package dev.coterie.pipeline.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs of rows of a Parquet file, spread over it, each a small file of its own.
 *
 * @param share the part of the file's rows that the pieces hold
 */
record ParquetSample(List<SourceFile> pieces, double share) {
  private static final int ROWS_A_PIECE = 2048;

  static ParquetSample of(Database database, SourceFile file, int wanted, Path folder)
      throws IOException {
    String name = new TextReader(file).path();
    long rows;
    try {
      rows = database.number("SELECT sum(num_rows) FROM parquet_file_metadata(" + name + ")");
    } catch (Database.SqlFailure e) {
      throw RawRows.unreadable(file, e);
    }
    List<SourceFile> pieces = new ArrayList<>();
    long taken = 0;
    int fitting = (int) Math.min(wanted, Math.ceilDiv(rows, ROWS_A_PIECE));
    for (int i = 0; i < fitting; i++) {
      long start = (long) i * ROWS_A_PIECE;
      if ((long) wanted * ROWS_A_PIECE < rows && fitting > 1) {
        start = (long) ((double) i * (rows - ROWS_A_PIECE) / (fitting - 1));
      }
      long end = Math.min(rows, start + ROWS_A_PIECE);
      taken += end - start;
      Path piece = Files.createTempFile(folder, "piece-", ".parquet");
      database.run(
          "COPY (SELECT * EXCLUDE (file_row_number) FROM read_parquet("
              + name
              + ", file_row_number = true) WHERE file_row_number >= "
              + start
              + " AND file_row_number < "
              + end
              + ") TO "
              + Sql.text(piece.toString())
              + " (FORMAT parquet)");
      pieces.add(
          new SourceFile(piece, file.format(), "", false, true, file.columns(), file.lines()));
    }
    return new ParquetSample(pieces, rows == 0 ? 1 : (double) taken / rows);
  }
}
