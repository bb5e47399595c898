package dev.coterie.numeric;

import java.util.Arrays;

/**
 * A sparse matrix of floats in compressed rows: the entries of row {@code i} are at positions
 * {@code start(i)} to {@code start(i + 1)} of the two arrays, in ascending column order, a column
 * at most once.
 */
public final class SparseMatrix {
  private final int columns;
  private final int[] starts;
  private final int[] indices;
  private final float[] values;

  private SparseMatrix(int columns, int[] starts, int[] indices, float[] values) {
    this.columns = columns;
    this.starts = starts;
    this.indices = indices;
    this.values = values;
  }

  /** A view over compressed rows; {@code starts} has one entry more than there are rows. */
  public static SparseMatrix of(int columns, int[] starts, int[] indices, float[] values) {
    if (starts.length == 0
        || starts[starts.length - 1] != indices.length
        || indices.length != values.length) {
      throw new IllegalArgumentException("row starts, columns and values do not fit together");
    }
    return new SparseMatrix(columns, starts, indices, values);
  }

  /** Entries given one by one, in any order; values of the same place are added in that order. */
  public static SparseMatrix ofEntries(
      int rows, int columns, int[] row, int[] column, float[] value) {
    int[] starts = new int[rows + 1];
    for (int r : row) {
      starts[r + 1]++;
    }
    for (int i = 0; i < rows; i++) {
      starts[i + 1] += starts[i];
    }
    long[] keyed = new long[row.length];
    int[] next = Arrays.copyOf(starts, rows);
    for (int e = 0; e < row.length; e++) {
      keyed[next[row[e]]++] = ((long) column[e] << 32) | e;
    }
    int[] indices = new int[row.length];
    float[] values = new float[row.length];
    int[] packed = new int[rows + 1];
    int size = 0;
    for (int i = 0; i < rows; i++) {
      Arrays.sort(keyed, starts[i], starts[i + 1]);
      for (int p = starts[i]; p < starts[i + 1]; p++) {
        int c = (int) (keyed[p] >>> 32);
        float v = value[(int) keyed[p]];
        if (size > packed[i] && indices[size - 1] == c) {
          values[size - 1] += v;
        } else {
          indices[size] = c;
          values[size++] = v;
        }
      }
      packed[i + 1] = size;
    }
    return new SparseMatrix(
        columns, packed, Arrays.copyOf(indices, size), Arrays.copyOf(values, size));
  }

  public int rows() {
    return starts.length - 1;
  }

  public int columns() {
    return columns;
  }

  /** How many entries are stored. */
  public int entries() {
    return indices.length;
  }

  public int start(int row) {
    return starts[row];
  }

  public int end(int row) {
    return starts[row + 1];
  }

  public int column(int position) {
    return indices[position];
  }

  public float value(int position) {
    return values[position];
  }

  /** The shared column array, all rows after each other. */
  public int[] indices() {
    return indices;
  }

  /** The shared value array, all rows after each other. */
  public float[] values() {
    return values;
  }

  /** The value at a place, 0 where nothing is stored. */
  public float get(int row, int column) {
    int at = Arrays.binarySearch(indices, starts[row], starts[row + 1], column);
    return at < 0 ? 0 : values[at];
  }

  /** The same entries by column; rows of the result are in ascending order too. */
  public SparseMatrix transpose() {
    int[] transposedStarts = new int[columns + 1];
    for (int c : indices) {
      transposedStarts[c + 1]++;
    }
    for (int c = 0; c < columns; c++) {
      transposedStarts[c + 1] += transposedStarts[c];
    }
    int[] next = Arrays.copyOf(transposedStarts, columns);
    int[] transposedIndices = new int[indices.length];
    float[] transposedValues = new float[values.length];
    for (int i = 0; i < rows(); i++) {
      for (int p = starts[i]; p < starts[i + 1]; p++) {
        int at = next[indices[p]]++;
        transposedIndices[at] = i;
        transposedValues[at] = values[p];
      }
    }
    return new SparseMatrix(rows(), transposedStarts, transposedIndices, transposedValues);
  }

  /** The same places with other values, in the order of {@link #values()}. */
  public SparseMatrix withValues(float[] newValues) {
    return of(columns, starts, indices, newValues);
  }

  @Override
  public String toString() {
    return "SparseMatrix[" + rows() + " x " + columns + ", " + entries() + " entries]";
  }
}
