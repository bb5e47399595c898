package dev.coterie.cli;

import dev.coterie.cli.option.FormatOption;
import dev.coterie.cli.terminal.Output;
import dev.coterie.cli.terminal.Table;
import dev.coterie.domain.Count;
import dev.coterie.domain.Lineage.Flow;
import dev.coterie.pipeline.lineage.SnapshotDiff;
import dev.coterie.pipeline.lineage.SnapshotDiff.Change;
import dev.coterie.pipeline.lineage.SnapshotDiff.State;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what changed between two snapshots. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Tells what became of the segments of one snapshot in another, and where their users went.",
      "Any two snapshots can be compared; fit --from also carries the ids from one to the next."
    },
    footer = {
      "",
      "Examples:",
      "  coterie diff last-week/ this-week/                what was kept, split, merged, born, died",
      "  coterie diff last-week/ this-week/ --all          subsegments too",
      "  coterie diff last-week/ this-week/ --format json  users, changes[] with fate, before, after,",
      "                                                    users, overlap, phrases, lifts; flows[]"
    })
final class DiffCommand implements Runnable {
  private static final int MOST_FLOWS = 10;

  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "BEFORE", description = "The snapshot of an earlier fit.")
  private Path before = Path.of("before");

  @Parameters(index = "1", paramLabel = "AFTER", description = "The snapshot of a later one.")
  private Path after = Path.of("after");

  @Option(names = "--all", description = "Show subsegments too; JSON always has them.")
  private boolean all;

  /** Read from the command line by the one who tells errors. */
  @SuppressWarnings("UnusedVariable")
  @Option(names = "--verbose", description = "Show where an error came from.")
  private boolean verbose;

  @Mixin private FormatOption format = new FormatOption();

  DiffCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    SnapshotDiff diff = SnapshotDiff.of(SnapshotReader.open(before), SnapshotReader.open(after));
    Output output = terminal.output(format);
    SnapshotDiff.Users users = diff.users();
    output.line(
        "%s in both, %s only in %s, %s only in %s"
            .formatted(
                Count.of(users.both(), "user"),
                Count.of(users.onlyBefore(), "user"),
                before,
                Count.of(users.onlyAfter(), "user"),
                after));
    if (users.both() > 0) {
      output.line(
          String.format(
              Locale.ROOT,
              "%.1f %% of those in both stayed where their segment lives on",
              100.0 * users.stayed() / users.both()));
    }
    output.line("");
    output.print(diff, table(diff.changes().stream().filter(this::isShown).toList()));
    List<Flow> moves = diff.flows().stream().filter(flow -> isMove(flow, diff)).toList();
    if (!moves.isEmpty()) {
      output.line("");
      Table flows = new Table("from", "to", "users");
      moves.stream()
          .limit(MOST_FLOWS)
          .forEach(flow -> flows.row(flow.from(), flow.to(), flow.users()));
      output.more(flows);
    }
  }

  private boolean isShown(Change change) {
    return all || change.after().or(change::before).map(State::level).orElse(1) == 1;
  }

  /** Whether users of a flow are elsewhere than where their segment lives on. */
  private static boolean isMove(Flow flow, SnapshotDiff diff) {
    return diff.changes().stream()
        .noneMatch(
            change ->
                change.before().map(State::id).equals(Optional.of(flow.from()))
                    && change.after().map(State::id).equals(Optional.of(flow.to())));
  }

  private static Table table(List<Change> changes) {
    Table table =
        new Table(
            "fate",
            "before",
            "after",
            "name",
            "size",
            "was",
            "users",
            "overlap",
            "others",
            "new phrases");
    for (Change change : changes) {
      table.row(
          change.fate().name().toLowerCase(Locale.ROOT),
          id(change.before()),
          id(change.after()),
          name(change),
          change.after().map(State::size).orElse(null),
          change.before().map(State::size).orElse(null),
          change.users(),
          change.overlap(),
          String.join(", ", change.others()),
          String.join(", ", change.gained().stream().limit(2).toList()));
    }
    return table;
  }

  private static @Nullable String id(Optional<State> state) {
    return state.map(State::id).orElse(null);
  }

  /** The name, and the former one where it was another. */
  private static String name(Change change) {
    String now = change.after().map(State::name).orElse("");
    String was = change.before().map(State::name).orElse("");
    if (now.isEmpty() || was.isEmpty() || now.equals(was)) {
      return now.isEmpty() ? was : now;
    }
    return now + " (was " + was + ")";
  }
}
