package dev.coterie.pipeline.segment;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Clusterer;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.choice.KChoice;
import dev.coterie.clustering.choice.KCurve;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Count;
import dev.coterie.domain.Segmentation.Basis;
import dev.coterie.domain.Segmentation.KPoint;
import dev.coterie.domain.Segmentation.Verdict;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * How many segments there are, and whether there are any.
 *
 * <p>The number is where the silhouette peaks: higher by {@value #PEAK} than for every number that
 * is {@value #APART} times larger or smaller. Where it has no peak, the number that foresees best
 * what users do next is taken.
 *
 * @param clustering the users' clusters; empty where everyone belongs to one segment
 * @param curve what the choice looked at
 * @param noise share of the users who are at no dense place
 * @param verdict why
 */
record SegmentCount(
    Optional<CentreClustering> clustering, List<KPoint> curve, double noise, Verdict verdict) {
  /** Fewer users with a known interest than this cannot show segments. */
  static final int FEWEST_USERS = 20;

  /** A segment should have at least this many users on average. */
  private static final int USERS_A_SEGMENT = 8;

  /** Vectors whose mean is this long all point the same way. */
  private static final double ALIKE = 0.999;

  private static final double PEAK = 0.01;
  private static final double APART = 1.4;

  /** A silhouette that points spread evenly reach too. */
  static final double NOTHING = 0.02;

  /**
   * Chooses.
   *
   * @param otherwise the number where the silhouette has no peak
   */
  static SegmentCount choose(
      Matrix known,
      SegmentOptions options,
      int otherwise,
      long seed,
      Workers workers,
      Progress progress) {
    int users = known.rows();
    if (options.k().isPresent()) {
      return given(options.k().get(), known, options, seed, workers, progress);
    }
    if (users < FEWEST_USERS) {
      return one(
          Basis.TOO_LITTLE,
          String.format(
              Locale.ROOT,
              "Too little data: %s with a known interest, segments need at least %d.",
              Count.of(users, "user"),
              FEWEST_USERS));
    }
    if (lengthOfMean(known) > ALIKE) {
      return one(Basis.ALIKE, "All users are alike: their interests are the same.");
    }
    if (options.by().findsNumber()) {
      return dense(known, options.by(), seed, workers, progress);
    }
    int most = Math.min(options.mostK(), Math.max(2, users / USERS_A_SEGMENT));
    Points points = Points.of(known);
    IntFunction<Clusterer<CentreClustering>> clusterers =
        options.grouping().over(points, seed, workers, progress);
    KChoice choice =
        KChoice.choose(points, clusterers, KChoice.Options.of(grid(most)), seed, workers, progress);
    List<KPoint> curve = curve(choice);
    double highest = choice.curve().highest().silhouette();
    if (highest < NOTHING) {
      return new SegmentCount(
          Optional.empty(),
          curve,
          0,
          new Verdict(
              false,
              Basis.NO_CLUSTERS,
              String.format(
                  Locale.ROOT,
                  "This data does not cluster: no number of segments up to %d reaches a silhouette of %.2f.",
                  most,
                  NOTHING)));
    }
    if (hasPeak(choice.curve())) {
      return new SegmentCount(
          Optional.of(choice.clustering()),
          curve,
          0,
          new Verdict(true, Basis.PEAK, choice.reason() + tooMany(users, options)));
    }
    int k = Math.min(otherwise, most);
    return new SegmentCount(
        Optional.of(clusterers.apply(k).fit(points, seed, workers, progress)),
        curve,
        0,
        new Verdict(
            true,
            Basis.FORESIGHT,
            String.format(
                    Locale.ROOT,
                    "The silhouette has no peak (%.3f at its highest, k = %d); k = %d foresees best what users do next.",
                    highest,
                    choice.curve().highest().k(),
                    k)
                + tooMany(users, options)));
  }

  private static SegmentCount dense(
      Matrix known, Algorithm algorithm, long seed, Workers workers, Progress progress) {
    DenseGroups dense = DenseGroups.find(algorithm, Points.of(known), seed, workers, progress);
    double noise = (double) dense.noise() / known.rows();
    String where =
        "%s found %d dense places along %d axes"
            .formatted(algorithm.word(), dense.found(), DenseGroups.AXES);
    if (dense.found() < 2) {
      return new SegmentCount(
          Optional.empty(),
          List.of(),
          noise,
          new Verdict(false, Basis.NO_CLUSTERS, "This data does not cluster: " + where + "."));
    }
    return new SegmentCount(
        Optional.of(dense.clustering()),
        List.of(),
        noise,
        new Verdict(
            true,
            Basis.DENSITY,
            String.format(
                Locale.ROOT,
                "%s; the %.0f %% of the users who are at none of them are with the nearest.",
                where,
                100 * noise)));
  }

  /** What is said where the users are too many for a tree. */
  private static String tooMany(int users, SegmentOptions options) {
    return users > options.by().mostLinked()
        ? " So many users are not linked one by one: %d centres of small groups of them are."
            .formatted(UserTree.CENTRES)
        : "";
  }

  /** Every number up to {@code most}, and beyond it enough to see that a peak there is one. */
  private static int[] grid(int most) {
    return IntStream.concat(
            IntStream.rangeClosed(2, most),
            IntStream.of(most + most / 5, most + most / 2).filter(k -> k > most))
        .distinct()
        .toArray();
  }

  private static boolean hasPeak(KCurve curve) {
    KCurve.Point highest = curve.highest();
    return curve.points().getLast().k() >= APART * highest.k()
        && curve.points().stream()
            .filter(point -> point.k() >= APART * highest.k() || point.k() <= highest.k() / APART)
            .allMatch(point -> point.silhouette() < highest.silhouette() - PEAK);
  }

  private static SegmentCount given(
      int k, Matrix known, SegmentOptions options, long seed, Workers workers, Progress progress) {
    if (k == 1) {
      return one(Basis.GIVEN, "One segment was asked for.");
    }
    if (k > known.rows()) {
      throw new BadUsage(
          String.format(
              Locale.ROOT,
              "segments.k is %d, but only %d users have a known interest.\nTake a smaller k, or leave it out.",
              k,
              known.rows()));
    }
    return new SegmentCount(
        Optional.of(options.grouping().into(k).fit(Points.of(known), seed, workers, progress)),
        List.of(),
        0,
        new Verdict(
            true, Basis.GIVEN, "k = " + k + " was asked for." + tooMany(known.rows(), options)));
  }

  private static SegmentCount one(Basis basis, String reason) {
    return new SegmentCount(Optional.empty(), List.of(), 0, new Verdict(false, basis, reason));
  }

  private static List<KPoint> curve(KChoice choice) {
    return choice.curve().points().stream()
        .map(point -> new KPoint(point.k(), point.inertia(), point.silhouette()))
        .toList();
  }

  private static double lengthOfMean(Matrix unitRows) {
    double[] sum = new double[unitRows.columns()];
    for (int i = 0; i < unitRows.rows(); i++) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += unitRows.get(i, j);
      }
    }
    float[] mean = new float[sum.length];
    for (int j = 0; j < sum.length; j++) {
      mean[j] = (float) (sum[j] / unitRows.rows());
    }
    return VectorMath.norm(mean, 0, mean.length);
  }
}
