package dev.coterie.clustering;

import dev.coterie.numeric.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads the figures that {@code goldens.py} made with other implementations. */
public final class Golden {
  private Golden() {}

  /** The cells of a file without a header, line by line. */
  public static List<String[]> cells(String file) {
    try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(",", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Matrix points() {
    List<String[]> lines = cells("points.csv");
    Matrix points = Matrix.zeros(lines.size(), 5);
    for (int i = 0; i < lines.size(); i++) {
      for (int j = 0; j < 5; j++) {
        points.set(i, j, Float.parseFloat(lines.get(i)[j]));
      }
    }
    return points;
  }

  public static int[] labels() {
    return cells("points.csv").stream().mapToInt(line -> Integer.parseInt(line[5])).toArray();
  }

  public static int[] truth() {
    return cells("points.csv").stream().mapToInt(line -> Integer.parseInt(line[6])).toArray();
  }

  /** One figure of {@code quality.csv}. */
  public static double quality(String group, String name) {
    return cells("quality.csv").stream()
        .filter(line -> line[0].equals(group) && line[1].equals(name))
        .mapToDouble(line -> Double.parseDouble(line[2]))
        .findFirst()
        .orElseThrow();
  }
}
