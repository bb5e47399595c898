package dev.coterie.cli;

import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.cli.option.ConfigurationOptions;
import dev.coterie.cli.option.FormatOption;
import dev.coterie.cli.terminal.Table;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Plan;
import dev.coterie.pipeline.FitConfiguration;
import dev.coterie.pipeline.InterestPipeline;
import dev.coterie.pipeline.plan.Planning;
import dev.coterie.pipeline.profile.Goal;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From event files to a snapshot. */
@Command(
    name = "fit",
    mixinStandardHelpOptions = true,
    description = "Finds segments and makes recommendations from events, and writes a snapshot.",
    footer = {
      "",
      "Examples:",
      "  coterie fit --events shop.csv --items items.csv --out snapshot/",
      "  coterie fit --config shop.yaml --k 8 --out snapshot/ --replace",
      "  coterie fit --events 'R/*.csv.gz' --map user=CustomerID,item=StockCode,time=InvoiceDate \\",
      "              --kind PURCHASE --where 'Quantity > 0' --missing user=0 --out snapshot/",
      "  coterie fit --config shop.yaml --from snapshot/ --out next/    the same segment ids again",
      "  coterie fit --events shop.csv --items items.csv --vectors photo=photos.npy --out snapshot/",
      "  coterie fit --events shop.csv --items items.csv --vectors photo=photos/ \\",
      "              --image-model clip-vit-base-patch32/ --out snapshot/      images named ID.jpg",
      "  coterie fit --events shop.csv --plan              memory, time and disk, without the work",
      "  coterie fit --config shop.yaml --set chat.url=http://localhost:11434/v1 \\",
      "              --set chat.model=qwen3 --dry-run-chat      prompts and cost, nothing asked",
      "  coterie fit … --format json                       counts, verdict, segments[], choices[],",
      "                                                    timings; with --plan stages[], totals"
    })
final class FitCommand implements Runnable {
  private final Terminal terminal;
  @Mixin private ConfigurationOptions settings = new ConfigurationOptions();

  @Option(
      names = "--k",
      paramLabel = "N",
      description = "How many segments, the same as --set segments.k=N (default: chosen).")
  private @Nullable Integer k;

  @Option(
      names = "--from",
      paramLabel = "OLD",
      description =
          "The snapshot of an earlier fit: segments that live on keep their ids, and what became"
              + " of the others is told.")
  private @Nullable Path from;

  @Option(
      names = "--segments-file",
      paramLabel = "FILE",
      description = "Segments that you have already, as YAML; the rest is found around them.")
  private @Nullable Path segmentsFile;

  @Option(
      names = "--goal",
      paramLabel = "TEXT",
      description =
          "What segments are for, such as 'by price sensitivity'; sets weights and says how.")
  private @Nullable String goal;

  @Option(
      names = "--anew",
      description = "Choose settings and the number of segments again, whatever --from chose.")
  private boolean anew;

  @Option(
      names = "--seen",
      description = "Recommend again what a user touched, the same as --set recommend.seen=true.")
  private boolean seen;

  @Option(names = "--out", paramLabel = "DIR", description = "Where the snapshot goes.")
  private @Nullable Path out;

  @Option(names = "--replace", description = "Move what is at --out to DIR.old.")
  private boolean replace;

  @Option(names = "--plan", description = "Predict memory, time and disk, and do nothing else.")
  private boolean plan;

  @Option(
      names = "--dry-run-chat",
      description = "Print what a chat model would be asked and what it would cost; ask nothing.")
  private boolean dryRunChat;

  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FormatOption format = new FormatOption();

  FitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    FitConfiguration configuration = configuration();
    if (plan) {
      try (Workplace workplace = Workplace.open(terminal, compute)) {
        tell(
            Planning.plan(
                configuration.source().source(2),
                configuration.effort(),
                workplace.machine().memoryBytes(),
                workplace.machine().reading()));
      }
      return;
    }
    if (dryRunChat) {
      new DryRun(terminal, compute)
          .tell(
              configuration.chat(),
              (machine, progress) -> InterestPipeline.fit(configuration, machine, progress),
              terminal.output(format));
      return;
    }
    if (out == null) {
      throw new BadUsage("Where should the snapshot go? Say --out DIR, or --plan for a forecast.");
    }
    FitRun run = new FitRun(terminal, compute);
    run.write(configuration, out, replace);
    run.tell(out, terminal.output(format));
    terminal.note(compute.quiet(), "wrote " + out + "; see it with: coterie report " + out);
  }

  private FitConfiguration configuration() {
    if (k != null && k < 1) {
      throw new BadUsage("--k must be at least 1, not " + k + ".");
    }
    FitConfiguration read = settings.configuration(compute);
    FitConfiguration counted = k == null ? read : read.withK(k);
    FitConfiguration followed = from == null ? counted : counted.withFrom(from.toString());
    FitConfiguration chosen = anew ? followed.withAnew() : followed;
    FitConfiguration given =
        segmentsFile == null ? chosen : chosen.withSegmentsFile(segmentsFile.toString());
    return seen ? forGoal(given).withSeen() : forGoal(given);
  }

  private FitConfiguration forGoal(FitConfiguration read) {
    if (goal == null) {
      return read;
    }
    Goal meant = Goal.of(goal);
    terminal.note(compute.quiet(), "the goal '" + goal + "' means " + meant.words());
    return read.with(
        read.profile().weighing(meant.behaviourWeight(), meant.featureWeights()), read.segments());
  }

  private record Forecast(
      List<Plan.Stage> stages,
      double seconds,
      double memoryMib,
      double diskMib,
      long rows,
      double memoryLimitMib,
      boolean fits) {}

  private void tell(Plan forecast) {
    Table table = new Table("stage", "seconds", "memory_mib", "disk_mib");
    for (Plan.Stage stage : forecast.stages()) {
      table.row(stage.name(), stage.seconds(), stage.memoryMib(), stage.diskMib());
    }
    table.row("together", forecast.seconds(), forecast.peakMemoryMib(), forecast.diskMib());
    terminal
        .output(format)
        .print(
            new Forecast(
                forecast.stages(),
                forecast.seconds(),
                forecast.peakMemoryMib(),
                forecast.diskMib(),
                forecast.rows(),
                forecast.memoryLimitMib(),
                forecast.fits()),
            table);
    if (!forecast.fits()) {
      terminal.note(
          compute.quiet(),
          "This does not fit the %.0f MiB that it may use; a fit would be refused. Give --memory more."
              .formatted(forecast.memoryLimitMib()));
    }
  }
}
