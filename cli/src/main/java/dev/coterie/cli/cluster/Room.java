package dev.coterie.cli.cluster;

import dev.coterie.clustering.Distance;
import dev.coterie.clustering.density.Dbscan;
import dev.coterie.clustering.density.Hdbscan;
import dev.coterie.clustering.hierarchy.Agglomerative;
import dev.coterie.clustering.hierarchy.Method;
import dev.coterie.clustering.kmeans.Bisecting;
import dev.coterie.clustering.kmeans.KMeans;
import dev.coterie.clustering.kmeans.MiniBatch;
import dev.coterie.clustering.mixture.Covariance;
import dev.coterie.clustering.mixture.GaussianMixture;
import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.numeric.Matrix;
import java.util.Locale;

/** Whether a clustering fits the memory, before it starts. */
final class Room {
  private Room() {}

  /**
   * Refuses what does not fit.
   *
   * @param memory bytes that may be used
   */
  static void require(ClusterOptions options, Matrix rows, long memory) {
    int columns =
        options.reduce() == null ? rows.columns() : Math.min(options.reduce(), rows.columns());
    long own = 4L * rows.rows() * rows.columns();
    boolean copied = columns < rows.columns() || options.distance() != Metric.EUCLIDEAN;
    long copies = copied ? own : 0;
    long needed = own + copies + working(options, rows.rows(), columns);
    if (needed > memory) {
      throw new JobFailed(
          "%s over %d points needs about %s of memory, and there are %s.\n%s"
              .formatted(
                  options.algorithm().word(),
                  rows.rows(),
                  gibibytes(needed),
                  gibibytes(memory),
                  alternative(options.algorithm(), needed)));
    }
  }

  private static long working(ClusterOptions options, long n, long d) {
    int k = options.k() == null ? 20 : options.k();
    return switch (options.algorithm()) {
      case KMEANS, AUTO -> KMeans.memory(n, d, KMeans.Options.of(k, Distance.EUCLIDEAN));
      case MINIBATCH -> MiniBatch.memory(n, d, MiniBatch.Options.of(k, Distance.EUCLIDEAN));
      case BISECTING -> Bisecting.memory(n, d, Bisecting.Options.of(k, Distance.EUCLIDEAN));
      case WARD -> Agglomerative.bytes(Method.WARD, n, d);
      case AVERAGE -> Agglomerative.bytes(Method.AVERAGE, n, d);
      case COMPLETE -> Agglomerative.bytes(Method.COMPLETE, n, d);
      case SINGLE -> Agglomerative.bytes(Method.SINGLE, n, d);
      case DBSCAN -> Dbscan.bytes(n, d);
      case HDBSCAN -> Hdbscan.bytes(n, d);
      case GMM -> {
        Covariance shape = options.covariance() == null ? Covariance.FULL : options.covariance();
        yield GaussianMixture.bytes(n, d, k, shape);
      }
    };
  }

  private static String alternative(Algorithm algorithm, long needed) {
    // The launcher gives somewhat more than half of --memory to the heap.
    String more = "give it more, as with --memory " + (2 * (needed >> 30) + 2) + "G";
    return switch (algorithm) {
      case AVERAGE, COMPLETE ->
          "Cluster by --algorithm kmeans --k 2000 first and link the centres, use ward or single, or "
              + more
              + ".";
      case WARD, SINGLE, DBSCAN, HDBSCAN ->
          "Use fewer points or --reduce, use kmeans, or " + more + ".";
      case GMM -> "Use --covariance diagonal or --reduce, or " + more + ".";
      case KMEANS, MINIBATCH, BISECTING, AUTO -> "Use fewer points or --reduce, or " + more + ".";
    };
  }

  private static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }
}
