package dev.coterie.clustering.stability;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Centres;
import dev.coterie.clustering.Clusterer;
import dev.coterie.clustering.Points;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Whether points lie in more than one heap. Half of them are split in two, and the halves in two
 * again; the other half, which no split has seen, is projected on the line between each pair of
 * centres, and tested for a second peak by the {@link Dip}. By cosine it is projected on the circle
 * through the two centres instead: along a chord, the ends of a bow would look like two heaps.
 *
 * <p>Points of one heap whose density is log-concave (a normal distribution of any shape, a uniform
 * one on any convex body) have one peak on every line, also after cuts along hyperplanes: for them
 * the test errs at most as often as its level says, in any dimension. A split that has seen the
 * points it is tested on would find two heaps in any noise of high dimension.
 *
 * @param tests splits that were tested
 * @param chance of the deepest dip, times the tests (Bonferroni), at most 1
 */
public record Separation(int tests, double chance) {
  private static final int MOST_TESTS = 7;
  private static final int LEAST_POINTS = 12;
  private static final int MOST_POINTS = 1000;
  private static final int SEEN = 20_000;

  /** A part of the points: rows that splits may see, and rows held back. */
  private record Part(int[] seen, int[] held) {}

  /**
   * Runs the tests on points as they are compared.
   *
   * @param two splits points in two
   */
  public static Separation of(
      Points points, Clusterer<CentreClustering> two, long seed, Workers workers) {
    Deque<Part> parts = new ArrayDeque<>();
    parts.add(halves(points, seed));
    List<Double> chances = new ArrayList<>();
    while (!parts.isEmpty() && chances.size() < MOST_TESTS) {
      Part part = parts.removeFirst();
      if (part.held().length < LEAST_POINTS || part.seen().length < LEAST_POINTS) {
        continue;
      }
      CentreClustering split =
          two.fit(Points.of(points.matrix().select(part.seen())), seed, workers, Progress.NONE);
      Matrix held = points.matrix().select(part.held());
      chances.add(Dip.of(projected(held, split), seed, workers).chance());
      int[] heldLabel = split.assign(held, workers);
      for (int c = 0; c < split.clusters(); c++) {
        parts.add(new Part(only(part.seen(), split.label(), c), only(part.held(), heldLabel, c)));
      }
    }
    double least = chances.stream().mapToDouble(chance -> chance).min().orElse(1);
    return new Separation(chances.size(), Math.min(1, least * chances.size()));
  }

  private static Part halves(Points points, long seed) {
    SplittableRandom random = Seeds.stream(seed, "separation");
    int[] rows = new int[points.size()];
    int heavy = 0;
    for (int i = 0; i < rows.length; i++) {
      if (points.weights()[i] > 0) {
        rows[heavy++] = i;
      }
    }
    for (int i = 0; i < heavy; i++) {
      int other = random.nextInt(i, heavy);
      int swap = rows[i];
      rows[i] = rows[other];
      rows[other] = swap;
    }
    int middle = heavy / 2;
    int[] seen = Arrays.copyOf(rows, Math.min(SEEN, middle));
    int[] held = Arrays.copyOfRange(rows, middle, Math.min(heavy, middle + SEEN));
    return new Part(seen, held);
  }

  /** Along the way from the first centre to the last; a thousand points say enough. */
  private static double[] projected(Matrix points, CentreClustering split) {
    Matrix centres = split.centres();
    int d = points.columns();
    float[] first = centres.row(0);
    float[] last = centres.row(centres.rows() - 1);
    float[] across = last.clone();
    VectorMath.axpy(-1, first, 0, across, 0, d);
    float[] middle = last.clone();
    VectorMath.axpy(1, first, 0, middle, 0, d);
    // Between centres of length 1, the way across and that to the middle are perpendicular.
    double wide = VectorMath.norm(across, 0, d);
    double far = VectorMath.norm(middle, 0, d);
    double[] along = new double[Math.min(MOST_POINTS, points.rows())];
    for (int i = 0; i < along.length; i++) {
      float[] row = points.row(i);
      along[i] =
          switch (split.distance()) {
            case EUCLIDEAN -> VectorMath.dot(row, across);
            case COSINE ->
                Math.atan2(VectorMath.dot(row, across) * far, VectorMath.dot(row, middle) * wide);
          };
    }
    return along;
  }

  private static int[] only(int[] rows, int[] label, int cluster) {
    int[] start = new int[1 + Arrays.stream(label).max().orElse(0) + 1];
    int[] order = Centres.byLabel(label, start.length - 1, start);
    int from = cluster < start.length - 1 ? start[cluster] : label.length;
    int to = cluster < start.length - 1 ? start[cluster + 1] : label.length;
    int[] only = new int[to - from];
    for (int p = from; p < to; p++) {
      only[p - from] = rows[order[p]];
    }
    return only;
  }
}
