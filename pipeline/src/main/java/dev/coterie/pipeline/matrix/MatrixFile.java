package dev.coterie.pipeline.matrix;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.numeric.Matrix;
import dev.coterie.pipeline.table.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A matrix in a file, of the kind that its name ends in: {@code .npy} (NumPy), {@code .parquet}, or
 * {@code .csv} and {@code .tsv}, these gzipped or not.
 *
 * <p>A table is read as its numeric columns in their order; a Parquet table with a list column of
 * numbers ({@code vector}, or the only one) as that column.
 */
public final class MatrixFile {
  private MatrixFile() {}

  /**
   * Reads a matrix of finite numbers; a vector of n numbers is a matrix of n rows.
   *
   * @throws BadUsage where the name ends in none of the known ways
   * @throws BadInput where the file is missing, broken, not numeric, or holds NaN or infinity
   */
  public static Matrix read(Path file) {
    Kind kind = Kind.of(file);
    if (!Files.isRegularFile(file)) {
      throw new BadInput("There is no file " + file + ".");
    }
    try {
      Matrix matrix =
          switch (kind) {
            case NPY -> NpyReader.read(file);
            case PARQUET -> MatrixTable.readParquet(file);
            case CSV -> MatrixTable.readCsv(file);
          };
      return matrix.requireFinite(file.toString());
    } catch (IllegalArgumentException e) {
      throw new BadInput(e.getMessage() + ".\nEvery value must be a finite number.", e);
    } catch (IOException e) {
      throw new BadInput("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Writes a matrix as float32: {@code .npy}, or {@code .parquet} with a column {@code vector}. The
   * file appears whole or not at all.
   *
   * @throws BadUsage where the name ends in neither
   * @throws JobFailed where it cannot be written
   */
  public static void write(Path file, Matrix matrix) {
    checkOut(file);
    WholeFile.write(
        file,
        unfinished -> {
          try (MatrixWriter writer = MatrixWriter.open(unfinished, matrix.columns())) {
            writer.append(matrix);
            writer.finish();
          }
        });
  }

  /**
   * Refuses, before any work is done, a file that {@link #write} could not write.
   *
   * @throws BadUsage where the name ends in neither {@code .npy} nor {@code .parquet}
   * @throws JobFailed where the folder cannot be written to
   */
  public static void checkOut(Path file) {
    if (Kind.ofName(file) != Kind.NPY && Kind.ofName(file) != Kind.PARQUET) {
      throw new BadUsage(
          "--out " + file + ": write a .npy or a .parquet file, as in --out vectors.npy.");
    }
    WholeFile.checkWritable(file);
  }

  enum Kind {
    NPY,
    PARQUET,
    CSV;

    static Kind of(Path file) {
      Kind kind = ofName(file);
      if (kind == null) {
        throw new BadUsage("The matrix " + file + " must be a .npy, .parquet or .csv file.");
      }
      return kind;
    }

    static @org.jspecify.annotations.Nullable Kind ofName(Path file) {
      String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
      if (name.endsWith(".npy")) {
        return NPY;
      }
      if (name.endsWith(".parquet")) {
        return PARQUET;
      }
      return name.matches(".*\\.(csv|tsv|txt)(\\.gz)?") ? CSV : null;
    }
  }
}
