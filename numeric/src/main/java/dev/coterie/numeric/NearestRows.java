package dev.coterie.numeric;

import java.util.Arrays;

/**
 * Finds, for each of many points, the row of a small matrix that is nearest to it, or whose dot
 * product with it is highest; equal ones by the lower index. The matrix is packed once, for any
 * number of calls from any threads.
 *
 * <p>The nearest row is the one with the highest x·c − ½‖c‖², so that both questions cost one
 * product.
 */
public final class NearestRows {
  private static final Kernels KERNELS = Kernels.CHOSEN;
  private static final int BLOCK = 128;

  private final Panels panels;
  private final float[] bias;

  private NearestRows(Matrix rows, boolean byDistance, Workers workers) {
    if (rows.rows() == 0) {
      throw new IllegalArgumentException("nearest of no rows");
    }
    panels = new Panels(rows.rows(), rows.columns());
    panels.packRows(rows.data(), 0, rows.columns(), workers);
    bias = new float[panels.padded];
    Arrays.fill(bias, rows.rows(), panels.padded, Float.NEGATIVE_INFINITY);
    for (int j = 0; byDistance && j < rows.rows(); j++) {
      int at = rows.offset(j);
      bias[j] = -0.5f * VectorMath.dot(rows.data(), at, rows.data(), at, rows.columns());
    }
  }

  /** Nearest by Euclidean distance. */
  public static NearestRows byDistance(Matrix rows, Workers workers) {
    return new NearestRows(rows, true, workers);
  }

  /** Nearest by the highest dot product, which is the cosine where all rows have length 1. */
  public static NearestRows byDot(Matrix rows, Workers workers) {
    return new NearestRows(rows, false, workers);
  }

  /**
   * Looks up every row of {@code points}.
   *
   * @param label takes the index of the nearest row of each point
   * @param score takes x·c − ½‖c‖² by distance (so that the squared distance is ‖x‖² − 2 score, up
   *     to cancellation), x·c by dot product
   */
  public void find(Matrix points, Workers workers, int[] label, float[] score) {
    if (points.columns() != panels.depth) {
      throw new IllegalArgumentException(
          "points have " + points.columns() + " columns, the rows " + panels.depth);
    }
    workers.forBlocks(points.rows(), BLOCK, (from, to) -> find(points, from, to, label, score));
  }

  private void find(Matrix points, int from, int to, int[] label, float[] score) {
    float[] x = points.data();
    int stride = points.columns();
    int padded = panels.padded;
    // Panels outside, points inside: a panel is then read from memory once a block.
    float[] scores = new float[Math.ceilDiv(to - from, 4) * 4 * padded];
    for (int start = 0; start < padded; start += panels.widthAt(start)) {
      for (int i = from; i < to; i += 4) {
        KERNELS.tile(
            x,
            i * stride,
            Math.min(i + 1, to - 1) * stride,
            Math.min(i + 2, to - 1) * stride,
            Math.min(i + 3, to - 1) * stride,
            panels.data(),
            panels.offset(start),
            panels.vectorsAt(start),
            panels.depth,
            scores,
            (i - from) * padded + start,
            padded);
      }
    }
    for (int i = from; i < to; i++) {
      int at = (i - from) * padded;
      float best = KERNELS.addAndMax(scores, at, bias, 0, padded);
      assert Float.isFinite(best) : best + " at row " + i;
      score[i] = best;
      label[i] = KERNELS.firstEqual(best, scores, at, padded);
    }
  }
}
