package dev.coterie.pipeline.matrix;

import dev.coterie.numeric.Matrix;
import dev.coterie.pipeline.table.Column;
import dev.coterie.pipeline.table.TableWriter;
import java.nio.file.Path;
import java.util.List;

/** Writes a matrix piece by piece, so that it need not be held whole. */
public sealed interface MatrixWriter extends AutoCloseable permits NpyWriter, MatrixWriter.InTable {
  /** Adds rows; refuses those of another width. */
  void append(Matrix rows);

  /** Writes what is still to be written, all rows being there; without it the file is worthless. */
  void finish();

  @Override
  void close();

  /** Starts {@code .npy}, or {@code .parquet} with a column {@code vector}. */
  static MatrixWriter open(Path file, int columns) {
    return MatrixFile.Kind.of(file) == MatrixFile.Kind.NPY
        ? NpyWriter.open(file, columns)
        : new InTable(TableWriter.open(file, List.of(Column.vector("vector"))), columns);
  }

  /** A Parquet table with a list of floats a row. */
  record InTable(TableWriter table, int columns) implements MatrixWriter {
    @Override
    public void append(Matrix rows) {
      if (rows.columns() != columns) {
        throw new IllegalArgumentException(rows + " in a table of " + columns + " columns");
      }
      for (int i = 0; i < rows.rows(); i++) {
        table.row((Object) rows.row(i));
      }
    }

    @Override
    public void finish() {
      table.finish();
    }

    @Override
    public void close() {
      table.close();
    }
  }
}
