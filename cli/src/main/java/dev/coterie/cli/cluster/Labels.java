package dev.coterie.cli.cluster;

import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.numeric.Matrix;
import dev.coterie.pipeline.matrix.MatrixFile;
import dev.coterie.pipeline.table.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a label a point. A {@code .npy} is one number a row. A table has one column, a column of a
 * usual name (label, cluster, truth, class …), or is {@code row,label}; with a column {@code row},
 * counted from 0, its lines may be in any order. The first line of a CSV file may be a header.
 * Labels are any words or numbers; −1, empty and "noise" are noise.
 */
public final class Labels {
  private static final Set<String> NAMES =
      Set.of(
          "label",
          "labels",
          "cluster",
          "clusters",
          "cluster_id",
          "segment",
          "segment_id",
          "truth",
          "class",
          "target",
          "group",
          "y");

  private Labels() {}

  /**
   * Reads labels as numbers: whole numbers stay as they are, words are numbered in the order of
   * their appearance; noise is −1.
   *
   * @param points how many there must be
   * @throws BadInput where the file is missing, broken, or of another length
   */
  public static int[] read(Path file, int points) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (!Files.isRegularFile(file)) {
      throw new BadInput("There is no file " + file + ".");
    }
    String[] cells;
    if (name.endsWith(".npy")) {
      cells = ofArray(file);
    } else if (name.endsWith(".parquet")) {
      List<List<@Nullable Object>> lines = new ArrayList<>();
      List<String> columns = Tables.each("SELECT * FROM " + Tables.parquet(file), lines::add);
      cells = ofTable(file, columns, lines);
    } else if (name.matches(".*\\.(csv|tsv|txt)(\\.gz)?")) {
      cells = ofText(file);
    } else {
      throw new BadUsage("The labels " + file + " must be a .npy, .csv or .parquet file.");
    }
    if (cells.length != points) {
      throw new BadInput(
          "The file %s has %d labels for %d points.".formatted(file, cells.length, points));
    }
    return numbered(cells);
  }

  private static String[] ofArray(Path file) {
    Matrix array = MatrixFile.read(file);
    if (array.columns() != 1) {
      throw new BadInput(
          "The file %s is no list of labels: it has %d columns.".formatted(file, array.columns()));
    }
    String[] cells = new String[array.rows()];
    Arrays.setAll(cells, i -> plain(array.get(i, 0)));
    return cells;
  }

  private static String[] ofText(Path file) {
    List<List<@Nullable Object>> lines = new ArrayList<>();
    Tables.each(
        "SELECT * FROM read_csv(%s, header = false, all_varchar = true)"
            .formatted(Tables.literal(file.toString())),
        lines::add);
    if (lines.isEmpty()) {
      throw new BadInput("The file " + file + " is empty.");
    }
    List<String> first = lines.getFirst().stream().map(Labels::text).toList();
    boolean named = isHeader(first, lines);
    List<String> columns = named ? first : unnamed(first.size());
    return ofTable(file, columns, named ? lines.subList(1, lines.size()) : lines);
  }

  private static List<String> unnamed(int columns) {
    return switch (columns) {
      case 1 -> List.of("label");
      case 2 -> List.of("row", "label");
      default -> {
        List<String> names = new ArrayList<>(List.of("row", "label"));
        for (int c = 2; c < columns; c++) {
          names.add("column " + c);
        }
        yield names;
      }
    };
  }

  /** Known names, or a word in a column that has numbers below it. */
  private static boolean isHeader(List<String> first, List<List<@Nullable Object>> lines) {
    for (String cell : first) {
      if (NAMES.contains(cell.toLowerCase(Locale.ROOT)) || cell.equalsIgnoreCase("row")) {
        return true;
      }
    }
    for (int c = 0; c < first.size() && lines.size() > 1; c++) {
      if (!isNumber(first.get(c)) && isNumber(text(lines.get(1).get(c)))) {
        return true;
      }
    }
    return false;
  }

  private static String[] ofTable(
      Path file, List<String> columns, List<List<@Nullable Object>> lines) {
    int label = labelColumn(file, columns);
    int row = -1;
    for (int c = 0; c < columns.size(); c++) {
      row = columns.get(c).equalsIgnoreCase("row") && c != label ? c : row;
    }
    String[] cells = new String[lines.size()];
    for (int i = 0; i < cells.length; i++) {
      int at = row < 0 ? i : place(file, text(lines.get(i).get(row)), cells.length);
      if (cells[at] != null) {
        throw new BadInput("The file %s has row %d twice.".formatted(file, at));
      }
      cells[at] = text(lines.get(i).get(label));
    }
    return cells;
  }

  private static int labelColumn(Path file, List<String> columns) {
    for (int c = 0; c < columns.size(); c++) {
      if (NAMES.contains(columns.get(c).toLowerCase(Locale.ROOT))) {
        return c;
      }
    }
    if (columns.size() == 1) {
      return 0;
    }
    if (columns.size() == 2 && columns.getFirst().equalsIgnoreCase("row")) {
      return 1;
    }
    throw new BadInput(
        "The file %s has no column 'label': it has %s.\nGive one column, or row,label."
            .formatted(file, String.join(", ", columns)));
  }

  private static int place(Path file, String cell, int rows) {
    try {
      double place = Double.parseDouble(cell);
      if (place == Math.rint(place) && place >= 0 && place < rows) {
        return (int) place;
      }
    } catch (NumberFormatException e) {
      throw new BadInput("The file %s has '%s' for a row.".formatted(file, cell), e);
    }
    throw new BadInput(
        "The file %s has row %s, but rows are 0 to %d.".formatted(file, cell, rows - 1));
  }

  private static boolean isNumber(String cell) {
    try {
      return Double.isFinite(Double.parseDouble(cell));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String text(@Nullable Object cell) {
    return cell == null ? "" : cell.toString().strip();
  }

  private static String plain(float value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  private static int[] numbered(String[] cells) {
    boolean whole = Arrays.stream(cells).allMatch(cell -> isNoise(cell) || isWhole(cell));
    Map<String, Integer> numbers = new HashMap<>();
    int[] labels = new int[cells.length];
    for (int i = 0; i < labels.length; i++) {
      String cell = Objects.requireNonNull(cells[i]);
      labels[i] =
          isNoise(cell)
              ? -1
              : whole
                  ? (int) Double.parseDouble(cell)
                  : numbers.computeIfAbsent(cell, _ -> numbers.size());
    }
    return labels;
  }

  private static boolean isNoise(String cell) {
    return cell.isEmpty()
        || cell.equalsIgnoreCase("noise")
        || (isNumber(cell) && Double.parseDouble(cell) == -1);
  }

  private static boolean isWhole(String cell) {
    return isNumber(cell)
        && Double.parseDouble(cell) == Math.rint(Double.parseDouble(cell))
        && Math.abs(Double.parseDouble(cell)) < Integer.MAX_VALUE;
  }

  /** The same labels as 0, 1, 2 … in ascending order; noise stays −1. */
  public static int[] dense(int[] labels) {
    int[] known = Arrays.stream(labels).filter(l -> l != -1).distinct().sorted().toArray();
    int[] dense = new int[labels.length];
    Arrays.setAll(dense, i -> labels[i] == -1 ? -1 : Arrays.binarySearch(known, labels[i]));
    return dense;
  }
}
