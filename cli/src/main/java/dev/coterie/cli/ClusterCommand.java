package dev.coterie.cli;

import dev.coterie.cli.cluster.Algorithm;
import dev.coterie.cli.cluster.ClusterOptions;
import dev.coterie.cli.cluster.ClusterRun;
import dev.coterie.cli.cluster.Labels;
import dev.coterie.cli.cluster.Quality;
import dev.coterie.cli.cluster.Repeated;
import dev.coterie.cli.cluster.ResultFiles;
import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.cli.option.FormatOption;
import dev.coterie.clustering.Clustering;
import dev.coterie.clustering.mixture.MixtureClustering;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.matrix.MatrixFile;
import dev.coterie.pipeline.table.WholeFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Clusters any matrix. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    description = "Clusters the rows of a matrix by any algorithm.",
    footer = {
      "",
      "A matrix is a .npy, a .parquet (numeric columns, or a column 'vector' of lists) or a .csv of",
      "numbers, with a header or without; every column counts, so leave ids out. The labels are",
      "row,label,confidence: rows from 0, label -1 for noise, how sure the label is from 0 to 1.",
      "",
      "Examples:",
      "  coterie cluster x.npy --out labels.csv                     K-means, the number chosen",
      "  coterie cluster x.csv --algorithm kmeans --k 8 --metrics --out labels.csv",
      "  coterie cluster x.npy --algorithm ward --k 12 --tree tree.csv --out labels.csv",
      "  coterie cluster x.parquet --algorithm hdbscan --min-cluster-size 20 --max-noise 5%% --out l.csv",
      "  coterie cluster x.npy --algorithm gmm --k 6 --covariance diagonal --format json --out l.csv"
    })
final class ClusterCommand implements Runnable {
  private final Terminal terminal;

  @Parameters(paramLabel = "MATRIX", description = "The points: .npy, .parquet or .csv.")
  private Path matrix = Path.of("");

  @Mixin private ClusterOptions options = new ClusterOptions();

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "The true groups, a label a row: compares with them (ari, nmi …).")
  private @Nullable Path truth;

  @Option(
      names = "--tree",
      paramLabel = "FILE",
      description = "ward, average, complete, single: writes the tree, left,right,height,size.")
  private @Nullable Path tree;

  @Option(names = "--metrics", description = "Also quality figures: silhouette and others.")
  private boolean metrics;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      description = "Cluster N times: seconds is the least, seconds_first the first.")
  private @Nullable Integer repeat;

  @Option(names = "--out", paramLabel = "FILE", description = "Where the labels go, a .csv.")
  private @Nullable Path out;

  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FormatOption format = new FormatOption();

  ClusterCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    options.check();
    for (String idle : options.idle()) {
      terminal.note(
          compute.quiet(), idle + " has no effect on " + options.algorithm().word() + ".");
    }
    if (tree != null && !options.algorithm().isTree()) {
      throw new BadUsage(
          "--tree is for --algorithm ward, average, complete, single, not for "
              + options.algorithm().word()
              + ".");
    }
    int times = repeat == null ? 1 : repeat;
    if (times < 1) {
      throw new BadUsage("--repeat must be at least 1, not " + times + ".");
    }
    for (Path file : Arrays.asList(out, tree)) {
      if (file != null) {
        WholeFile.checkWritable(file);
      }
    }
    Matrix rows = MatrixFile.read(matrix);
    Path seeds = options.seedCentres();
    Matrix start = seeds == null ? null : MatrixFile.read(seeds);
    int[] groups = truth == null ? null : Labels.read(truth, rows.rows());
    Map<String, Object> figures;
    try (Workers workers = Workers.of(compute.threads());
        Terminal.Shown shown = terminal.progress(compute.quiet())) {
      ClusterRun run =
          ClusterRun.of(
              options,
              rows,
              start,
              Math.min(compute.memory().bytes(), Runtime.getRuntime().maxMemory()),
              compute.seedOrDefault(),
              workers,
              shown.progress());
      Repeated<ClusterRun.Outcome> repeated = Repeated.of(times, run::run);
      figures = figures(rows, run, repeated, groups, workers);
      write(run, repeated.result(), workers);
    }
    terminal.output(format).print(figures, Figures.table(figures, terminal.output(format)));
  }

  private void write(ClusterRun run, ClusterRun.Outcome outcome, Workers workers) {
    if (out != null) {
      Clustering found = outcome.clustering();
      ResultFiles.labels(out, found.label(), found.confidence(run.points(), workers));
    }
    if (tree != null) {
      ResultFiles.tree(tree, outcome.tree().orElseThrow());
    }
  }

  private Map<String, Object> figures(
      Matrix rows,
      ClusterRun run,
      Repeated<ClusterRun.Outcome> repeated,
      int @Nullable [] groups,
      Workers workers) {
    ClusterRun.Outcome outcome = repeated.result();
    Clustering found = outcome.clustering();
    int noise = 0;
    for (int l : found.label()) {
      noise += l == Clustering.NOISE ? 1 : 0;
    }
    int filled = 0;
    for (int size : found.sizes()) {
      filled += size > 0 ? 1 : 0;
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("algorithm", options.algorithm().word());
    figures.put("points", rows.rows());
    figures.put("dimensions", rows.columns());
    figures.put("k", found.clusters());
    figures.put("clusters", filled);
    figures.put("iterations", outcome.iterations());
    figures.put("seconds", repeated.seconds());
    if (repeat != null) {
      figures.put("seconds_first", repeated.first());
    }
    if (found instanceof MixtureClustering mixture) {
      figures.put("log_likelihood", mixture.logLikelihood());
      figures.put("bic", mixture.bic());
      figures.put("aic", mixture.aic());
    } else {
      figures.put("inertia", run.inertia(found));
    }
    if (options.algorithm() == Algorithm.DBSCAN || options.algorithm() == Algorithm.HDBSCAN) {
      figures.put("noise", noise);
    }
    if (options.algorithm() == Algorithm.AUTO) {
      figures.put("clusters_found", outcome.clustersFound());
      figures.put("why", outcome.why().orElse("The number of clusters was given."));
    } else {
      outcome.why().ifPresent(why -> figures.put("why", why));
    }
    List<String> names = Quality.chosen(null, groups != null);
    if (!metrics) {
      names = groups == null ? List.of() : Quality.WITH_TRUTH;
    }
    Quality.of(run.points().matrix(), found.label(), groups, names, run.distance(), workers)
        .forEach(figures::putIfAbsent);
    return figures;
  }
}
