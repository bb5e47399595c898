package dev.coterie.cli;

import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.cli.option.SourceOptions;
import dev.coterie.pipeline.assign.Assigning;
import dev.coterie.pipeline.assign.Assignment;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.table.WholeFile;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** New events or users into the segments of a snapshot. */
@Command(
    name = "assign",
    mixinStandardHelpOptions = true,
    description =
        "Places the users of new events into the segments of a snapshot, without a refit.",
    footer = {
      "",
      "Files are read as those of the fit were, where they have the same columns. A user is judged",
      "by the new events alone. Columns of the result: user_id, segment_id, subsegment_id,",
      "confidence, membership, sub_membership.",
      "",
      "Examples:",
      "  coterie assign snapshot/ --events new.csv --out users.parquet",
      "  coterie assign snapshot/ --events new.csv --items new-items.csv --out users.csv"
    })
final class AssignCommand implements Runnable {
  private final Terminal terminal;

  @Parameters(paramLabel = "SNAPSHOT", description = "The folder that fit wrote.")
  private Path snapshot = Path.of("snapshot");

  @Mixin private SourceOptions source = new SourceOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the result goes: .parquet or .csv.")
  private Path out = Path.of("users.parquet");

  @Mixin private ComputeOptions compute = new ComputeOptions();

  AssignCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    WholeFile.checkTable(out);
    terminal.interruption().unfinished(WholeFile.unfinished(out));
    try (Workplace workplace = Workplace.open(terminal, compute);
        Terminal.Shown shown = terminal.progress(compute)) {
      Assignment assignment =
          Assigning.run(
              SnapshotReader.open(snapshot), source::over, workplace.machine(), shown.progress());
      assignment.write(out);
      tell(assignment);
    }
  }

  private void tell(Assignment assignment) {
    note("wrote " + out + ": " + number(assignment.users().size()) + " users");
    if (assignment.quality().dropped() > 0) {
      note(
          number(assignment.quality().dropped())
              + " rows were left out by the cleaning rules; validate says which");
    }
    if (assignment.newItems() > 0) {
      note(
          number(assignment.newItems())
              + " items are not in the snapshot; "
              + number(assignment.placedItems())
              + " of them have a place by their text");
    }
    if (assignment.unknown() > 0) {
      note(
          number(assignment.unknown())
              + " users did nothing that the snapshot can compare; their place means nothing");
    }
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private void note(String text) {
    terminal.note(compute.quiet(), text);
  }
}
