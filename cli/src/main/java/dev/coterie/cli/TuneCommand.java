package dev.coterie.cli;

import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.cli.option.ConfigurationOptions;
import dev.coterie.cli.option.FormatOption;
import dev.coterie.cli.terminal.Output;
import dev.coterie.cli.terminal.Table;
import dev.coterie.domain.Segmentation;
import dev.coterie.pipeline.ConfigurationFile;
import dev.coterie.pipeline.FitConfiguration;
import dev.coterie.pipeline.table.WholeFile;
import dev.coterie.pipeline.tune.Budget;
import dev.coterie.pipeline.tune.Objective;
import dev.coterie.pipeline.tune.Tuning;
import dev.coterie.pipeline.tune.TuningResult;
import dev.coterie.pipeline.tune.TuningResult.Trial;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Searches settings of the segments. */
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    description = {
      "Tries algorithms, numbers of segments, half-lives, factorisations and weights of behaviour on",
      "the data, and writes the best as a configuration. Settings that are given are left alone.",
      "All is judged on a held-out end of the events, and nothing else."
    },
    footer = {
      "",
      "Examples:",
      "  coterie tune --events shop.csv --out coterie.yaml",
      "  coterie tune --events shop.csv --budget 50 --objective stability --out coterie.yaml",
      "  coterie fit --config coterie.yaml --out snapshot/",
      "                                                    the figures that tune told of all events"
    })
final class TuneCommand implements Runnable {
  private final Terminal terminal;
  @Mixin private ConfigurationOptions settings = new ConfigurationOptions();

  @Option(
      names = "--budget",
      paramLabel = "TIME|N",
      description = "120s, 5m, or a number of trials, which gives the same result on any machine.")
  private String budget = "120s";

  @Option(
      names = "--objective",
      paramLabel = "lift|silhouette|stability",
      description = {
        "What is best: segments that foresee most (lift, the default), that lie most apart, or that",
        "are found again most surely."
      })
  private Objective objective = Objective.LIFT;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the configuration goes, for fit --config.")
  private Path out = Path.of("coterie.yaml");

  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FormatOption format = new FormatOption();

  TuneCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  private record Document(
      String objective, int users, int possible, List<Row> trials, int best, Fit fit) {}

  private record Row(
      int trial,
      String algorithm,
      int segments,
      String factorisation,
      Optional<Double> halfLifeDays,
      double behaviourWeight,
      double figure,
      double seconds) {}

  /** What a fit with the best settings finds in all events. */
  private record Fit(int segments, double silhouette, double stability) {}

  @Override
  public void run() {
    Budget allowed = Budget.parse(budget);
    FitConfiguration base = settings.configuration(compute);
    WholeFile.checkWritable(out);
    try (Workplace workplace = Workplace.open(terminal, compute);
        Terminal.Shown shown = terminal.progress(compute.quiet())) {
      TuningResult result =
          Tuning.run(base, objective, allowed, workplace.machine(), shown.progress());
      write(result);
      tell(result);
    }
    terminal.note(
        compute.quiet(), "wrote " + out + "; fit with: coterie fit --config " + out + " --out DIR");
  }

  private void write(TuningResult result) {
    Trial best = result.trials().get(result.best());
    String head =
        String.format(
            Locale.ROOT,
            "# Chosen by coterie tune: %s %.4f, the best of %d trials (the first: %.4f).%n",
            objective.word(),
            best.figure(),
            result.trials().size(),
            result.trials().getFirst().figure());
    String text = head + ConfigurationFile.of(result.configuration()).text();
    WholeFile.write(out, text);
  }

  private void tell(TuningResult result) {
    Output output = terminal.output(format);
    List<Row> rows =
        IntStream.range(0, result.trials().size())
            .mapToObj(i -> row(i + 1, result.trials().get(i)))
            .toList();
    Table table =
        new Table(
            "trial",
            "algorithm",
            "segments",
            "factorisation",
            "half-life",
            "behaviour",
            objective.word(),
            "seconds",
            "");
    for (Row row : rows) {
      table.row(
          row.trial,
          row.algorithm,
          row.segments,
          row.factorisation,
          row.halfLifeDays.orElse(null),
          row.behaviourWeight,
          row.figure,
          row.seconds,
          row.trial == result.best() + 1 ? "best" : "");
    }
    Segmentation.Overall fit = result.fit();
    output.print(
        new Document(
            objective.word(),
            result.users(),
            result.possible(),
            rows,
            result.best() + 1,
            new Fit(result.segments(), fit.silhouette(), fit.stability())),
        table);
    output.line("");
    output.line(
        String.format(
            Locale.ROOT,
            "%d of %d candidates tried. A fit of all events with the best finds %d segments, silhouette %.4f, stability %.4f.",
            rows.size(),
            result.possible(),
            result.segments(),
            fit.silhouette(),
            fit.stability()));
  }

  private static Row row(int number, Trial trial) {
    return new Row(
        number,
        trial.candidate().algorithm().word(),
        trial.segments(),
        trial.candidate().factorisation().key(),
        trial.candidate().halfLifeDays(),
        trial.candidate().behaviourWeight(),
        trial.figure(),
        trial.seconds());
  }
}
