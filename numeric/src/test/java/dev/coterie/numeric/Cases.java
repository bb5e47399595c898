package dev.coterie.numeric;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Seeded cases for parameterized tests: {@code @MethodSource("dev.coterie.numeric.Cases#ten")}. A
 * case prints its seed, so that a failing one can be run again alone.
 */
public record Cases(long seed) {
  /** Ten cases, enough for a property that does not hide in rare corners. */
  public static Stream<Cases> ten() {
    return LongStream.range(0, 10).mapToObj(Cases::new);
  }

  /** A hundred cases, for cheap properties. */
  public static Stream<Cases> hundred() {
    return LongStream.range(0, 100).mapToObj(Cases::new);
  }

  /** The random stream of this case for one purpose. */
  public SplittableRandom random(String purpose) {
    return Seeds.stream(seed, purpose);
  }

  /** A whole number from {@code least} to {@code most}, both included. */
  public int size(String purpose, int least, int most) {
    return random(purpose).nextInt(least, most + 1);
  }

  /** Standard normal floats. */
  public float[] floats(String purpose, int n) {
    SplittableRandom random = random(purpose);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** A matrix of standard normal floats. */
  public Matrix matrix(String purpose, int rows, int columns) {
    return Matrix.of(rows, columns, floats(purpose, rows * columns));
  }

  /**
   * A sparse matrix with about {@code density} of its places filled with standard normal floats.
   */
  public SparseMatrix sparse(String purpose, int rows, int columns, double density) {
    SplittableRandom random = random(purpose);
    int entries = (int) Math.ceil(density * rows * columns);
    int[] row = new int[entries];
    int[] column = new int[entries];
    float[] value = new float[entries];
    for (int e = 0; e < entries; e++) {
      row[e] = random.nextInt(rows);
      column[e] = random.nextInt(columns);
      value[e] = (float) random.nextGaussian();
    }
    return SparseMatrix.ofEntries(rows, columns, row, column, value);
  }

  /** Points around {@code groups} far apart centres; point i belongs to group i % groups. */
  public Matrix groups(String purpose, int rows, int columns, int groups) {
    Matrix centres = matrix(purpose + " centres", groups, columns);
    Matrix points = matrix(purpose + " points", rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        points.set(i, j, 0.3f * points.get(i, j) + 10 * centres.get(i % groups, j));
      }
    }
    return points;
  }

  @Override
  public String toString() {
    return "seed " + seed;
  }
}
