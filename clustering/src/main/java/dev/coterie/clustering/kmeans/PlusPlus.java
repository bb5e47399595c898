package dev.coterie.clustering.kmeans;

import dev.coterie.clustering.Centres;
import dev.coterie.clustering.Points;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.MatrixProduct;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Starting centres by greedy k-means++: each next one is drawn in proportion to the squared
 * distance to the centres so far, the best of a few draws. Of many points it looks at a sample,
 * since Lloyd's iterations then mend what the sample missed.
 */
final class PlusPlus {
  private static final int LEAST_SAMPLE = 8192;
  private static final int SAMPLE_A_CENTRE = 64;
  private static final int BLOCK = 1024;

  /** Below this share of the squared lengths, a difference of them is rounding error. */
  private static final float NEAR = 1e-3f;

  private final Workers workers;
  private final Matrix sample;
  private final float[] weight;
  private final float[] square;
  private final float[] nearest;
  private final boolean[] taken;
  private final double[] upTo;

  PlusPlus(Points points, int k, SplittableRandom random, Workers workers) {
    this.workers = workers;
    int[] rows = rows(points.size(), Math.max(LEAST_SAMPLE, SAMPLE_A_CENTRE * k), random);
    boolean all = rows.length == points.size();
    this.sample = all ? points.matrix() : points.matrix().select(rows);
    int n = rows.length;
    this.weight = new float[n];
    this.square = new float[n];
    this.nearest = new float[n];
    this.taken = new boolean[n];
    this.upTo = new double[n];
    for (int i = 0; i < n; i++) {
      int at = sample.offset(i);
      weight[i] = points.weights()[rows[i]];
      square[i] = VectorMath.dot(sample.data(), at, sample.data(), at, sample.columns());
    }
    Arrays.fill(nearest, 1);
  }

  /** Different rows in ascending order, all of them where there are no more than {@code most}. */
  private static int[] rows(int n, int most, SplittableRandom random) {
    int[] all = new int[n];
    Arrays.setAll(all, i -> i);
    if (n <= most) {
      return all;
    }
    for (int i = 0; i < most; i++) {
      int other = random.nextInt(i, n);
      int swap = all[i];
      all[i] = all[other];
      all[other] = swap;
    }
    int[] rows = Arrays.copyOf(all, most);
    Arrays.sort(rows);
    return rows;
  }

  Matrix centres(int k, SplittableRandom random) {
    int[] chosen = new int[k];
    sumUp();
    chosen[0] = draw(random);
    Arrays.fill(nearest, Float.POSITIVE_INFINITY);
    take(new int[] {chosen[0]}, 0, dots(chosen[0]));
    for (int c = 1; c < k; c++) {
      int[] candidates = new int[2 + (int) Math.log(k)];
      for (int trial = 0; trial < candidates.length; trial++) {
        candidates[trial] = draw(random);
      }
      Matrix dots = dots(candidates);
      int best = best(candidates, dots);
      take(candidates, best, dots);
      chosen[c] = candidates[best];
    }
    return sample.select(chosen);
  }

  /** The sum of squared distances to the centres, over the sample. */
  double left() {
    return upTo[upTo.length - 1];
  }

  private Matrix dots(int... centres) {
    return MatrixProduct.timesTransposed(sample, sample.select(centres), workers);
  }

  /** Makes one of the candidates a centre. */
  private void take(int[] candidates, int which, Matrix dots) {
    int centre = candidates[which];
    taken[centre] = true;
    for (int i = 0; i < nearest.length; i++) {
      nearest[i] = Math.min(nearest[i], squared(i, centre, dots.get(i, which)));
    }
    sumUp();
  }

  /** The candidate that would leave the lowest sum of squared distances. */
  private int best(int[] candidates, Matrix dots) {
    int trials = candidates.length;
    double[][] parts = new double[Math.ceilDiv(nearest.length, BLOCK)][trials];
    workers.forBlocks(
        nearest.length,
        BLOCK,
        (from, to) -> {
          double[] part = parts[from / BLOCK];
          for (int i = from; i < to; i++) {
            for (int t = 0; t < trials; t++) {
              float left = Math.min(nearest[i], squared(i, candidates[t], dots.get(i, t)));
              part[t] += weight[i] * (double) left;
            }
          }
        });
    int best = 0;
    double lowest = Double.POSITIVE_INFINITY;
    for (int t = 0; t < trials; t++) {
      double sum = 0;
      for (double[] part : parts) {
        sum += part[t];
      }
      if (sum < lowest) {
        lowest = sum;
        best = t;
      }
    }
    return best;
  }

  private float squared(int i, int centre, float dot) {
    float both = square[i] + square[centre];
    float squared = both - 2 * dot;
    return squared < NEAR * both ? Centres.squared(sample, i, sample, centre) : squared;
  }

  private void sumUp() {
    double sum = 0;
    for (int i = 0; i < upTo.length; i++) {
      sum += weight[i] * (double) nearest[i];
      upTo[i] = sum;
    }
  }

  /** Draws in proportion to weight and distance; where all is covered, the first not taken. */
  private int draw(SplittableRandom random) {
    int last = upTo.length - 1;
    double aim = random.nextDouble() * upTo[last];
    if (upTo[last] > 0) {
      int low = 0;
      int high = last;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (upTo[middle] > aim) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low;
    }
    int first = 0;
    while (first < last && taken[first]) {
      first++;
    }
    return first;
  }
}
