package dev.coterie.numeric;

import java.util.Arrays;
import java.util.Objects;

/**
 * A dense matrix of floats in one array, row after row: element (i, j) is at {@code i * columns +
 * j}.
 *
 * <p>The array is shared, not copied: whoever builds a matrix gives the array away, and readers
 * must not write to what {@link #data()} returns unless they own the matrix.
 */
public final class Matrix {
  private final int rows;
  private final int columns;
  private final float[] data;

  private Matrix(int rows, int columns, float[] data) {
    this.rows = rows;
    this.columns = columns;
    this.data = data;
  }

  /** A matrix of zeros; refuses more than 2³¹−1 elements. */
  public static Matrix zeros(int rows, int columns) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException("a matrix of " + rows + " x " + columns);
    }
    return new Matrix(rows, columns, new float[Math.multiplyExact(rows, columns)]);
  }

  /** A view over {@code data}, which must hold exactly {@code rows * columns} floats. */
  public static Matrix of(int rows, int columns, float[] data) {
    if ((long) rows * columns != data.length) {
      throw new IllegalArgumentException(
          rows
              + " x "
              + columns
              + " needs "
              + ((long) rows * columns)
              + " floats, not "
              + data.length);
    }
    return new Matrix(rows, columns, data);
  }

  /** A copy of rows of equal length. */
  public static Matrix ofRows(float[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    Matrix matrix = zeros(rows.length, columns);
    for (int i = 0; i < rows.length; i++) {
      matrix.setRow(i, rows[i]);
    }
    return matrix;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** The shared backing array. */
  public float[] data() {
    return data;
  }

  /** Where row {@code i} starts in {@link #data()}. */
  public int offset(int i) {
    assert i >= 0 && i < rows : i + " of " + rows;
    return i * columns;
  }

  public float get(int i, int j) {
    assert j >= 0 && j < columns : j + " of " + columns;
    return data[offset(i) + j];
  }

  public void set(int i, int j, float value) {
    assert j >= 0 && j < columns : j + " of " + columns;
    data[offset(i) + j] = value;
  }

  /** A copy of row {@code i}. */
  public float[] row(int i) {
    return Arrays.copyOfRange(data, offset(i), offset(i) + columns);
  }

  public void setRow(int i, float[] values) {
    if (values.length != columns) {
      throw new IllegalArgumentException(
          "row " + i + " has " + values.length + " values, the matrix " + columns + " columns");
    }
    System.arraycopy(values, 0, data, offset(i), columns);
  }

  public Matrix copy() {
    return new Matrix(rows, columns, data.clone());
  }

  /** A new matrix of the given rows, in that order; a row may be named twice. */
  public Matrix select(int[] rowIndices) {
    Matrix selected = zeros(rowIndices.length, columns);
    for (int i = 0; i < rowIndices.length; i++) {
      System.arraycopy(data, offset(rowIndices[i]), selected.data, i * columns, columns);
    }
    return selected;
  }

  public Matrix transpose() {
    Matrix transposed = zeros(columns, rows);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        transposed.data[j * rows + i] = data[i * columns + j];
      }
    }
    return transposed;
  }

  /**
   * Checks that every element is a finite number.
   *
   * @throws IllegalArgumentException naming row and column of the first NaN or infinity
   */
  public Matrix requireFinite(String name) {
    if (VectorMath.isFinite(data)) {
      return this;
    }
    for (int i = 0; i < data.length; i++) {
      if (!Float.isFinite(data[i])) {
        throw new IllegalArgumentException(
            name + " has " + data[i] + " at row " + i / columns + ", column " + i % columns);
      }
    }
    throw new AssertionError("what is not finite has no place");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Matrix that
        && rows == that.rows
        && columns == that.columns
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rows, columns, Arrays.hashCode(data));
  }

  @Override
  public String toString() {
    return "Matrix[" + rows + " x " + columns + "]";
  }
}
