package dev.coterie.pipeline.matrix;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.numeric.Matrix;
import dev.coterie.pipeline.table.Tables;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Matrices in tables: numeric columns, or one column of lists of numbers. */
final class MatrixTable {
  private static final List<String> NUMBERS =
      List.of(
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "HUGEINT",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER",
          "UBIGINT",
          "UHUGEINT",
          "FLOAT",
          "DOUBLE",
          "BOOLEAN");

  private MatrixTable() {}

  static Matrix readParquet(Path file) {
    return read(file, Tables.parquet(file));
  }

  static Matrix readCsv(Path file) throws IOException {
    return read(
        file,
        "read_csv(%s, sample_size = -1, header = %s)"
            .formatted(Tables.literal(file.toString()), hasHeader(file)));
  }

  /** A first line of numbers alone is a row: the database takes it for names in a short file. */
  private static boolean hasHeader(Path file) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String first = lines.readLine();
      if (first == null) {
        throw new BadInput("The file " + file + " is empty.");
      }
      return Arrays.stream(first.split("[,;\\t|]", -1)).anyMatch(cell -> !isNumeric(cell));
    }
  }

  private static boolean isNumeric(String cell) {
    try {
      return Double.isFinite(Double.parseDouble(cell.strip()));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static Matrix read(Path file, String table) {
    List<String> scalars = new ArrayList<>();
    List<String> lists = new ArrayList<>();
    List<String> others = new ArrayList<>();
    Tables.each(
        "DESCRIBE SELECT * FROM " + table,
        row -> {
          String name = String.valueOf(row.get(0));
          String type = String.valueOf(row.get(1));
          (isList(type) ? lists : isNumber(type) ? scalars : others).add(name);
        });
    if (lists.size() > 1 && lists.contains("vector")) {
      lists.retainAll(List.of("vector"));
    }
    if (lists.size() == 1) {
      return vectors(file, table, lists.getFirst());
    }
    if (scalars.isEmpty() || !others.isEmpty() || !lists.isEmpty()) {
      throw new BadInput(
          ("The file %s is no matrix: %s.\n"
                  + "Wanted are columns of numbers alone, or one Parquet column 'vector' of lists.")
              .formatted(
                  file,
                  others.isEmpty()
                      ? lists.size() + " of its columns are lists"
                      : "its column '" + others.getFirst() + "' is not numeric"));
    }
    return numbers(file, table, scalars);
  }

  private static boolean isNumber(String type) {
    return NUMBERS.contains(type) || type.startsWith("DECIMAL");
  }

  private static boolean isList(String type) {
    int bracket = type.indexOf('[');
    return bracket > 0
        && type.indexOf('[', bracket + 1) < 0
        && isNumber(type.substring(0, bracket));
  }

  private static Matrix vectors(Path file, String table, String column) {
    List<float[]> rows = new ArrayList<>();
    Tables.each(
        "SELECT CAST(%s AS FLOAT[]) FROM %s".formatted(Tables.quoted(column), table),
        row -> {
          if (!(row.getFirst() instanceof List<?> cell)) {
            throw missing(file, rows.size(), column);
          }
          float[] values = new float[cell.size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = number(cell.get(i), file, rows.size(), column);
          }
          if (!rows.isEmpty() && rows.getFirst().length != values.length) {
            throw new BadInput(
                "The file %s is no matrix: row %d of '%s' has %d numbers, those before it %d."
                    .formatted(
                        file, rows.size() + 1, column, values.length, rows.getFirst().length));
          }
          rows.add(values);
        });
    return Matrix.ofRows(rows.toArray(float[][]::new));
  }

  private static Matrix numbers(Path file, String table, List<String> columns) {
    List<String> casts = new ArrayList<>();
    for (String column : columns) {
      casts.add("CAST(" + Tables.quoted(column) + " AS FLOAT)");
    }
    int width = columns.size();
    float[][] data = {new float[1024 * width]};
    int[] rows = {0};
    Tables.each(
        "SELECT " + String.join(", ", casts) + " FROM " + table,
        row -> {
          int at = Math.multiplyExact(rows[0], width);
          if (at + width > data[0].length) {
            data[0] = Arrays.copyOf(data[0], Math.multiplyExact(data[0].length, 2));
          }
          for (int c = 0; c < width; c++) {
            data[0][at + c] = number(row.get(c), file, rows[0], columns.get(c));
          }
          rows[0]++;
        });
    return Matrix.of(rows[0], width, Arrays.copyOf(data[0], rows[0] * width));
  }

  private static float number(@Nullable Object cell, Path file, int row, String column) {
    if (cell == null) {
      throw missing(file, row, column);
    }
    return ((Number) cell).floatValue();
  }

  private static BadInput missing(Path file, int row, String column) {
    return new BadInput(
        "The file %s has no value in row %d of column '%s'.\nFill or remove that row."
            .formatted(file, row + 1, column));
  }
}
