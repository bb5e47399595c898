package dev.coterie.cli;

import dev.coterie.cli.option.LanguageOption;
import dev.coterie.cli.option.SnapshotOptions;
import dev.coterie.pipeline.report.Report;
import dev.coterie.pipeline.report.ReportData;
import dev.coterie.pipeline.report.ReportOptions;
import dev.coterie.pipeline.report.SnapshotReport;
import dev.coterie.pipeline.table.WholeFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the report of a snapshot. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Writes what a fit found as one page that needs nothing beside it.",
    footer = {
      "",
      "Examples:",
      "  coterie report snapshot/                          report.html in this folder",
      "  coterie report snapshot/ --out shop.html --language zh",
      "  coterie report snapshot/ --png plots/ --no-users  images too, and no user ids"
    })
final class ReportCommand implements Runnable {
  private final Terminal terminal;
  @Mixin private SnapshotOptions snapshot = new SnapshotOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "report.html",
      description = "Where the page goes (default: report.html).")
  private Path out = Path.of("report.html");

  @Option(
      names = "--png",
      paramLabel = "DIR",
      description = "A folder for the map, the silhouette plot and the k curve as images.")
  private @Nullable Path png;

  @Option(names = "--no-users", description = "Leave user ids out.")
  private boolean noUsers;

  @Mixin private LanguageOption language = new LanguageOption();

  ReportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    ReportOptions how = new ReportOptions(language.language(), !noUsers);
    WholeFile.checkWritable(out);
    ReportData data = SnapshotReport.of(snapshot.open());
    terminal.interruption().unfinished(WholeFile.unfinished(out));
    WholeFile.write(out, file -> Report.html(data, file, how));
    terminal.note(snapshot.quiet(), "wrote " + out);
    if (png != null) {
      Report.images(data, png, how.language());
      terminal.note(snapshot.quiet(), "wrote images to " + png);
    }
  }
}
