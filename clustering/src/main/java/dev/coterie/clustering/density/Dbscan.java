package dev.coterie.clustering.density;

import dev.coterie.clustering.Centres;
import dev.coterie.clustering.Clusterer;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.pairs.PairBlocks;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/**
 * DBSCAN (Ester, Kriegel, Sander and Xu, 1996). A point is a core point if the points within
 * epsilon of it, itself included, weigh at least min-points. Core points within epsilon of each
 * other are in one cluster; another point belongs to the cluster of the nearest core point within
 * epsilon (of equally near ones the lowest), whatever the order of the points, else to none.
 * Clusters are numbered by their first core point. Distances are floats: one that is more than
 * epsilon by less than a millionth counts as within.
 *
 * <p>Needs n² / 16 bytes beside the points, a bit a pair, and time in n².
 */
public final class Dbscan implements Clusterer<DbscanClustering> {
  private static final int TILE = PairBlocks.TILE;
  private static final int WIDTH = 4 * TILE;

  /**
   * What DBSCAN is asked for.
   *
   * @param epsilon within which points are neighbours, 0 or more; by cosine 1 − cos
   * @param minPoints weight of the neighbours that makes a core point, at least 1
   * @param noise what becomes of points in no cluster
   */
  public record Options(double epsilon, int minPoints, Distance distance, NoisePolicy noise) {
    public Options {
      if (!(epsilon >= 0) || epsilon == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "epsilon must be a finite number of 0 or more, not " + epsilon);
      }
      if (!(minPoints >= 1)) {
        throw new IllegalArgumentException("minPoints must be at least 1, not " + minPoints);
      }
    }

    /** Noise is kept. */
    public static Options of(double epsilon, int minPoints, Distance distance) {
      return new Options(epsilon, minPoints, distance, NoisePolicy.keep());
    }

    /** The squared Euclidean distance of prepared points that is epsilon: 2 − 2 cos by cosine. */
    float squaredEpsilon() {
      double squared =
          switch (distance) {
            case EUCLIDEAN -> epsilon * epsilon;
            case COSINE -> 2 * epsilon;
          };
      return (float) (squared * (1 + 1e-6));
    }
  }

  private final Options options;

  public Dbscan(Options options) {
    this.options = options;
  }

  /** About how much memory {@link #fit} needs beside the points. */
  public static long bytes(long points, long columns) {
    return points * points / 16 + points * (12 * columns + 32);
  }

  @Override
  public DbscanClustering fit(Points points, long seed, Workers workers, Progress progress) {
    Matrix x = points.prepared(options.distance(), workers).matrix();
    int n = x.rows();
    PairBlocks pairs = new PairBlocks(x, workers);
    long[][] near = neighbours(x, pairs, workers, progress);
    double[] weight = new double[n];
    for (int i = 0; i < n; i++) {
      weight[i] += points.weights()[i];
      for (int j = next(near[i], 0, i); j >= 0; j = next(near[i], j + 1, i)) {
        weight[i] += points.weights()[j];
        weight[j] += points.weights()[i];
      }
    }
    boolean[] core = new boolean[n];
    for (int i = 0; i < n; i++) {
      core[i] = weight[i] >= options.minPoints();
    }
    int[] label = label(near, core);
    float[] share = new float[n];
    for (int i = 0; i < n; i++) {
      share[i] = (float) Math.min(1, weight[i] / options.minPoints());
    }
    joinBorder(x, near, core, label);
    progress.report("neighbours", n, n);
    return DbscanClustering.of(x, label, core, share, options, workers);
  }

  /** For each point, a bit for every neighbour with a higher number, from its own tile on. */
  private long[][] neighbours(Matrix x, PairBlocks pairs, Workers workers, Progress progress) {
    int n = pairs.size();
    float epsilon = options.squaredEpsilon();
    float[] squares = pairs.own().squares();
    float largest = 0;
    for (float square : squares) {
      largest = Math.max(largest, square);
    }
    // Pairs that are about epsilon apart are measured directly, on the points as they are.
    float doubt = 4e-6f * largest;
    long[][] near = new long[n][];
    progress.report("neighbours", 0, n);
    workers.forBlocks(
        n,
        TILE,
        (from, to) -> {
          float[] tile = PairBlocks.tile(to - from, WIDTH);
          float sure = epsilon - doubt;
          float most = epsilon + doubt;
          for (int i = from; i < to; i++) {
            near[i] = new long[Math.ceilDiv(n, TILE) - from / TILE];
          }
          for (int first = from; first < n; first += WIDTH) {
            int last = Math.min(n, first + WIDTH);
            pairs.squared(pairs.own(), from, to, first, last, tile, WIDTH);
            for (int i = from; i < to; i++) {
              int at = (i - from) * WIDTH - first;
              for (int word = first; word < last; word += TILE) {
                int end = Math.min(last, word + TILE);
                if (VectorMath.min(tile, at + word, end - word) > most) {
                  continue;
                }
                for (int j = Math.max(word, i + 1); j < end; j++) {
                  float apart = tile[at + j];
                  if (apart <= most && (apart < sure || Centres.squared(x, i, x, j) <= epsilon)) {
                    near[i][(word - from) / TILE] |= 1L << (j - word);
                  }
                }
              }
            }
          }
        });
    return near;
  }

  /**
   * The next neighbour of point {@code i} with a higher number, −1 where there is none.
   *
   * @param from point to look from, 0 for the first
   */
  private static int next(long[] near, int from, int i) {
    int base = i / TILE * TILE;
    int at = Math.max(0, from - base);
    int word = at / TILE;
    if (word >= near.length) {
      return -1;
    }
    long bits = near[word] & (-1L << at % TILE);
    while (bits == 0) {
      if (++word == near.length) {
        return -1;
      }
      bits = near[word];
    }
    return base + word * TILE + Long.numberOfTrailingZeros(bits);
  }

  private static int[] label(long[][] near, boolean[] core) {
    int n = core.length;
    int[] root = new int[n];
    Arrays.setAll(root, i -> i);
    for (int i = 0; i < n; i++) {
      if (!core[i]) {
        continue;
      }
      for (int j = next(near[i], 0, i); j >= 0; j = next(near[i], j + 1, i)) {
        if (core[j]) {
          int one = find(root, i);
          int other = find(root, j);
          root[Math.max(one, other)] = Math.min(one, other);
        }
      }
    }
    int[] label = new int[n];
    int clusters = 0;
    for (int i = 0; i < n; i++) {
      if (!core[i]) {
        label[i] = DbscanClustering.NOISE;
      } else {
        label[i] = root[i] == i ? clusters++ : label[find(root, i)];
      }
    }
    return label;
  }

  private static int find(int[] root, int i) {
    int r = i;
    while (root[r] != r) {
      root[r] = root[root[r]];
      r = root[r];
    }
    return r;
  }

  private static void joinBorder(Matrix x, long[][] near, boolean[] core, int[] label) {
    int n = core.length;
    int[] nearest = new int[n];
    float[] far = new float[n];
    Arrays.fill(nearest, -1);
    for (int i = 0; i < n; i++) {
      for (int j = next(near[i], 0, i); j >= 0; j = next(near[i], j + 1, i)) {
        if (core[i] != core[j]) {
          int border = core[i] ? j : i;
          int inner = core[i] ? i : j;
          float squared =
              VectorMath.squaredDistance(x.data(), x.offset(i), x.data(), x.offset(j), x.columns());
          if (nearest[border] < 0
              || squared < far[border]
              || (squared == far[border] && inner < nearest[border])) {
            nearest[border] = inner;
            far[border] = squared;
          }
        }
      }
    }
    for (int i = 0; i < n; i++) {
      if (nearest[i] >= 0) {
        label[i] = label[nearest[i]];
      }
    }
  }
}
