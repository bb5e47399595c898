package dev.coterie.clustering.kmeans;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Centres;
import dev.coterie.clustering.Clusterer;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * K-means from small random batches (Sculley, "Web-scale k-means clustering", 2010): a centre moves
 * to the mean of all that it was given so far, so that its steps shrink as it has seen more. For
 * points that are too many for {@link KMeans}; the inertia ends a little higher.
 *
 * <p>Batches are drawn pass by pass without repetition. A centre that was given less than a
 * hundredth of the weight of the best fed one is starved, and starts again at a point of the batch,
 * drawn in proportion to the squared distance to its centre. One step of Lloyd over all points
 * comes last, and labels are those of the nearest centres after it.
 */
public final class MiniBatch implements Clusterer<CentreClustering> {
  /**
   * What mini-batch K-means is asked for.
   *
   * @param k clusters, at least 1
   * @param distance of points to centres
   * @param batch points of a step, at least 1
   * @param passes over the points at most, at least 1
   * @param patience steps without a better batch after which it ends; 0 goes through all passes
   * @param starts seeds of which the best is taken, at least 1
   * @param polish steps of Lloyd over all points at the end, at least 1
   */
  public record Options(
      int k, Distance distance, int batch, int passes, int patience, int starts, int polish) {
    public Options {
      requireAtLeast("k", k, 1);
      requireAtLeast("batch", batch, 1);
      requireAtLeast("passes", passes, 1);
      requireAtLeast("patience", patience, 0);
      requireAtLeast("starts", starts, 1);
      requireAtLeast("polish", polish, 1);
    }

    private static void requireAtLeast(String name, int value, int least) {
      if (value < least) {
        throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
      }
    }

    /**
     * Batches of 1,024 points or 4 for each cluster, 100 passes, a patience of 10 steps, 6 starts,
     * 4 steps at the end.
     */
    public static Options of(int k, Distance distance) {
      int batch = (int) Math.max(1024, Math.min(4L * k, 65_536));
      return new Options(k, distance, batch, 100, 10, 6, 4);
    }
  }

  /** Share of the best fed centre's weight below which a centre is starved. */
  private static final double STARVED = 0.01;

  private static final double SMOOTHING = 0.3;

  private final Options options;

  public MiniBatch(Options options) {
    this.options = options;
  }

  /**
   * Bytes that a fit needs beside the points themselves, at most; by cosine the copy of the points
   * counts too.
   */
  public static long memory(long points, long columns, Options options) {
    return KMeansMemory.ofPoints(points, columns, options.distance())
        + 4 * KMeansMemory.ofCentres(options.k(), columns)
        + 8L * options.batch() * (columns + options.k());
  }

  @Override
  public CentreClustering fit(Points points, long seed, Workers workers, Progress progress) {
    requireEnough(points);
    Points prepared = points.prepared(options.distance(), workers);
    SplittableRandom random = Seeds.stream(seed, "mini-batch");
    PlusPlus plusPlus = new PlusPlus(prepared, options.k(), random, workers);
    Matrix best = plusPlus.centres(options.k(), random);
    double lowest = plusPlus.left();
    for (int start = 1; start < options.starts(); start++) {
      PlusPlus other = new PlusPlus(prepared, options.k(), random, workers);
      Matrix centres = other.centres(options.k(), random);
      best = other.left() < lowest ? centres : best;
      lowest = Math.min(lowest, other.left());
    }
    return run(prepared, best, random, workers, progress);
  }

  /** From centres that are already there. */
  public CentreClustering fitFrom(
      Matrix centres, Points points, Workers workers, Progress progress) {
    requireEnough(points);
    KMeans.requireCentres(centres, options.k(), points);
    Points prepared = points.prepared(options.distance(), workers);
    Matrix start = options.distance().prepared(centres, workers);
    return run(prepared, start, Seeds.stream(0, "mini-batch"), workers, progress);
  }

  private void requireEnough(Points points) {
    if (options.k() > points.size()) {
      throw new IllegalArgumentException(
          "k = " + options.k() + " is more than the " + points.size() + " points");
    }
  }

  private CentreClustering run(
      Points points, Matrix start, SplittableRandom random, Workers workers, Progress progress) {
    int n = points.size();
    int batch = Math.min(options.batch(), n);
    long steps = (long) options.passes() * Math.ceilDiv(n, batch);
    Matrix centres = start.copy();
    double[] fed = new double[options.k()];
    Deck deck = new Deck(n, random);
    double average = Double.NaN;
    double lowest = Double.POSITIVE_INFINITY;
    int waited = 0;
    int step = 0;
    boolean settled = false;
    while (step < steps && !settled) {
      double inertia = step(points, deck.draw(batch), centres, fed, random, workers);
      // The first step moves centres from where they started, and tells nothing of those after.
      average = Double.isNaN(average) ? inertia : mixed(average, inertia, step);
      waited = average < lowest ? 0 : waited + 1;
      lowest = Math.min(lowest, average);
      settled = options.patience() > 0 && waited >= options.patience();
      step++;
      progress.report("mini-batches", step, settled ? step : steps);
    }
    return finished(points, centres, step, settled, workers);
  }

  private static double mixed(double average, double now, int step) {
    double share = step == 1 ? 1 : SMOOTHING;
    return (1 - share) * average + share * now;
  }

  private double step(
      Points points,
      int[] rows,
      Matrix centres,
      double[] fed,
      SplittableRandom random,
      Workers workers) {
    Matrix x = points.matrix().select(rows);
    int[] label = new int[rows.length];
    float[] score = new float[rows.length];
    CentreClustering.nearest(centres, options.distance(), workers).find(x, workers, label, score);
    double[] far = new double[rows.length];
    double inertia = 0;
    double weight = 0;
    for (int i = 0; i < rows.length; i++) {
      float w = points.weights()[rows[i]];
      far[i] = w * (double) Centres.squared(x, i, centres, label[i]);
      inertia += far[i];
      weight += w;
    }
    feed(points, rows, x, label, centres, fed);
    restart(x, far, centres, fed, random);
    Centres.as(options.distance(), centres);
    return weight == 0 ? 0 : inertia / weight;
  }

  /** Moves each centre towards its points of the batch, by their share of all it was given. */
  private static void feed(
      Points points, int[] rows, Matrix x, int[] label, Matrix centres, double[] fed) {
    int d = x.columns();
    int[] start = new int[fed.length + 1];
    int[] order = Centres.byLabel(label, fed.length, start);
    double[] sum = new double[d];
    for (int c = 0; c < fed.length; c++) {
      for (int j = 0; j < d; j++) {
        sum[j] = fed[c] * centres.get(c, j);
      }
      for (int p = start[c]; p < start[c + 1]; p++) {
        float weight = points.weights()[rows[order[p]]];
        fed[c] += weight;
        int at = x.offset(order[p]);
        for (int j = 0; j < d; j++) {
          sum[j] += weight * (double) x.data()[at + j];
        }
      }
      for (int j = 0; j < d && start[c + 1] > start[c] && fed[c] > 0; j++) {
        centres.set(c, j, (float) (sum[j] / fed[c]));
      }
    }
  }

  private static void restart(
      Matrix x, double[] far, Matrix centres, double[] fed, SplittableRandom random) {
    double most = Arrays.stream(fed).max().orElse(0);
    double least = most;
    for (double f : fed) {
      least = f >= STARVED * most ? Math.min(least, f) : least;
    }
    int left = far.length / 2;
    for (int c = 0; c < fed.length && left > 0; c++) {
      if (fed[c] < STARVED * most) {
        int chosen = draw(far, random);
        if (chosen < 0) {
          return;
        }
        centres.setRow(c, x.row(chosen));
        fed[c] = least;
        far[chosen] = 0;
        left--;
      }
    }
  }

  /** A place in proportion to its value; −1 where all are 0. */
  private static int draw(double[] value, SplittableRandom random) {
    double aim = random.nextDouble() * Arrays.stream(value).sum();
    int last = -1;
    for (int i = 0; i < value.length; i++) {
      if (value[i] > 0) {
        last = i;
        aim -= value[i];
        if (aim < 0) {
          return i;
        }
      }
    }
    return last;
  }

  private CentreClustering finished(
      Points points, Matrix centres, int steps, boolean settled, Workers workers) {
    Lloyd last =
        new Lloyd(
            points,
            new KMeans.Options(options.k(), options.distance(), 1, options.polish(), 0),
            workers);
    CentreClustering found = last.run(centres);
    return new CentreClustering(
        found.label(),
        found.centres(),
        found.distance(),
        found.inertia(),
        steps,
        settled,
        CentreClustering.Work.UNKNOWN);
  }
}
