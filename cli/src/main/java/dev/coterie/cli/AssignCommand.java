package dev.coterie.cli;

import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.cli.option.FormatOption;
import dev.coterie.cli.option.SourceOptions;
import dev.coterie.cli.terminal.Output;
import dev.coterie.cli.terminal.Table;
import dev.coterie.domain.Count;
import dev.coterie.domain.Drift;
import dev.coterie.pipeline.assign.Assigning;
import dev.coterie.pipeline.assign.Assignment;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.table.WholeFile;
import java.nio.file.Path;
import java.util.Optional;
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
      "Files are read as those of the fit were; where they have other columns, only kinds, zone and",
      "times are taken over, and a note says so. A user is judged by the new events alone. Columns of",
      "the result: user_id, segment_id, subsegment_id, confidence, membership, sub_membership. Printed is",
      "how far the new events are from the fit, and whether to keep its segments or refit.",
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
      description = "Where the result goes: .parquet, .csv or .jsonl.")
  private Path out = Path.of("users.parquet");

  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FormatOption format = new FormatOption();

  AssignCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    WholeFile.checkTable(out);
    terminal.interruption().unfinished(WholeFile.unfinished(out));
    try (Workplace workplace = Workplace.open(terminal, compute);
        Terminal.Shown shown = terminal.progress(compute.quiet())) {
      Assignment assignment =
          Assigning.run(
              SnapshotReader.open(snapshot), source::over, workplace.machine(), shown.progress());
      shown.progress().report("write", 0, 0);
      assignment.write(out);
      tell(assignment);
    }
  }

  private record Summary(
      int users, int unknown, int newItems, int placedItems, Optional<Drift> drift) {}

  private void tell(Assignment assignment) {
    Table table = new Table("drift", "users", "distance", "moved", "new_items");
    assignment
        .drift()
        .ifPresent(
            drift -> {
              row(table, "new events", drift.now());
              row(table, "end of the fit", drift.usual());
            });
    Output output = terminal.output(format);
    output.print(
        new Summary(
            assignment.users().size(),
            assignment.unknown(),
            assignment.newItems(),
            assignment.placedItems(),
            assignment.drift()),
        table);
    assignment.drift().ifPresent(drift -> output.line(drift.reason()));
    note("wrote " + out + ": " + Count.of(assignment.users().size(), "user"));
    if (!assignment.asFitted()) {
      note(
          "the columns are not those of the fit's files, so that the fit's --map, --missing, --where, --layout and --date-format do not hold; give them here where they are needed");
    }
    if (assignment.quality().dropped() > 0) {
      note(
          "left out: "
              + Count.of(assignment.quality().dropped(), "row")
              + " ("
              + Rejected.told(assignment.quality())
              + ")");
    }
    if (assignment.newItems() > 0) {
      note(
          Count.of(assignment.newItems(), "item")
              + " not in the snapshot; with a place by their text: "
              + assignment.placedItems());
    }
    if (assignment.unknown() > 0) {
      note(
          Count.of(assignment.unknown(), "user")
              + " with nothing that the snapshot can compare; their place means nothing");
    }
  }

  private static void row(Table table, String name, Drift.Figures figures) {
    table.row(name, figures.users(), figures.distance(), figures.moved(), figures.newItems());
  }

  private void note(String text) {
    terminal.note(compute.quiet(), text);
  }
}
