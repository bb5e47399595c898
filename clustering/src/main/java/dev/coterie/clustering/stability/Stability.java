package dev.coterie.clustering.stability;

import dev.coterie.clustering.Clusterer;
import dev.coterie.clustering.Clustering;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.quality.Agreement;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How well a clustering is found again when only a part of the points is there ("Cluster-wise
 * assessment of cluster stability", Hennig, 2007): samples without repetition are clustered, and
 * compared with the clustering of all on the points that they share.
 *
 * @param adjustedRand mean over the samples, of the whole clustering
 * @param ofCluster mean over the samples of the highest Jaccard coefficient that each cluster has
 *     with one of the sample's: by Hennig, above 0.75 it is stable, below 0.6 not to be trusted; 0
 *     where none of its points was drawn
 */
public record Stability(double adjustedRand, double[] ofCluster) {
  /**
   * How samples are drawn.
   *
   * @param samples how many, at least 1
   * @param share of the points in each, above 0 and below 1
   * @param most points of a sample, at least 2
   */
  public record Options(int samples, double share, int most) {
    public Options {
      if (samples < 1) {
        throw new IllegalArgumentException("samples must be at least 1, not " + samples);
      }
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException("share must be above 0 and below 1, not " + share);
      }
      if (most < 2) {
        throw new IllegalArgumentException("most must be at least 2, not " + most);
      }
    }

    /** Ten samples of half the points, 20,000 at most. */
    public static Options defaults() {
      return new Options(10, 0.5, 20_000);
    }
  }

  /**
   * Clusters the samples and compares.
   *
   * @param found the clustering of all points
   * @param clusterer that made it
   */
  public static Stability of(
      Points points,
      Clustering found,
      Clusterer<?> clusterer,
      Options options,
      long seed,
      Workers workers,
      Progress progress) {
    AtomicInteger done = new AtomicInteger();
    List<Stability> samples =
        workers.each(
            options.samples(),
            points.areFew(),
            (sample, hands) -> {
              SplittableRandom random = Seeds.stream(seed, "stability", sample);
              Stability again = again(points, found, clusterer, options, random, hands);
              progress.report("stability", done.incrementAndGet(), options.samples());
              return again;
            });
    double rand = 0;
    double[] jaccard = new double[found.clusters()];
    for (Stability sample : samples) {
      rand += sample.adjustedRand();
      for (int c = 0; c < jaccard.length; c++) {
        jaccard[c] += sample.ofCluster()[c];
      }
    }
    Arrays.setAll(jaccard, c -> jaccard[c] / samples.size());
    return new Stability(rand / samples.size(), jaccard);
  }

  /** What one sample says. */
  private static Stability again(
      Points points,
      Clustering found,
      Clusterer<?> clusterer,
      Options options,
      SplittableRandom random,
      Workers workers) {
    int k = found.clusters();
    int size = (int) Math.min(options.most(), Math.ceil(options.share() * points.size()));
    int[] rows =
        draw(points, Math.max(Math.min(size, points.size()), Math.min(k, points.size())), random);
    Clustering other =
        clusterer.fit(select(points, rows), random.nextLong(), workers, Progress.NONE);
    int[] label = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      label[i] = found.label()[rows[i]];
    }
    return new Stability(
        Agreement.of(label, other.label()).adjustedRand(),
        jaccard(k, label, other.label(), other.clusters()));
  }

  /** Different rows, ascending, with at least one of weight. */
  private static int[] draw(Points points, int size, SplittableRandom random) {
    int[] rows = new int[points.size()];
    Arrays.setAll(rows, i -> i);
    boolean heavy = false;
    for (int i = 0; i < rows.length && (i < size || !heavy); i++) {
      int other = random.nextInt(i, rows.length);
      int swap = rows[i];
      rows[i] = rows[other];
      rows[other] = swap;
      heavy |= points.weights()[rows[i]] > 0;
      if (i + 1 >= size && heavy) {
        size = i + 1;
      }
    }
    int[] drawn = Arrays.copyOf(rows, size);
    Arrays.sort(drawn);
    return drawn;
  }

  private static Points select(Points points, int[] rows) {
    float[] weights = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      weights[i] = points.weights()[rows[i]];
    }
    return new Points(points.matrix().select(rows), weights);
  }

  /** The highest coefficient of each of {@code k} clusters with one of the others. */
  private static double[] jaccard(int k, int[] label, int[] other, int others) {
    double[] jaccard = new double[k];
    int[][] both = new int[k][others];
    int[] sizes = new int[k];
    int[] otherSizes = new int[others];
    for (int i = 0; i < label.length; i++) {
      if (label[i] != Clustering.NOISE) {
        sizes[label[i]]++;
      }
      if (other[i] != Clustering.NOISE) {
        otherSizes[other[i]]++;
      }
      if (label[i] != Clustering.NOISE && other[i] != Clustering.NOISE) {
        both[label[i]][other[i]]++;
      }
    }
    for (int c = 0; c < k; c++) {
      double highest = 0;
      for (int o = 0; o < others; o++) {
        int together = sizes[c] + otherSizes[o] - both[c][o];
        highest = Math.max(highest, together == 0 ? 0 : (double) both[c][o] / together);
      }
      jaccard[c] = highest;
    }
    return jaccard;
  }
}
