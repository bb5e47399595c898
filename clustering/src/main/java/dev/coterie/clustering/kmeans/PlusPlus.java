package dev.coterie.clustering.kmeans;

import dev.coterie.clustering.Centres;
import dev.coterie.clustering.Points;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Starting centres by greedy k-means++: each next one is drawn in proportion to the squared
 * distance to the centres so far, the best of a few draws. Of many points it looks at a sample,
 * since Lloyd's iterations then mend what the sample missed.
 */
final class PlusPlus {
  private static final int LEAST_SAMPLE = 16_384;
  private static final int SAMPLE_A_CENTRE = 64;
  private static final int BLOCK = 512;

  private final Points points;
  private final Workers workers;

  PlusPlus(Points points, Workers workers) {
    this.points = points;
    this.workers = workers;
  }

  Matrix centres(int k, SplittableRandom random) {
    int[] sample = sample(Math.max(LEAST_SAMPLE, SAMPLE_A_CENTRE * k), random);
    int n = sample.length;
    double[] mass = new double[n];
    for (int i = 0; i < n; i++) {
      mass[i] = points.weights()[sample[i]];
    }
    int[] chosen = new int[k];
    boolean[] taken = new boolean[n];
    chosen[0] = draw(mass, taken, random);
    float[] nearest = new float[n];
    Arrays.fill(nearest, Float.POSITIVE_INFINITY);
    nearest = shortened(nearest, sample, sample[chosen[0]]);
    int trials = 2 + (int) Math.log(k);
    for (int c = 1; c < k; c++) {
      taken[chosen[c - 1]] = true;
      for (int i = 0; i < n; i++) {
        mass[i] = (double) points.weights()[sample[i]] * nearest[i];
      }
      double lowest = Double.POSITIVE_INFINITY;
      float[] best = nearest;
      for (int trial = 0; trial < trials; trial++) {
        int candidate = draw(mass, taken, random);
        float[] left = shortened(nearest, sample, sample[candidate]);
        double potential = potential(left, sample);
        if (potential < lowest) {
          lowest = potential;
          best = left;
          chosen[c] = candidate;
        }
      }
      nearest = best;
    }
    for (int c = 0; c < k; c++) {
      chosen[c] = sample[chosen[c]];
    }
    return points.matrix().select(chosen);
  }

  /** Different points in ascending order, all of them where there are no more than {@code most}. */
  private int[] sample(int most, SplittableRandom random) {
    int n = points.size();
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
    int[] sample = Arrays.copyOf(all, most);
    Arrays.sort(sample);
    return sample;
  }

  /** Draws in proportion to the mass; where no mass is left, the first that is not taken. */
  private static int draw(double[] mass, boolean[] taken, SplittableRandom random) {
    double total = 0;
    for (double m : mass) {
      total += m;
    }
    double rest = random.nextDouble() * total;
    int last = -1;
    for (int i = 0; i < mass.length; i++) {
      if (mass[i] > 0) {
        last = i;
        rest -= mass[i];
        if (rest < 0) {
          return i;
        }
      }
    }
    for (int i = 0; last < 0; i++) {
      last = taken[i] ? -1 : i;
    }
    return last;
  }

  private float[] shortened(float[] nearest, int[] sample, int centre) {
    Matrix x = points.matrix();
    float[] shorter = new float[nearest.length];
    workers.forBlocks(
        nearest.length,
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            shorter[i] = Math.min(nearest[i], Centres.squared(x, sample[i], x, centre));
          }
        });
    return shorter;
  }

  private double potential(float[] nearest, int[] sample) {
    double sum = 0;
    for (int i = 0; i < nearest.length; i++) {
      sum += (double) points.weights()[sample[i]] * nearest[i];
    }
    return sum;
  }
}
