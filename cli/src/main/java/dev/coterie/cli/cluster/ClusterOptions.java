package dev.coterie.cli.cluster;

import dev.coterie.clustering.mixture.Covariance;
import dev.coterie.domain.CoterieException.BadUsage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code coterie cluster} can be told of an algorithm. */
public final class ClusterOptions {
  /** They change how long an algorithm tries, not what it is asked for. */
  private static final List<String> TUNING = List.of("--starts", "--max-iterations", "--tolerance");

  @Option(
      names = "--algorithm",
      paramLabel = "NAME",
      description =
          "kmeans, minibatch, bisecting, ward, average, complete, single, dbscan, hdbscan, gmm, or auto: K-means with the number of clusters chosen (default: auto).")
  private Algorithm algorithm = Algorithm.AUTO;

  @Option(
      names = "--k",
      paramLabel = "N",
      description = "Number of clusters; gmm without it takes that of the lowest BIC.")
  private @Nullable Integer k;

  @Option(
      names = "--starts",
      paramLabel = "N",
      description = "Runs of K-means, of which the best is kept (default: 5; minibatch: 3).")
  private @Nullable Integer starts;

  @Option(
      names = "--seed-centres",
      paramLabel = "FILE",
      description = "Start from these centres, one run: a .npy, .parquet or .csv of k rows.")
  private @Nullable Path seedCentres;

  @Option(
      names = "--max-iterations",
      paramLabel = "N",
      description = "Stop after so many iterations (default: 100).")
  private @Nullable Integer maxIterations;

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      description =
          "kmeans: stop when the centres move less than this share of the variance, 0: when no label changes (default: 1e-5). gmm: when the mean log-likelihood grows by less, 0: never (default: 1e-3).")
  private @Nullable Double tolerance;

  @Option(
      names = "--height",
      paramLabel = "H",
      description = "Cut the tree above all merges up to this height, instead of --k.")
  private @Nullable Double height;

  @Option(
      names = "--epsilon",
      paramLabel = "E",
      description = "dbscan: points within this distance are neighbours.")
  private @Nullable Double epsilon;

  @Option(
      names = "--min-points",
      paramLabel = "N",
      description =
          "Neighbours, the point itself included, that make a dense place (default: 5; hdbscan: --min-cluster-size).")
  private @Nullable Integer minPoints;

  @Option(
      names = "--min-cluster-size",
      paramLabel = "N",
      description = "hdbscan: fewer points are no cluster (default: 5).")
  private @Nullable Integer minClusterSize;

  @Option(
      names = "--noise",
      paramLabel = "keep|nearest|segment",
      description =
          "Points in no cluster keep the label -1, join the nearest cluster, or become a cluster of their own (default: keep).")
  private @Nullable Noise noise;

  @Option(
      names = "--max-noise",
      paramLabel = "SHARE",
      description =
          "At most this share of noise, such as 5%%: the least sure of it joins the nearest cluster.")
  private @Nullable String maxNoise;

  @Option(
      names = "--covariance",
      paramLabel = "full|diagonal|tied|spherical",
      description = "gmm: the shape of the components (default: full).")
  private @Nullable Covariance covariance;

  @Option(
      names = "--distance",
      paramLabel = "euclidean|cosine|mahalanobis",
      description = "How points are compared (default: euclidean).")
  private Metric distance = Metric.EUCLIDEAN;

  @Option(
      names = "--reduce",
      paramLabel = "D",
      description = "Project on the D principal axes first (default: no).")
  private @Nullable Integer reduce;

  enum Noise {
    KEEP,
    NEAREST,
    SEGMENT
  }

  public Algorithm algorithm() {
    return algorithm;
  }

  Metric distance() {
    return distance;
  }

  @Nullable Integer k() {
    return k;
  }

  @Nullable Integer starts() {
    return starts;
  }

  public @Nullable Path seedCentres() {
    return seedCentres;
  }

  @Nullable Integer maxIterations() {
    return maxIterations;
  }

  @Nullable Double tolerance() {
    return tolerance;
  }

  @Nullable Double height() {
    return height;
  }

  @Nullable Double epsilon() {
    return epsilon;
  }

  @Nullable Integer minPoints() {
    return minPoints;
  }

  @Nullable Integer minClusterSize() {
    return minClusterSize;
  }

  @Nullable Noise noise() {
    return noise;
  }

  @Nullable String maxNoise() {
    return maxNoise;
  }

  @Nullable Covariance covariance() {
    return covariance;
  }

  @Nullable Integer reduce() {
    return reduce;
  }

  /** Refuses options that the algorithm has no use for, that contradict, and those it lacks. */
  public void check() {
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    given.put("--k", k);
    given.put("--starts", starts);
    given.put("--seed-centres", seedCentres);
    given.put("--max-iterations", maxIterations);
    given.put("--tolerance", tolerance);
    given.put("--height", height);
    given.put("--epsilon", epsilon);
    given.put("--min-points", minPoints);
    given.put("--min-cluster-size", minClusterSize);
    given.put("--noise", noise);
    given.put("--max-noise", maxNoise);
    given.put("--covariance", covariance);
    given.forEach(
        (option, value) -> {
          if (value != null && !TUNING.contains(option)) {
            algorithm.requireOption(option);
          }
        });
    refuseBoth("--k", k, "--height", height);
    refuseBoth("--noise", noise, "--max-noise", maxNoise);
    if (k != null && k < 1) {
      throw new BadUsage("--k must be at least 1, not " + k + ".");
    }
    if (reduce != null && reduce < 1) {
      throw new BadUsage("--reduce must be at least 1, not " + reduce + ".");
    }
    requireSize();
  }

  /** Options that were given and have no effect. */
  public List<String> idle() {
    List<String> idle = new ArrayList<>();
    @Nullable Object[] given = {starts, maxIterations, tolerance};
    for (int o = 0; o < given.length; o++) {
      if (given[o] != null && !algorithm.has(TUNING.get(o))) {
        idle.add(TUNING.get(o));
      }
    }
    return idle;
  }

  private void requireSize() {
    boolean lacking =
        switch (algorithm) {
          case KMEANS, MINIBATCH -> k == null && seedCentres == null;
          case BISECTING -> k == null;
          case WARD, AVERAGE, COMPLETE, SINGLE -> k == null && height == null;
          case DBSCAN -> epsilon == null;
          case HDBSCAN, GMM, AUTO -> false;
        };
    if (lacking) {
      throw new BadUsage(
          switch (algorithm) {
            case DBSCAN ->
                "--algorithm dbscan needs --epsilon, the distance within which points are neighbours;\nhdbscan needs none.";
            case WARD, AVERAGE, COMPLETE, SINGLE ->
                "--algorithm "
                    + algorithm.word()
                    + " needs --k, the number of clusters, or --height, where to cut the tree.";
            case KMEANS, MINIBATCH, GMM, BISECTING, HDBSCAN, AUTO ->
                "--algorithm "
                    + algorithm.word()
                    + " needs --k, the number of clusters;\n--algorithm auto chooses it.";
          });
    }
  }

  private static void refuseBoth(
      String one, @Nullable Object first, String other, @Nullable Object second) {
    if (first != null && second != null) {
      throw new BadUsage("Give " + one + " or " + other + ", not both.");
    }
  }
}
