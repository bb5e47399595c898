package dev.coterie.clustering.choice;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Clusterer;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.quality.Silhouette;
import dev.coterie.clustering.stability.Stability;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * The number of clusters that was chosen.
 *
 * @param k the choice
 * @param curve what it was chosen from
 * @param reason one sentence in English
 * @param clustering with the chosen k
 */
public record KChoice(int k, KCurve curve, String reason, CentreClustering clustering) {
  /** By what k is chosen. */
  public enum Rule {
    /** The smallest k whose mean silhouette is, up to the slack, as high as any. */
    SILHOUETTE,
    /** Where the inertia stops falling fast. */
    ELBOW,
    /** The largest k that is, up to ten times the slack, found again in samples as well as any. */
    STABILITY
  }

  /**
   * How k is chosen.
   *
   * @param grid candidates, ascending, each at least 1; those above the number of points are left
   *     out
   * @param rule by which
   * @param slack how much lower a silhouette counts as equally high, 0 to 1
   * @param sample points that the silhouette looks at where it is by Euclidean distance, at least 2
   */
  public record Options(int[] grid, Rule rule, double slack, int sample) {
    public Options {
      if (grid.length == 0) {
        throw new IllegalArgumentException("grid has no candidates");
      }
      for (int i = 0; i < grid.length; i++) {
        if (grid[i] < 1 || (i > 0 && grid[i] <= grid[i - 1])) {
          throw new IllegalArgumentException(
              "grid must ascend from 1 or more, not be " + Arrays.toString(grid));
        }
      }
      if (!(slack >= 0 && slack <= 1)) {
        throw new IllegalArgumentException("slack must be 0 to 1, not " + slack);
      }
      if (!(sample >= 2)) {
        throw new IllegalArgumentException("sample must be at least 2, not " + sample);
      }
    }

    /** By silhouette with a slack of 0.005, sampled at 10,000 points. */
    public static Options of(int... grid) {
      return new Options(grid, Rule.SILHOUETTE, 0.005, 10_000);
    }
  }

  /** One candidate. */
  private record Tried(int k, CentreClustering clustering, double silhouette) {
    KCurve.Point point() {
      return new KCurve.Point(k, clustering.inertia(), silhouette);
    }
  }

  /**
   * Clusters with every k of the grid and chooses.
   *
   * @param clusterer gives the algorithm for a k
   * @throws IllegalArgumentException where every candidate is above the number of points
   */
  public static KChoice choose(
      Points points,
      IntFunction<? extends Clusterer<CentreClustering>> clusterer,
      Options options,
      long seed,
      Workers workers,
      Progress progress) {
    int[] grid = Arrays.stream(options.grid()).filter(k -> k <= points.size()).toArray();
    if (grid.length == 0) {
      throw new IllegalArgumentException(
          "every k of the grid is above the " + points.size() + " points");
    }
    AtomicInteger done = new AtomicInteger();
    List<Tried> tried =
        workers.each(
            grid.length,
            points.areFew(),
            (i, hands) -> {
              CentreClustering clustering =
                  clusterer.apply(grid[i]).fit(points, seed, hands, Progress.NONE);
              double silhouette = silhouette(points, clustering, options, seed, hands);
              progress.report("number of clusters", done.incrementAndGet(), grid.length);
              return new Tried(grid[i], clustering, silhouette);
            });
    List<KCurve.Point> curve = tried.stream().map(Tried::point).toList();
    List<CentreClustering> found = tried.stream().map(Tried::clustering).toList();
    if (options.rule() == Rule.STABILITY) {
      return stable(points, clusterer, new KCurve(curve), found, options, seed, workers);
    }
    return chosen(new KCurve(curve), found, options);
  }

  private static KChoice stable(
      Points points,
      IntFunction<? extends Clusterer<CentreClustering>> clusterer,
      KCurve curve,
      List<CentreClustering> found,
      Options options,
      long seed,
      Workers workers) {
    double[] rand = new double[found.size()];
    for (int c = 0; c < rand.length; c++) {
      rand[c] =
          Stability.of(
                  points,
                  found.get(c),
                  clusterer.apply(curve.points().get(c).k()),
                  Stability.Options.defaults(),
                  seed,
                  workers,
                  Progress.NONE)
              .adjustedRand();
    }
    double enough = Arrays.stream(rand).max().orElse(0) - 10 * options.slack();
    int at = rand.length - 1;
    while (rand[at] < enough) {
      at--;
    }
    int k = curve.points().get(at).k();
    return choice(
        k,
        curve,
        found,
        String.format(
            Locale.ROOT,
            "k = %d is the largest among k = %d to %d that is found again in samples as well as any, with an"
                + " adjusted Rand index of %.2f.",
            k,
            curve.points().getFirst().k(),
            curve.points().getLast().k(),
            rand[at]));
  }

  private static double silhouette(
      Points points, CentreClustering clustering, Options options, long seed, Workers workers) {
    int[] label = clustering.label();
    int k = clustering.clusters();
    return switch (clustering.distance()) {
      case COSINE ->
          Silhouette.of(points.matrix(), label, k, clustering.distance(), workers).mean();
      case EUCLIDEAN ->
          Silhouette.sampledMean(
              points.matrix(), label, k, clustering.distance(), options.sample(), seed, workers);
    };
  }

  private static KChoice chosen(KCurve curve, List<CentreClustering> found, Options options) {
    KCurve.Point first = curve.points().getFirst();
    int last = curve.points().getLast().k();
    KCurve.Point highest = curve.highest();
    int elbow = curve.elbow();
    String range = "among k = " + first.k() + " to " + last;
    if (curve.points().size() == 1) {
      return choice(first.k(), curve, found, "k = " + first.k() + " was the only candidate.");
    }
    return switch (options.rule()) {
      case SILHOUETTE -> {
        KCurve.Point near = curve.firstNearHighest(options.slack());
        String reason =
            near.k() == highest.k()
                ? "k = " + near.k() + " has the highest silhouette " + range + ", " + text(near)
                : "k = "
                    + near.k()
                    + " is the smallest "
                    + range
                    + " whose silhouette, "
                    + text(near)
                    + ", is as good as the highest ("
                    + text(highest)
                    + " at k = "
                    + highest.k()
                    + ")";
        yield choice(near.k(), curve, found, reason + "; the inertia bends at k = " + elbow + ".");
      }
      case ELBOW, STABILITY ->
          choice(
              elbow,
              curve,
              found,
              "k = "
                  + elbow
                  + " is where the inertia bends most "
                  + range
                  + "; the silhouette is highest at k = "
                  + highest.k()
                  + " ("
                  + text(highest)
                  + ").");
    };
  }

  private static KChoice choice(int k, KCurve curve, List<CentreClustering> found, String reason) {
    int at = 0;
    while (curve.points().get(at).k() != k) {
      at++;
    }
    return new KChoice(k, curve, reason, found.get(at));
  }

  private static String text(KCurve.Point point) {
    return String.format(Locale.ROOT, "%.3f", point.silhouette());
  }
}
