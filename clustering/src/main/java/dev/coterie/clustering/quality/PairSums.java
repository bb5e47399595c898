package dev.coterie.clustering.quality;

import dev.coterie.clustering.Centres;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.PairDistances;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;

/**
 * Sums of Euclidean distances from each point to the points of each cluster. Every pair is computed
 * once and counts for both of its points: in round r each block meets the block r places on, so
 * that no two threads add to the same sums, and sums are added up in the order of the rounds.
 */
final class PairSums {
  private static final int BLOCK = PairDistances.BLOCK;

  private final int k;
  private final int n;
  private final int[] start;
  private final int[] order;
  private final int[] sortedLabel;
  private final PairDistances distances;

  /** Of the points in the order of their labels: n × k, to those of the own block and after. */
  private final double[] onwards;

  /** The same to those of blocks before. */
  private final double[] backwards;

  PairSums(Matrix points, int[] label, int k, Workers workers) {
    this.k = k;
    this.n = points.rows();
    this.start = new int[k + 1];
    this.order = Centres.byLabel(label, k, start);
    this.sortedLabel = new int[n];
    for (int p = 0; p < n; p++) {
      sortedLabel[p] = label[order[p]];
    }
    this.distances = new PairDistances(points.select(order), workers);
    this.onwards = new double[Math.multiplyExact(n, k)];
    this.backwards = new double[n * k];
    int blocks = distances.blocks();
    for (int r = 0; r <= blocks / 2; r++) {
      int round = r;
      // With an even number, blocks half the way apart would meet twice in the last round.
      int meetings = 2 * round == blocks ? round : blocks;
      workers.forBlocks(meetings, 1, (from, to) -> meet(from, (from + round) % blocks));
    }
  }

  private void meet(int first, int second) {
    float[] far = new float[BLOCK * BLOCK];
    distances.between(first, second, far);
    int from = first * BLOCK;
    int to = Math.min(n, from + BLOCK);
    int start = second * BLOCK;
    int columns = Math.min(n, start + BLOCK) - start;
    float[] below = new float[columns];
    for (int i = from; i < to; i++) {
      int at = (i - from) * BLOCK;
      for (int c = 0; c < columns; ) {
        int end = endOfLabel(start + c, start + columns) - start;
        onwards[i * k + sortedLabel[start + c]] += VectorMath.sum(far, at + c, end - c);
        c = end;
      }
      if (first != second) {
        VectorMath.axpy(1, far, at, below, 0, columns);
        if (i + 1 == to || sortedLabel[i + 1] != sortedLabel[i]) {
          for (int c = 0; c < columns; c++) {
            backwards[(start + c) * k + sortedLabel[i]] += below[c];
            below[c] = 0;
          }
        }
      }
    }
  }

  private int endOfLabel(int p, int last) {
    return Math.min(last, start[sortedLabel[p] + 1]);
  }

  void silhouette(float[] s) {
    for (int p = 0; p < n; p++) {
      s[order[p]] = silhouette(p);
    }
  }

  private float silhouette(int p) {
    double own = 0;
    double nearest = Double.POSITIVE_INFINITY;
    for (int c = 0; c < k; c++) {
      int size = start[c + 1] - start[c];
      double sum = onwards[p * k + c] + backwards[p * k + c];
      if (c == sortedLabel[p]) {
        if (size == 1) {
          return 0;
        }
        own = sum / (size - 1);
      } else if (size > 0) {
        nearest = Math.min(nearest, sum / size);
      }
    }
    return Silhouette.value(own, nearest);
  }
}
