package dev.coterie.cli;

import dev.coterie.cli.cluster.Labels;
import dev.coterie.cli.cluster.Metric;
import dev.coterie.cli.cluster.Quality;
import dev.coterie.cli.cluster.Repeated;
import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.cli.option.FormatOption;
import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.matrix.MatrixFile;
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

/** How good labels are. */
@Command(
    name = "metrics",
    mixinStandardHelpOptions = true,
    description = "Measures how well labels fit a matrix, and a truth where there is one.",
    footer = {
      "",
      "Labels and truth are a .npy, a .parquet or a .csv, with a header or without: one column, a",
      "column 'label', or row,label with rows from 0. Label -1 is noise: it is left out of the",
      "figures of distance, and is one more group against the truth.",
      "",
      "Examples:",
      "  coterie metrics x.npy labels.csv",
      "  coterie metrics x.npy labels.csv --truth truth.csv --format json",
      "  coterie metrics x.npy labels.npy --only silhouette,davies_bouldin --distance cosine"
    })
final class MetricsCommand implements Runnable {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "MATRIX", description = "The points: .npy, .parquet, .csv.")
  private Path matrix = Path.of("");

  @Parameters(index = "1", paramLabel = "LABELS", description = "A label a row.")
  private Path labels = Path.of("");

  @Option(names = "--truth", paramLabel = "FILE", description = "The true groups, a label a row.")
  private @Nullable Path truth;

  @Option(
      names = "--only",
      paramLabel = "FIGURE",
      split = ",",
      description = "Only these figures (default: all).")
  private @Nullable List<String> only;

  @Option(
      names = "--distance",
      paramLabel = "euclidean|cosine|mahalanobis",
      description = "How points are compared (default: euclidean).")
  private Metric distance = Metric.EUCLIDEAN;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      description = "Measure N times: seconds is the least, seconds_first the first.")
  private @Nullable Integer repeat;

  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FormatOption format = new FormatOption();

  MetricsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    List<String> names = Quality.chosen(only, truth != null);
    int times = repeat == null ? 1 : repeat;
    Matrix rows = MatrixFile.read(matrix);
    if (rows.rows() == 0) {
      throw new BadInput("The file " + matrix + " has no rows.");
    }
    int[] label = Labels.read(labels, rows.rows());
    int[] groups = truth == null ? null : Labels.read(truth, rows.rows());
    Map<String, Object> figures = new LinkedHashMap<>();
    try (Workers workers = Workers.of(compute.threads())) {
      Matrix prepared = distance.prepared(rows, workers);
      Repeated<Map<String, Double>> repeated =
          Repeated.of(
              times,
              () -> Quality.of(prepared, label, groups, names, distance.distance(), workers));
      figures.put("points", rows.rows());
      figures.put("dimensions", rows.columns());
      figures.put("clusters", (int) Arrays.stream(label).filter(l -> l != -1).distinct().count());
      figures.put("seconds", repeated.seconds());
      if (repeat != null) {
        figures.put("seconds_first", repeated.first());
      }
      figures.putAll(repeated.result());
    }
    terminal.output(format).print(figures, Figures.table(figures, terminal.output(format)));
  }
}
