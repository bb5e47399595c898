package dev.coterie.clustering.matching;

import java.util.Arrays;

/**
 * The assignment of rows to columns, one to one, with the highest sum: the Hungarian method by
 * shortest augmenting paths (Jonker and Volgenant 1987), O(rows² · columns).
 */
public final class Assignment {
  private Assignment() {}

  /**
   * Assigns.
   *
   * @param gains rows × columns, finite
   * @return the column of each row; -1 where there are more rows than columns and the row has none
   */
  public static int[] highest(double[][] gains) {
    int rows = gains.length;
    int columns = rows == 0 ? 0 : gains[0].length;
    if (rows > columns) {
      int[] rowOf = highest(transposed(gains, columns));
      int[] columnOf = new int[rows];
      Arrays.fill(columnOf, -1);
      for (int j = 0; j < columns; j++) {
        columnOf[rowOf[j]] = j;
      }
      return columnOf;
    }
    return new Paths(gains, columns).columns();
  }

  private static double[][] transposed(double[][] gains, int columns) {
    double[][] transposed = new double[columns][gains.length];
    for (int i = 0; i < gains.length; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j][i] = gains[i][j];
      }
    }
    return transposed;
  }

  /** Rows come in one after the other, each along the path that costs the least. */
  private static final class Paths {
    private final double[][] gains;
    private final int columns;
    private final double[] rowPrice;
    private final double[] columnPrice;

    /** The row of each column, -1 for none; the last place is that of the row that comes in. */
    private final int[] rowOf;

    Paths(double[][] gains, int columns) {
      this.gains = gains;
      this.columns = columns;
      this.rowPrice = new double[gains.length];
      this.columnPrice = new double[columns + 1];
      this.rowOf = new int[columns + 1];
      Arrays.fill(rowOf, -1);
    }

    int[] columns() {
      for (int i = 0; i < gains.length; i++) {
        letIn(i);
      }
      int[] columnOf = new int[gains.length];
      for (int j = 0; j < columns; j++) {
        if (rowOf[j] >= 0) {
          columnOf[rowOf[j]] = j;
        }
      }
      return columnOf;
    }

    private void letIn(int row) {
      double[] distance = new double[columns];
      int[] before = new int[columns];
      boolean[] done = new boolean[columns + 1];
      Arrays.fill(distance, Double.POSITIVE_INFINITY);
      int at = columns;
      rowOf[at] = row;
      while (rowOf[at] >= 0) {
        done[at] = true;
        at = next(rowOf[at], at, distance, before, done);
      }
      while (at != columns) {
        rowOf[at] = rowOf[before[at]];
        at = before[at];
      }
      rowOf[columns] = -1;
    }

    /** The nearest column that is not done, after a step from a row; prices follow. */
    private int next(int row, int from, double[] distance, int[] before, boolean[] done) {
      int nearest = -1;
      for (int j = 0; j < columns; j++) {
        if (!done[j]) {
          double step = -gains[row][j] - rowPrice[row] - columnPrice[j];
          if (step < distance[j]) {
            distance[j] = step;
            before[j] = from;
          }
          nearest = nearest < 0 || distance[j] < distance[nearest] ? j : nearest;
        }
      }
      double moved = distance[nearest];
      for (int j = 0; j <= columns; j++) {
        if (done[j]) {
          rowPrice[rowOf[j]] += moved;
          columnPrice[j] -= moved;
        } else if (j < columns) {
          distance[j] -= moved;
        }
      }
      return nearest;
    }
  }
}
