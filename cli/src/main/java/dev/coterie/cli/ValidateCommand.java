package dev.coterie.cli;

import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.cli.option.ConfigurationOptions;
import dev.coterie.cli.option.FormatOption;
import dev.coterie.cli.terminal.Output;
import dev.coterie.cli.terminal.Table;
import dev.coterie.domain.CleanData;
import dev.coterie.domain.DataQuality;
import dev.coterie.domain.Note;
import dev.coterie.pipeline.ingest.EventSource;
import dev.coterie.pipeline.ingest.Ingest;
import dev.coterie.pipeline.ingest.RejectedRows;
import dev.coterie.pipeline.report.NoteText;
import dev.coterie.pipeline.report.ReportLanguage;
import dev.coterie.pipeline.table.WholeFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads, cleans and tells what was found, without a fit. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "Reads and cleans events, and reports the quality of the data.",
    footer = {
      "",
      "Rejected rows do not make it fail; too little data does.",
      "",
      "Examples:",
      "  coterie validate --events 'logs/*.csv.gz'",
      "  coterie validate --events shop.csv --map user=CustomerID,item=StockCode --kind PURCHASE",
      "  coterie validate --events shop.csv --rejects rejects.csv  the rows left out, and why",
      "  coterie validate --events shop.csv --format json  rows, kept, users, items, rejected",
      "                                                    (rule to count), missing, kinds, notes, …"
    })
final class ValidateCommand implements Runnable {
  private final Terminal terminal;
  @Mixin private ConfigurationOptions configuration = new ConfigurationOptions();
  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "The rows left out, with file, line and rule: .parquet, .csv or .jsonl.")
  private @Nullable Path rejects;

  ValidateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    EventSource source = configuration.configuration(compute).source().source(2);
    if (rejects != null) {
      WholeFile.checkTable(rejects);
      terminal.interruption().unfinished(WholeFile.unfinished(rejects));
    }
    CleanData data;
    try (Workplace workplace = Workplace.open(terminal, compute);
        Terminal.Shown shown = terminal.progress(compute.quiet())) {
      data = Ingest.read(source, workplace.machine().reading(), shown.progress());
      if (rejects != null) {
        shown.progress().report("write", 0, 0);
        RejectedRows.write(data, rejects);
      }
    }
    DataQuality quality = data.quality();
    Output output = terminal.output(format);
    output.print(quality, table(quality, data.reasons()));
    NoteText words = new NoteText(ReportLanguage.ENGLISH);
    for (Note note : quality.notes()) {
      output.line("");
      output.line("! " + words.words(note));
    }
  }

  private static Table table(DataQuality quality, Map<String, String> reasons) {
    Table table = new Table("what", "found", "why");
    line(table, "rows", quality.rows());
    line(table, "kept", quality.kept());
    line(table, "users", quality.users());
    line(table, "items", quality.items());
    line(table, "items in the catalogue", quality.catalogueItems());
    line(table, "items that it lacks", quality.unlistedItems());
    counted(table, "rejected: ", quality.rejected(), reasons);
    counted(table, "missing: ", quality.missing(), Map.of());
    counted(table, "kind: ", quality.kinds(), Map.of());
    quality.firstTime().ifPresent(time -> line(table, "first event", time.toString()));
    quality.lastTime().ifPresent(time -> line(table, "last event", time.toString()));
    line(table, "longest gap, hours", quality.longestGap());
    line(table, "share of pairs that occur", quality.density());
    line(table, "share of the top 1 % of items", quality.headShare());
    line(table, "users with fewer than 3 events", quality.thinUsers());
    line(table, "items with fewer than 3 events", quality.thinItems());
    line(table, "items with text, share", quality.textCoverage());
    quality
        .languages()
        .forEach(
            (language, items) ->
                line(table, "items in " + (language.isEmpty() ? "no language" : language), items));
    quality.dominantSource().ifPresent(source -> line(table, "dominant source", source));
    if (!quality.robots().isEmpty()) {
      line(table, "robots", String.join(", ", quality.robots()));
    }
    return table;
  }

  private static void line(Table table, String what, Object found) {
    table.row(what, found, "");
  }

  /** Counts above 0: what there is none of is not worth a line. */
  private static void counted(
      Table table, String what, SequencedMap<String, Long> counts, Map<String, String> meanings) {
    counts.forEach(
        (name, count) -> {
          if (count > 0) {
            table.row(what + name, count, meanings.getOrDefault(name, ""));
          }
        });
  }
}
