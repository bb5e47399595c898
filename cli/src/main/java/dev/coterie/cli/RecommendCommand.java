package dev.coterie.cli;

import dev.coterie.cli.option.FormatOption;
import dev.coterie.cli.option.LanguageOption;
import dev.coterie.cli.option.SnapshotOptions;
import dev.coterie.cli.terminal.Table;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.pipeline.export.ListExport;
import dev.coterie.pipeline.report.ReasonText;
import dev.coterie.pipeline.snapshot.ListedItem;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.table.WholeFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints or writes the lists of a snapshot. */
@Command(
    name = "recommend",
    mixinStandardHelpOptions = true,
    description = "Prints what a user is recommended and why, or writes everyone's lists.",
    footer = {
      "",
      "Examples:",
      "  coterie recommend snapshot/ --user 17850          one user's list",
      "  coterie recommend snapshot/ --user 17850 --k 5 --format json",
      "                                                    user, items[] with rank, item_id, title,",
      "                                                    score, affinity, reasons[]",
      "  coterie recommend snapshot/ --all --out recs.parquet",
      "                                                    everyone's, the same columns; or .csv"
    })
final class RecommendCommand implements Runnable {
  private final Terminal terminal;
  @Mixin private SnapshotOptions snapshot = new SnapshotOptions();

  @ArgGroup(multiplicity = "1")
  private Whom whom = new Whom();

  @Option(
      names = "--k",
      paramLabel = "N",
      description = "Items a user (default: as many as are stored).")
  private @Nullable Integer k;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where --all goes: .parquet, .csv or .jsonl.")
  private @Nullable Path out;

  @Mixin private LanguageOption language = new LanguageOption();
  @Mixin private FormatOption format = new FormatOption();

  /** One user or everyone. */
  static final class Whom {
    @Option(names = "--user", paramLabel = "ID", description = "One user.")
    private @Nullable String user;

    @Option(names = "--all", description = "Every user, to a file.")
    private boolean all;
  }

  RecommendCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  private record Listed(String user, List<Entry> items) {}

  private record Entry(
      int rank, String itemId, String title, double score, double affinity, List<String> reasons) {}

  @Override
  public void run() {
    SnapshotReader reader = snapshot.open();
    int most = most(reader.listLength());
    ReasonText words =
        new ReasonText(language.language(), reader.manifest().data().kinds().keySet());
    if (whom.user != null) {
      if (out != null) {
        throw new BadUsage("--out goes with --all; one user's list is printed.");
      }
      print(whom.user, reader.list(whom.user), most, words);
    } else if (whom.all) {
      write(reader, most, words);
    }
  }

  private int most(int stored) {
    if (k == null) {
      return stored;
    }
    if (k < 1) {
      throw new BadUsage("--k must be at least 1, not " + k + ".");
    }
    if (k > stored) {
      terminal.note(
          snapshot.quiet(),
          "the snapshot holds %d items a user; for %d fit again with --set recommend.length=%d"
              .formatted(stored, k, k));
    }
    return k;
  }

  private void print(String user, List<ListedItem> list, int most, ReasonText words) {
    List<Entry> items =
        list.stream()
            .limit(most)
            .map(
                item ->
                    new Entry(
                        item.rank(),
                        item.itemId(),
                        item.title(),
                        item.score(),
                        item.affinity(),
                        ListExport.reasons(item, words)))
            .toList();
    Table table = new Table("rank", "item_id", "title", "score", "affinity", "reasons");
    for (Entry item : items) {
      table.row(
          item.rank,
          item.itemId,
          item.title,
          item.score,
          item.affinity,
          String.join("; ", item.reasons));
    }
    terminal.output(format).print(new Listed(user, items), table);
  }

  private void write(SnapshotReader reader, int most, ReasonText words) {
    if (out == null) {
      throw new BadUsage("--all needs a file: --out recs.parquet, or recs.csv.");
    }
    WholeFile.checkTable(out);
    terminal.interruption().unfinished(WholeFile.unfinished(out));
    try (Terminal.Shown shown = terminal.progress(snapshot.quiet())) {
      ListExport.write(reader, most, words, out, shown.progress());
    }
    terminal.note(snapshot.quiet(), "wrote " + out);
  }
}
