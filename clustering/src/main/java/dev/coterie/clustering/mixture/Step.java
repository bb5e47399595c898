package dev.coterie.clustering.mixture;

import dev.coterie.clustering.Points;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.PackedRows;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/**
 * One pass over the points: log densities, responsibilities and their sums, block by block, so that
 * the features of a block are used while they are in the caches.
 *
 * <p>Features and products are floats around the mean of all points, sums over the parts of a fixed
 * cut of the points doubles. Where components are so sharp that squares of values would drown their
 * differences, log densities are computed from the differences themselves.
 */
final class Step {
  private static final int POINTS = Features.POINTS;
  private static final int MOST_PARTS = 32;
  private static final double MOST_BYTES = 6.4e7;

  /** Past this, the rounding of squares would move a log density by more than about 0.05. */
  private static final double SHARP = 2e5;

  /** A component whose density is this far below the best, as a logarithm, has no share. */
  private static final float NO_SHARE = -60;

  private final int n;
  private final float[] weights;
  private final Features features;
  private final Workers workers;
  private final int k;
  private final int part;
  private final double farthest;

  /** The points of each block around the mean, value by value, the points beside each other. */
  private final float[][] blocks;

  /**
   * Brings the points into blocks.
   *
   * @param mean one row, taken from the points
   */
  Step(Points points, Matrix mean, Features features, int k, Workers workers) {
    this.n = points.size();
    this.weights = points.weights();
    this.features = features;
    this.workers = workers;
    this.k = k;
    this.blocks = new float[Math.ceilDiv(n, POINTS)][];
    long bytes = 4L * features.count() * (k + POINTS);
    int parts = Math.clamp((long) (MOST_BYTES / bytes), 4, MOST_PARTS);
    this.part = Math.ceilDiv(blocks.length, parts) * POINTS;
    double[] far = new double[blocks.length];
    workers.forBlocks(
        blocks.length,
        8,
        (from, to) -> {
          for (int b = from; b < to; b++) {
            far[b] = fill(b, points.matrix(), mean);
          }
        });
    this.farthest = Arrays.stream(far).max().orElse(0);
  }

  /** Fills a block, a few columns at a time so that they stay in the nearest cache. */
  private double fill(int b, Matrix x, Matrix mean) {
    int d = x.columns();
    int from = b * POINTS;
    int count = Math.min(POINTS, n - from);
    float[] block = new float[d * POINTS];
    double[] square = new double[count];
    for (int start = 0; start < d; start += 16) {
      for (int j = start; j < Math.min(d, start + 16); j++) {
        float origin = mean.get(0, j);
        for (int i = 0; i < count; i++) {
          float value = x.data()[(from + i) * d + j] - origin;
          block[j * POINTS + i] = value;
          square[i] += (double) value * value;
        }
      }
    }
    blocks[b] = block;
    return Arrays.stream(square).max().orElse(0);
  }

  /** Takes what a pass finds of each point; either may be empty. */
  record Found(int[] label, float[] share) {
    static final Found NOTHING = new Found(new int[0], new float[0]);
  }

  /** The moments of points that belong wholly to a component each. */
  Moments ofLabels(int[] label) {
    return inParts(
        (part, from, to) -> {
          float[] shares = part.shares;
          Arrays.fill(shares, 0);
          for (int i = from; i < to; i++) {
            shares[label[i] * POINTS + i - from] = weights[i];
          }
          part.open(from);
        });
  }

  /** The moments of the responsibilities that the components have. */
  Moments ofComponents(Components components, Found found) {
    float[] constant = new float[k];
    float[] rows = features.coefficients(components, constant);
    boolean exact = components.sharpest() * farthest > SHARP;
    return inParts(
        (part, from, to) -> {
          part.open(from);
          if (exact) {
            part.measure(components, from, to);
          } else {
            part.score(rows, constant, components, from, to);
          }
          part.share(from, to, found);
        });
  }

  private interface Shares {
    void fill(Part part, int from, int to);
  }

  private Moments inParts(Shares shares) {
    Part[] parts = new Part[Math.ceilDiv(n, part)];
    workers.forBlocks(
        n,
        part,
        (from, to) -> {
          Part sum = new Part();
          for (int start = from; start < to; start += POINTS) {
            int end = Math.min(to, start + POINTS);
            shares.fill(sum, start, end);
            sum.add();
          }
          sum.release();
          parts[from / part] = sum;
        });
    double logLikelihood = 0;
    Moments all = Moments.zero(k, features.count());
    for (Part each : parts) {
      logLikelihood += each.logLikelihood;
      for (int c = 0; c < k; c++) {
        all.weight()[c] += each.weight[c];
        double[] sums = all.sums()[c];
        for (int f = 0; f < sums.length; f++) {
          sums[f] += each.sums[f * each.stride + c];
        }
      }
    }
    return new Moments(logLikelihood, all.weight(), all.sums());
  }

  /** The sums over a range of points, and room for one block of them. */
  private final class Part {
    private final int groups = PackedRows.wholeGroups(k);
    private final float[] shares = new float[groups * POINTS];
    private final double[] weight = new double[k];
    private double logLikelihood;
    private final PackedRows packedShares = new PackedRows(k, POINTS);
    private final int stride = packedShares.padded();
    private final float[] sums = new float[PackedRows.wholeGroups(features.count()) * stride];
    private float[] columns = new float[0];
    private float[] product = new float[groups * POINTS];
    private float[] block = new float[PackedRows.wholeGroups(features.length(0)) * stride];
    private PackedRows packed = new PackedRows(POINTS, features.length(0));
    private int made = -1;
    private double[] apart = new double[features.d()];

    void open(int from) {
      columns = blocks[from / POINTS];
      made = -1;
    }

    /** A piece of the features of the block; it stays until the next one is made. */
    private float[] piece(int p) {
      if (made != p) {
        if (packed.depth() != features.length(p)) {
          packed = new PackedRows(POINTS, features.length(p));
        }
        features.write(p, columns, packed.data());
        made = p;
      }
      return packed.data();
    }

    void score(float[] rows, float[] constant, Components components, int from, int to) {
      for (int p = 0; p < features.pieces(); p++) {
        piece(p);
        float[] target = p == 0 ? shares : product;
        packed.dots(rows, features.from(p), features.count(), k, 0, POINTS, target, 0, POINTS);
        for (int e = 0; p > 0 && e < k * POINTS; e++) {
          shares[e] += product[e];
        }
      }
      for (int c = 0; c < k; c++) {
        for (int i = 0; i < POINTS; i++) {
          shares[c * POINTS + i] += constant[c];
        }
      }
      if (features.kind() == Covariance.TIED) {
        for (int i = from; i < to; i++) {
          for (int j = 0; j < apart.length; j++) {
            apart[j] = columns[j * POINTS + i - from];
          }
          float half = (float) (0.5 * components.square(0, apart));
          for (int c = 0; c < k; c++) {
            shares[c * POINTS + i - from] -= half;
          }
        }
      }
    }

    void measure(Components components, int from, int to) {
      for (int c = 0; c < k; c++) {
        double[] mean = components.mean()[c];
        double constant = components.constant(c);
        for (int i = from; i < to; i++) {
          for (int j = 0; j < apart.length; j++) {
            apart[j] = columns[j * POINTS + i - from] - mean[j];
          }
          shares[c * POINTS + i - from] = (float) (constant - 0.5 * components.square(c, apart));
        }
      }
    }

    /** From log densities to responsibilities, times the weight of the point. */
    void share(int from, int to, Found found) {
      for (int i = 0; i < POINTS; i++) {
        boolean real = from + i < to;
        float highest = Float.NEGATIVE_INFINITY;
        int best = 0;
        for (int c = 0; real && c < k; c++) {
          float score = shares[c * POINTS + i];
          if (score > highest) {
            highest = score;
            best = c;
          }
        }
        double sum = 0;
        for (int c = 0; c < k; c++) {
          float below = real ? shares[c * POINTS + i] - highest : NO_SHARE;
          float share = below > NO_SHARE ? (float) Math.exp(below) : 0;
          shares[c * POINTS + i] = share;
          sum += share;
        }
        if (real) {
          float own = weights[from + i];
          logLikelihood += own * (highest + Math.log(sum));
          float factor = (float) (own / sum);
          for (int c = 0; c < k; c++) {
            shares[c * POINTS + i] *= factor;
          }
          if (found.label().length > 0) {
            found.label()[from + i] = best;
            found.share()[from + i] = (float) (1 / sum);
          }
        }
      }
    }

    /** Adds the block's features, each as often as its share says. */
    void add() {
      for (int c = 0; c < k; c++) {
        for (int i = 0; i < POINTS; i++) {
          weight[c] += shares[c * POINTS + i];
        }
        packedShares.set(c, shares, c * POINTS);
      }
      for (int p = 0; p < features.pieces(); p++) {
        int length = features.length(p);
        packedShares.dots(piece(p), 0, POINTS, length, 0, k, block, 0, stride);
        int at = features.from(p) * stride;
        for (int e = 0; e < length * stride; e++) {
          sums[at + e] += block[e];
        }
      }
    }

    /** Lets go of what only the work on a block needs. */
    void release() {
      columns = new float[0];
      product = new float[0];
      block = new float[0];
      apart = new double[0];
      packed = new PackedRows(0, 0);
    }
  }
}
