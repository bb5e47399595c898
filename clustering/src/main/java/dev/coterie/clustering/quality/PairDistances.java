package dev.coterie.clustering.quality;

import dev.coterie.clustering.Centres;
import dev.coterie.clustering.Points;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.MatrixProduct;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/**
 * Euclidean distances of all pairs, summed by cluster. They come from dot products, a block of
 * points against all; points are moved to have mean 0, and pairs so near that the difference of
 * squares would be rounding error are measured directly.
 */
final class PairDistances {
  private static final int BLOCK = 512;
  private static final float NEAR = 1e-3f;

  private final int k;
  private final int[] start;
  private final int[] order;
  private final Matrix sorted;
  private final float[] squares;
  private final Workers workers;

  PairDistances(Matrix points, int[] label, int k, Workers workers) {
    this.k = k;
    this.workers = workers;
    this.start = new int[k + 1];
    this.order = Centres.byLabel(label, k, start);
    this.sorted = points.select(order);
    int n = sorted.rows();
    int d = sorted.columns();
    Matrix mean = Centres.means(Points.of(sorted), new int[n], Matrix.zeros(1, d), workers);
    this.squares = new float[n];
    for (int i = 0; i < n; i++) {
      int at = sorted.offset(i);
      VectorMath.axpy(-1, mean.data(), 0, sorted.data(), at, d);
      squares[i] = VectorMath.dot(sorted.data(), at, sorted.data(), at, d);
    }
  }

  void silhouette(float[] s) {
    int n = sorted.rows();
    for (int first = 0; first < n; first += BLOCK) {
      int from = first;
      int to = Math.min(n, from + BLOCK);
      int[] rows = new int[to - from];
      Arrays.setAll(rows, i -> from + i);
      Matrix dots = MatrixProduct.timesTransposed(sorted.select(rows), sorted, workers);
      workers.forBlocks(
          to - from,
          16,
          (low, high) -> {
            for (int r = low; r < high; r++) {
              s[order[from + r]] = silhouette(from + r, dots, r);
            }
          });
    }
  }

  private float silhouette(int i, Matrix dots, int row) {
    double own = 0;
    double nearest = Double.POSITIVE_INFINITY;
    for (int c = 0; c < k; c++) {
      int size = start[c + 1] - start[c];
      if (size == 0) {
        continue;
      }
      double sum = sum(i, dots, row, start[c], start[c + 1]);
      if (i >= start[c] && i < start[c + 1]) {
        if (size == 1) {
          return 0;
        }
        own = sum / (size - 1);
      } else {
        nearest = Math.min(nearest, sum / size);
      }
    }
    return Silhouette.value(own, nearest);
  }

  private double sum(int i, Matrix dots, int row, int from, int to) {
    float[] data = dots.data();
    int at = dots.offset(row);
    float square = squares[i];
    double sum = 0;
    for (int j = from; j < to; j++) {
      float both = square + squares[j];
      float squared = both - 2 * data[at + j];
      if (squared < NEAR * both) {
        squared = i == j ? 0 : Centres.squared(sorted, i, sorted, j);
      }
      sum += Math.sqrt(squared);
    }
    return sum;
  }
}
