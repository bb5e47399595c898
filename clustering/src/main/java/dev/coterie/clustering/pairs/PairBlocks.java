package dev.coterie.clustering.pairs;

import dev.coterie.clustering.Centres;
import dev.coterie.clustering.Points;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.PackedRows;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;

/**
 * Squared Euclidean distances to a set of points, a tile of pairs at a time, for any number of
 * threads. They come from dot products, ‖x‖² + ‖y‖² − 2 x·y; points are moved to have mean 0, and
 * pairs so near that the difference would be rounding error are measured directly. An entry has the
 * same bits in whichever tile it falls, and those of (i, j) and (j, i) are the same.
 *
 * <p>Needs 8 n d bytes.
 */
public final class PairBlocks {
  /** Points of a tile's side. */
  public static final int TILE = 64;

  private static final float NEAR = 0.03f;

  /**
   * Rows that were moved as the points were.
   *
   * @param squares ‖x‖² of each
   * @param own whether these are the points themselves, in their order
   */
  public record Rows(Matrix moved, float[] squares, boolean own) {
    public int size() {
      return moved.rows();
    }
  }

  private final Matrix mean;
  private final Rows own;
  private final PackedRows packed;
  private final float largest;

  public PairBlocks(Matrix points, Workers workers) {
    this.mean =
        Centres.means(
            Points.of(points), new int[points.rows()], Matrix.zeros(1, points.columns()), workers);
    this.own = rows(points, true, workers);
    this.packed = PackedRows.of(own.moved(), workers);
    float most = 0;
    for (float square : own.squares()) {
      most = Math.max(most, square);
    }
    this.largest = most;
  }

  /** How many points there are. */
  public int size() {
    return own.size();
  }

  /** The points themselves. */
  public Rows own() {
    return own;
  }

  /** Other rows, to be compared with the points. */
  public Rows rows(Matrix rows, Workers workers) {
    return rows(rows, false, workers);
  }

  private Rows rows(Matrix rows, boolean points, Workers workers) {
    Matrix moved = rows.copy();
    float[] squares = new float[rows.rows()];
    workers.forBlocks(
        rows.rows(),
        1024,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int at = moved.offset(i);
            VectorMath.axpy(-1, mean.data(), 0, moved.data(), at, moved.columns());
            squares[i] = VectorMath.dot(moved.data(), at, moved.data(), at, moved.columns());
          }
        });
    return new Rows(moved, squares, points);
  }

  /** Room for a tile of a number of rows and of points. */
  public static float[] tile(int rows, int points) {
    return new float[PackedRows.wholeGroups(rows) * stride(points)];
  }

  /** From a row of a tile to the next. */
  public static int stride(int points) {
    return Math.ceilDiv(points, TILE) * TILE;
  }

  /**
   * Squared distances of rows {@code from} to {@code to} to points {@code first} to {@code last}.
   * The distance of one of the points to itself is infinite.
   *
   * @param first a multiple of {@link #TILE}
   * @param tile takes them row by row, {@code stride} apart
   */
  public void squared(Rows rows, int from, int to, int first, int last, float[] tile, int stride) {
    Matrix x = rows.moved();
    packed.dots(x.data(), x.offset(from), x.columns(), to - from, first, last, tile, 0, stride);
    float[] squares = own.squares();
    int n = last - first;
    for (int i = from; i < to; i++) {
      int at = (i - from) * stride;
      float square = rows.squares()[i];
      for (int j = 0; j < n; j++) {
        tile[at + j] = Math.max(0, square + squares[first + j] - 2 * tile[at + j]);
      }
      if (VectorMath.min(tile, at, n) < NEAR * (square + largest)) {
        measureNear(rows, i, first, last, tile, at);
      }
      if (rows.own() && i >= first && i < last) {
        tile[at + i - first] = Float.POSITIVE_INFINITY;
      }
    }
  }

  private void measureNear(Rows rows, int i, int first, int last, float[] tile, int at) {
    float square = rows.squares()[i];
    for (int j = first; j < last; j++) {
      if (tile[at + j - first] < NEAR * (square + own.squares()[j])) {
        tile[at + j - first] = Centres.squared(rows.moved(), i, own.moved(), j);
      }
    }
  }
}
