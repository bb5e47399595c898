package dev.coterie.clustering.density;

import dev.coterie.clustering.Golden;
import dev.coterie.numeric.Matrix;
import java.util.List;

/** Points and figures of {@code density.csv}. */
final class Density {
  private static final List<String[]> LINES = Golden.cells("density.csv");

  private Density() {}

  static Matrix points() {
    Matrix points = Matrix.zeros(LINES.size(), 2);
    for (int i = 0; i < points.rows(); i++) {
      points.set(i, 0, Float.parseFloat(LINES.get(i)[0]));
      points.set(i, 1, Float.parseFloat(LINES.get(i)[1]));
    }
    return points;
  }

  static int[] column(int column) {
    return LINES.stream().mapToInt(line -> Integer.parseInt(line[column])).toArray();
  }

  static double[] figures(int column) {
    return LINES.stream().mapToDouble(line -> Double.parseDouble(line[column])).toArray();
  }
}
