package dev.coterie.cli.cluster;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Centres;
import dev.coterie.clustering.Clusterer;
import dev.coterie.clustering.Clustering;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.PrincipalAxes;
import dev.coterie.clustering.Whitening;
import dev.coterie.clustering.choice.AutoChoice;
import dev.coterie.clustering.density.Dbscan;
import dev.coterie.clustering.density.Hdbscan;
import dev.coterie.clustering.density.NoisePolicy;
import dev.coterie.clustering.hierarchy.Agglomerative;
import dev.coterie.clustering.hierarchy.Cut;
import dev.coterie.clustering.hierarchy.Linkage;
import dev.coterie.clustering.hierarchy.Method;
import dev.coterie.clustering.kmeans.Bisecting;
import dev.coterie.clustering.kmeans.KMeans;
import dev.coterie.clustering.kmeans.MiniBatch;
import dev.coterie.clustering.mixture.BicChoice;
import dev.coterie.clustering.mixture.Covariance;
import dev.coterie.clustering.mixture.GaussianMixture;
import dev.coterie.clustering.mixture.MixtureClustering;
import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One clustering of a matrix as the options ask for it. */
public final class ClusterRun {
  private static final int DENSE = 5;

  /**
   * What came out.
   *
   * @param why how the number of clusters was chosen, where it was
   */
  public record Outcome(
      Clustering clustering,
      int iterations,
      Optional<Linkage> tree,
      boolean clustersFound,
      Optional<String> why) {
    static Outcome of(Clustering clustering, int iterations) {
      return new Outcome(clustering, iterations, Optional.empty(), true, Optional.empty());
    }
  }

  private final ClusterOptions options;
  private final Points points;
  private final @Nullable Matrix start;
  private final long seed;
  private final Workers workers;
  private final Progress progress;

  private ClusterRun(
      ClusterOptions options,
      Points points,
      @Nullable Matrix start,
      long seed,
      Workers workers,
      Progress progress) {
    this.options = options;
    this.points = points;
    this.start = start;
    this.seed = seed;
    this.workers = workers;
    this.progress = progress;
  }

  /**
   * Prepares rows and starting centres; what does not fit the memory is refused.
   *
   * @param start rows of the matrix's columns, where the options name a file of them
   */
  public static ClusterRun of(
      ClusterOptions options,
      Matrix rows,
      @Nullable Matrix start,
      long memory,
      long seed,
      Workers workers,
      Progress progress) {
    if (rows.rows() == 0 || rows.columns() == 0) {
      throw new BadInput("The matrix is empty: " + rows.rows() + " x " + rows.columns() + ".");
    }
    if (options.k() != null && options.k() > rows.rows()) {
      throw new BadUsage("--k %d is more than the %d points.".formatted(options.k(), rows.rows()));
    }
    if (start != null) {
      requireStart(options, rows, start);
    }
    Room.require(options, rows, memory);
    Matrix prepared = rows;
    Matrix centres = start;
    if (options.reduce() != null && options.reduce() < rows.columns()) {
      PrincipalAxes axes = PrincipalAxes.of(rows, options.reduce(), seed, workers);
      prepared = axes.apply(rows, workers);
      centres = centres == null ? null : axes.apply(centres, workers);
    }
    if (options.distance() == Metric.MAHALANOBIS) {
      Whitening whitening = Whitening.of(Points.of(prepared), workers);
      prepared = whitening.apply(prepared, workers);
      centres = centres == null ? null : whitening.apply(centres, workers);
    }
    try {
      return new ClusterRun(options, Points.of(prepared), centres, seed, workers, progress);
    } catch (IllegalArgumentException e) {
      throw new BadInput(e.getMessage() + ".", e);
    }
  }

  private static void requireStart(ClusterOptions options, Matrix rows, Matrix start) {
    if (start.columns() != rows.columns()) {
      throw new BadInput(
          "--seed-centres has %d columns, the matrix %d."
              .formatted(start.columns(), rows.columns()));
    }
    if (options.k() != null && options.k() != start.rows()) {
      throw new BadUsage(
          "--k is %d, but --seed-centres has %d rows.".formatted(options.k(), start.rows()));
    }
    if (start.rows() > rows.rows() || start.rows() == 0) {
      throw new BadInput(
          "--seed-centres has %d rows for %d points.".formatted(start.rows(), rows.rows()));
    }
  }

  /** The points as they were clustered: reduced and whitened where that was asked for. */
  public Points points() {
    return points;
  }

  public Distance distance() {
    return options.distance().distance();
  }

  /** Clusters; the same every time. */
  public Outcome run() {
    try {
      return switch (options.algorithm()) {
        case KMEANS -> kMeans();
        case MINIBATCH -> miniBatch();
        case BISECTING -> bisecting();
        case WARD -> tree(Method.WARD);
        case AVERAGE -> tree(Method.AVERAGE);
        case COMPLETE -> tree(Method.COMPLETE);
        case SINGLE -> tree(Method.SINGLE);
        case DBSCAN -> {
          Dbscan.Options dbscan =
              new Dbscan.Options(given(options.epsilon()), minPoints(DENSE), distance(), noise());
          yield Outcome.of(fit(new Dbscan(dbscan)), 1);
        }
        case HDBSCAN -> {
          int least = or(options.minClusterSize(), DENSE);
          Hdbscan.Options hdbscan =
              new Hdbscan.Options(
                  least, minPoints(least), Hdbscan.Selection.EXCESS_OF_MASS, distance(), noise());
          yield Outcome.of(fit(new Hdbscan(hdbscan)), 1);
        }
        case GMM -> mixture();
        case AUTO -> options.k() != null ? kMeans() : auto();
      };
    } catch (IllegalArgumentException e) {
      throw new BadUsage(e.getMessage() + ".", e);
    }
  }

  private <C extends Clustering> C fit(Clusterer<C> clusterer) {
    return clusterer.fit(points, seed, workers, progress);
  }

  private KMeans.Options kMeans(int k) {
    KMeans.Options base = KMeans.Options.of(k, distance());
    return new KMeans.Options(
        k,
        distance(),
        or(options.starts(), base.starts()),
        or(options.maxIterations(), base.maxIterations()),
        options.tolerance() == null ? base.tolerance() : options.tolerance());
  }

  private Outcome kMeans() {
    CentreClustering found =
        start == null
            ? fit(new KMeans(kMeans(given(options.k()))))
            : new KMeans(kMeans(start.rows())).fitFrom(start, points, workers, progress);
    return Outcome.of(found, found.iterations());
  }

  private Outcome miniBatch() {
    int k = start == null ? given(options.k()) : start.rows();
    MiniBatch.Options base = MiniBatch.Options.of(k, distance());
    MiniBatch miniBatch =
        new MiniBatch(
            new MiniBatch.Options(
                k,
                distance(),
                base.batch(),
                or(options.maxIterations(), base.passes()),
                base.patience(),
                or(options.starts(), base.starts()),
                base.polish()));
    CentreClustering found =
        start == null ? fit(miniBatch) : miniBatch.fitFrom(start, points, workers, progress);
    return Outcome.of(found, found.iterations());
  }

  private Outcome bisecting() {
    Bisecting.Options base = Bisecting.Options.of(given(options.k()), distance());
    CentreClustering found =
        fit(
            new Bisecting(
                new Bisecting.Options(
                    base.k(),
                    distance(),
                    or(options.starts(), base.starts()),
                    or(options.maxIterations(), base.maxIterations()),
                    options.tolerance() == null ? base.tolerance() : options.tolerance())));
    return Outcome.of(found, found.iterations());
  }

  private Outcome tree(Method method) {
    Linkage tree = Agglomerative.link(points, method, distance(), workers, progress);
    Cut cut =
        options.height() == null ? new Cut.Into(given(options.k())) : new Cut.At(options.height());
    CentreClustering found = Agglomerative.cut(points, tree, cut, distance(), workers);
    return new Outcome(found, 1, Optional.of(tree), true, Optional.empty());
  }

  private Outcome mixture() {
    if (start != null) {
      MixtureClustering found = mixture(start.rows()).fitFrom(start, points, workers, progress);
      return Outcome.of(found, found.iterations());
    }
    if (options.k() != null) {
      MixtureClustering found = fit(mixture(options.k()));
      return Outcome.of(found, found.iterations());
    }
    int[] grid =
        IntStream.concat(IntStream.of(1), Arrays.stream(AutoChoice.grid(points.size())))
            .distinct()
            .toArray();
    BicChoice choice = BicChoice.of(points, this::mixture, grid, seed, workers, progress);
    MixtureClustering found = choice.clustering();
    String why =
        "k = %d has the lowest BIC of k = %d to %d."
            .formatted(found.clusters(), choice.least(), choice.most());
    return new Outcome(found, found.iterations(), Optional.empty(), true, Optional.of(why));
  }

  private GaussianMixture mixture(int k) {
    Covariance covariance = options.covariance() == null ? Covariance.FULL : options.covariance();
    GaussianMixture.Options base = GaussianMixture.Options.of(k, covariance, distance());
    return new GaussianMixture(
        new GaussianMixture.Options(
            k,
            covariance,
            distance(),
            or(options.maxIterations(), base.maxIterations()),
            options.tolerance() == null ? base.tolerance() : options.tolerance(),
            base.regularisation()));
  }

  private Outcome auto() {
    AutoChoice choice = AutoChoice.of(points, k -> new KMeans(kMeans(k)), seed, workers, progress);
    CentreClustering found = choice.clustering();
    return new Outcome(
        found,
        found.iterations(),
        Optional.empty(),
        choice.clustersFound(),
        Optional.of(choice.why()));
  }

  private NoisePolicy noise() {
    if (options.maxNoise() != null) {
      return new NoisePolicy.AtMost(share(options.maxNoise()));
    }
    return switch (options.noise()) {
      case KEEP -> NoisePolicy.keep();
      case NEAREST -> new NoisePolicy.Nearest();
      case SEGMENT -> new NoisePolicy.Segment();
      case null -> NoisePolicy.keep();
    };
  }

  private static double share(String text) {
    try {
      boolean percent = text.endsWith("%");
      double value = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text);
      double share = percent ? value / 100 : value;
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      throw new BadUsage(
          "--max-noise must be a share such as 5%% or 0.05, not %s.".formatted(text), e);
    }
    throw new BadUsage("--max-noise must be 0%% to 100%%, not %s.".formatted(text));
  }

  private int minPoints(int otherwise) {
    return or(options.minPoints(), otherwise);
  }

  private static int or(@Nullable Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }

  private static <T> T given(@Nullable T value) {
    if (value == null) {
      throw new AssertionError("an option that was checked to be there");
    }
    return value;
  }

  /** Σ ‖x − mean of its cluster‖² over the points that are in one. */
  public double inertia(Clustering clustering) {
    if (clustering instanceof CentreClustering centres) {
      return centres.inertia();
    }
    Members members = Members.of(points.matrix(), clustering.label());
    if (members.rows().rows() == 0) {
      return 0;
    }
    Points kept = Points.of(members.rows()).prepared(distance(), workers);
    Matrix zeros = Matrix.zeros(members.clusters(), kept.matrix().columns());
    Matrix means = Centres.of(kept, members.label(), zeros, distance(), workers);
    return Centres.inertia(kept, members.label(), means, workers);
  }
}
