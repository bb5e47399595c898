package dev.coterie.cli;

import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.cli.option.FormatOption;
import dev.coterie.cli.option.LanguageOption;
import dev.coterie.cli.terminal.Output;
import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.JobFailed;
import dev.coterie.pipeline.FitConfiguration;
import dev.coterie.pipeline.SourceConfiguration;
import dev.coterie.pipeline.report.Report;
import dev.coterie.pipeline.report.ReportOptions;
import dev.coterie.pipeline.report.SnapshotReport;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.table.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The whole job on the bundled sample. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Does the whole job on the bundled sample, into coterie-demo/ in this folder; what an earlier run left there is replaced.",
    footer = {
      "",
      "Examples:",
      "  coterie demo                                      then open coterie-demo/report.html",
      "  coterie demo --language zh                        the report in Chinese"
    })
final class DemoCommand implements Runnable {
  private final Terminal terminal;
  @Mixin private LanguageOption language = new LanguageOption();
  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FormatOption format = new FormatOption();

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    ReportOptions how = new ReportOptions(language.language(), true);
    Path folder = Path.of("coterie-demo");
    Path snapshot = folder.resolve("snapshot");
    Path page = folder.resolve("report.html");
    FitRun run = new FitRun(terminal, compute);
    run.write(sample(compute), snapshot, true);
    forget(folder.resolve("snapshot.old"));
    SnapshotReader reader = SnapshotReader.open(snapshot);
    WholeFile.write(page, file -> Report.html(SnapshotReport.of(reader), file, how));
    Output output = terminal.output(format);
    run.tell(snapshot, output);
    output.line("");
    output.line("The report is " + page.toAbsolutePath() + "; open it in a browser.");
    output.line("Next: coterie recommend " + snapshot + " --user " + someone(reader));
  }

  /**
   * The fit of the bundled sample.
   *
   * @throws BadInput where it is not there
   */
  static FitConfiguration sample(ComputeOptions compute) {
    Path sample = Path.of(System.getProperty("coterie.home", ".")).resolve("samples/shop");
    if (!Files.exists(sample.resolve("events.csv.gz"))) {
      throw new BadInput(
          "The sample is not in " + sample + ".\nRun ./coterie of a checkout, which has it.");
    }
    FitConfiguration configuration =
        FitConfiguration.defaults()
            .withSource(
                SourceConfiguration.of(
                    List.of(sample.resolve("events.csv.gz").toString()),
                    List.of(sample.resolve("items.csv").toString())));
    return compute.seed().map(configuration::withSeed).orElse(configuration);
  }

  private static String someone(SnapshotReader reader) {
    return reader.segments().stream()
        .flatMap(segment -> segment.description().exemplars().stream())
        .findFirst()
        .orElse("ID");
  }

  private static void forget(Path old) {
    try {
      Folders.delete(old);
    } catch (IOException e) {
      throw new JobFailed("Cannot delete " + old + ": " + e + "\nDelete it by hand.", e);
    }
  }
}
