package dev.coterie.clustering;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.PackedRows;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;

/** How much nearer points are to their own centre than to the nearest other one. */
final class CentreMargins {
  private static final int BLOCK = 64;

  private CentreMargins() {}

  /** 1 − a / b of each point, at least 0. */
  static float[] of(Matrix points, int[] label, Matrix centres, Workers workers) {
    int k = centres.rows();
    float[] squares = new float[k];
    for (int c = 0; c < k; c++) {
      int at = centres.offset(c);
      squares[c] = VectorMath.dot(centres.data(), at, centres.data(), at, centres.columns());
    }
    PackedRows packed = PackedRows.of(centres, workers);
    float[] margin = new float[points.rows()];
    workers.forBlocks(
        points.rows(),
        BLOCK,
        (from, to) -> {
          int stride = packed.padded();
          float[] dots = new float[PackedRows.wholeGroups(to - from) * stride];
          packed.dots(
              points.data(),
              points.offset(from),
              points.columns(),
              to - from,
              0,
              k,
              dots,
              0,
              stride);
          for (int i = from; i < to; i++) {
            int next = nearestOther(dots, (i - from) * stride, squares, label[i]);
            margin[i] = next < 0 ? 1 : margin(points, i, centres, label[i], next);
          }
        });
    return margin;
  }

  private static int nearestOther(float[] dots, int at, float[] squares, int own) {
    int nearest = -1;
    float least = Float.POSITIVE_INFINITY;
    for (int c = 0; c < squares.length; c++) {
      float score = squares[c] - 2 * dots[at + c];
      if (c != own && score < least) {
        least = score;
        nearest = c;
      }
    }
    return nearest;
  }

  private static float margin(Matrix points, int i, Matrix centres, int own, int other) {
    double a = Math.sqrt(Centres.squared(points, i, centres, own));
    double b = Math.sqrt(Centres.squared(points, i, centres, other));
    return b > a ? (float) (1 - a / b) : 0;
  }
}
