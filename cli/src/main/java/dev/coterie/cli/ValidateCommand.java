package dev.coterie.cli;

import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.cli.option.ConfigurationOptions;
import dev.coterie.cli.option.FormatOption;
import dev.coterie.cli.terminal.Output;
import dev.coterie.cli.terminal.Table;
import dev.coterie.domain.DataQuality;
import dev.coterie.domain.Note;
import dev.coterie.pipeline.ingest.EventSource;
import dev.coterie.pipeline.ingest.Ingest;
import dev.coterie.pipeline.report.NoteText;
import dev.coterie.pipeline.report.ReportLanguage;
import java.util.Locale;
import java.util.SequencedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
      "  coterie validate --events shop.csv --format json  rows, kept, users, items, rejected",
      "                                                    (rule to count), missing, kinds, notes, …"
    })
final class ValidateCommand implements Runnable {
  private final Terminal terminal;
  @Mixin private ConfigurationOptions configuration = new ConfigurationOptions();
  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FormatOption format = new FormatOption();

  ValidateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    EventSource source = configuration.configuration(compute).source().source(2);
    DataQuality quality;
    try (Workplace workplace = Workplace.open(terminal, compute);
        Terminal.Shown shown = terminal.progress(compute.quiet())) {
      quality = Ingest.read(source, workplace.reading(), shown.progress()).quality();
    }
    Output output = terminal.output(format);
    output.print(quality, table(quality));
    NoteText words = new NoteText(ReportLanguage.ENGLISH);
    for (Note note : quality.notes()) {
      output.line("");
      output.line("! " + words.words(note));
    }
  }

  private static Table table(DataQuality quality) {
    Table table = new Table("what", "found");
    table.row("rows", quality.rows());
    table.row("kept", quality.kept());
    table.row("users", quality.users());
    table.row("items", quality.items());
    table.row("items in the catalogue", quality.catalogueItems());
    table.row("items that it lacks", quality.unlistedItems());
    counted(table, "rejected: ", quality.rejected());
    counted(table, "missing: ", quality.missing());
    counted(table, "kind: ", quality.kinds());
    quality.firstTime().ifPresent(time -> table.row("first event", time.toString()));
    quality.lastTime().ifPresent(time -> table.row("last event", time.toString()));
    table.row("longest gap, hours", quality.longestGap());
    table.row("share of pairs that occur", quality.density());
    table.row("share of the top 1 % of items", quality.headShare());
    table.row("users with fewer than 3 events", quality.thinUsers());
    table.row("items with fewer than 3 events", quality.thinItems());
    table.row("items with text, share", quality.textCoverage());
    quality
        .languages()
        .forEach(
            (language, items) ->
                table.row("items in " + (language.isEmpty() ? "no language" : language), items));
    quality.dominantSource().ifPresent(source -> table.row("dominant source", source));
    if (!quality.robots().isEmpty()) {
      table.row("robots", String.join(", ", quality.robots()));
    }
    return table;
  }

  /** Counts above 0: what there is none of is not worth a line. */
  private static void counted(Table table, String what, SequencedMap<String, Long> counts) {
    counts.forEach(
        (name, count) -> {
          if (count > 0) {
            table.row(what + name.toLowerCase(Locale.ROOT), count);
          }
        });
  }
}
