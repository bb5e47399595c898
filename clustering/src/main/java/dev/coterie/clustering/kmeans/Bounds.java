package dev.coterie.clustering.kmeans;

import dev.coterie.clustering.Centres;
import dev.coterie.clustering.Distance;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.NearestInGroups;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/**
 * What is known of the distances from earlier iterations, by the triangle inequality: an upper
 * bound for each point's own centre, and a lower bound for each group of other centres (Ding and
 * others, "Yinyang K-means", 2015; Hamerly, 2010, is the case of one group). A bound is a distance
 * that was computed once, less the way that centres have gone since, as the crow flies (Newling and
 * Fleuret, "Fast k-means with accurate bounds", 2016), not step by step.
 *
 * <p>A group is a panel of the packed centres, and the points that must look at it are gathered
 * first, so that what is left to compute runs at the full speed of the tiles. Labels are those of
 * the search without bounds to the last bit: a group is passed over only where its bound clears
 * more than the rounding error that scores may have.
 */
final class Bounds {
  /** Centres of a group: narrower ones skip more, wider ones multiply faster. */
  private static final int WIDTH = 32;

  /** Iterations whose centres are remembered. */
  static final int MEMORY = 32;

  private static final int BLOCK = 256;

  final Matrix points;
  final int groups;

  /** Squared distances of two centres that differ by less than this may be in either order. */
  final float slack;

  /** At least the distance to the own centre when the stamp was made; infinite where unknown. */
  final float[] own;

  final byte[] ownStamp;

  /** At most the distance to any centre of the group but the own, at its stamp; group by group. */
  final float[] other;

  final byte[] otherStamp;

  private final Distance distance;
  private final Workers workers;
  private final float[] square;
  private final Matrix[] history = new Matrix[MEMORY];
  private int now = -1;

  Bounds(Matrix points, Matrix start, Distance distance, Workers workers) {
    this.points = points;
    this.distance = distance;
    this.workers = workers;
    int n = points.rows();
    this.groups = packed(start).groups();
    this.square = squares(points, workers);
    float longest = 1e-30f;
    for (float s : square) {
      longest = Math.max(longest, s);
    }
    for (float s : squares(start, workers)) {
      longest = Math.max(longest, s);
    }
    // A float sum of d products is off by d half units of the product of the lengths at most;
    // a score has that and half of it from its bias, a square another one, and all count twice
    // in a distance. The 16 pay for the last roundings, and for lengths of 1 that are not quite.
    this.slack = (float) (8 * (points.columns() + 16) * 0x1p-24 * longest);
    this.own = new float[n];
    this.ownStamp = new byte[n];
    this.other = new float[Math.multiplyExact(n, groups)];
    this.otherStamp = new byte[n * groups];
    Arrays.fill(own, Float.POSITIVE_INFINITY);
  }

  /** Bytes that the bounds of some points take. */
  static long memory(long points, long k) {
    return points * (9 + 5 * Math.ceilDiv(k, WIDTH));
  }

  /** Whether bounds can be kept with these centres: by cosine, all must have length 1. */
  static boolean fit(Matrix centres, Distance distance) {
    for (int c = 0; distance == Distance.COSINE && c < centres.rows(); c++) {
      int at = centres.offset(c);
      if (VectorMath.norm(centres.data(), at, centres.columns()) < 0.5f) {
        return false;
      }
    }
    return true;
  }

  /** Nothing is known of this point any more, since its label was changed by others. */
  void forget(int point) {
    own[point] = Float.POSITIVE_INFINITY;
    Arrays.fill(other, point * groups, (point + 1) * groups, 0);
  }

  /**
   * Labels every point by its nearest centre.
   *
   * @param label as this left it in the last iteration
   * @return how many distances were computed
   */
  long assign(Matrix centres, int[] label) {
    if (now == MEMORY - 1) {
      startOver(label);
    }
    now++;
    history[now] = centres;
    NearestInGroups packed = packed(centres);
    Drift drift = new Drift(history, now, packed, workers);
    long[] computed = new long[Math.ceilDiv(label.length, BLOCK)];
    workers.forBlocks(
        label.length,
        BLOCK,
        (from, to) -> {
          BoundedBlock block = new BoundedBlock(this, centres, packed, drift, from, to);
          computed[from / BLOCK] = block.assign(label);
        });
    return Arrays.stream(computed).sum();
  }

  /** Makes all bounds refer to the last centres, so that earlier ones can be forgotten. */
  private void startOver(int[] label) {
    Matrix last = history[now];
    Drift drift = new Drift(history, now, packed(last), workers);
    workers.forBlocks(
        label.length,
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            own[i] += drift.own(ownStamp[i], label[i]);
            ownStamp[i] = 0;
            for (int g = i * groups; g < (i + 1) * groups; g++) {
              float left = other[g] - drift.group(otherStamp[g], g - i * groups);
              other[g] = Math.max(0, left);
              otherStamp[g] = 0;
            }
          }
        });
    history[0] = last;
    now = 0;
  }

  byte now() {
    return (byte) now;
  }

  /** At least the distance that belongs to a score. */
  float above(int point, float score) {
    return (float) Math.sqrt(Math.max(0f, squared(point, score)) + slack / 2);
  }

  /** At most the distance that belongs to a score; infinite where there is none. */
  float below(int point, float score) {
    return (float) Math.sqrt(Math.max(0f, squared(point, score) - slack / 2));
  }

  private float squared(int point, float score) {
    return switch (distance) {
      case EUCLIDEAN -> square[point] - 2 * score;
      case COSINE -> square[point] + 1 - 2 * score;
    };
  }

  /** Whether scores that belong to these distances are in the order of the distances. */
  boolean clear(float near, float far) {
    return far > near && (far - near) * (far + near) > slack;
  }

  /** At least the distance to a centre. */
  float measured(int point, Matrix centres, int centre) {
    return (float) Math.sqrt(Centres.squared(points, point, centres, centre) + slack / 8);
  }

  private NearestInGroups packed(Matrix centres) {
    float[] bias = new float[centres.rows()];
    for (int c = 0; distance == Distance.EUCLIDEAN && c < bias.length; c++) {
      bias[c] = -0.5f * squareOf(centres, c);
    }
    return new NearestInGroups(centres, bias, WIDTH, workers);
  }

  private static float[] squares(Matrix rows, Workers workers) {
    float[] square = new float[rows.rows()];
    workers.forBlocks(
        square.length,
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            square[i] = squareOf(rows, i);
          }
        });
    return square;
  }

  private static float squareOf(Matrix rows, int i) {
    int at = rows.offset(i);
    return VectorMath.dot(rows.data(), at, rows.data(), at, rows.columns());
  }
}
