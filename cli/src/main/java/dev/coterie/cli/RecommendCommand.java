package dev.coterie.cli;

import dev.coterie.cli.option.ChatOption;
import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.cli.option.FormatOption;
import dev.coterie.cli.option.LanguageOption;
import dev.coterie.cli.terminal.Output;
import dev.coterie.cli.terminal.Table;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Count;
import dev.coterie.pipeline.export.ListExport;
import dev.coterie.pipeline.personal.Personal;
import dev.coterie.pipeline.personal.Proposals;
import dev.coterie.pipeline.personal.Reordered;
import dev.coterie.pipeline.report.ReasonText;
import dev.coterie.pipeline.snapshot.ListedItem;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.table.WholeFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
      "                                                    everyone's, the same columns; or .csv",
      "  coterie recommend snapshot/ --user 17850 --propose --rerank 10 --dry-run-chat",
      "                                                    what a chat model would be asked for this",
      "  coterie recommend snapshot/ --user 17850 --propose  adds what a chat model proposes, answered",
      "                                                    from the catalogue; JSON: proposed{}",
      "  coterie recommend snapshot/ --user 17850 --rerank 10  the first ten in a chat model's order,",
      "                                                    if the user did little; JSON: reranked",
      "The chat model is that of the fit, or --set chat.url=URL --set chat.model=NAME."
    })
final class RecommendCommand implements Runnable {
  private static final int MOST_RERANKED = 50;

  private final Terminal terminal;

  @Parameters(paramLabel = "SNAPSHOT", description = "The folder that fit wrote.")
  private Path snapshot = Path.of("snapshot");

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

  @Option(
      names = "--propose",
      description =
          "Let a chat model say what the user may want next; the catalogue answers with as many"
              + " items as --k, beside the list.")
  private boolean propose;

  @Option(
      names = "--rerank",
      paramLabel = "N",
      description = "Let a chat model put the first N items in order, 2 to 50.")
  private @Nullable Integer rerank;

  @Option(
      names = "--rerank-below",
      paramLabel = "EVENTS",
      description =
          "Only for users who did fewer things than this (default: ${DEFAULT-VALUE}); for others the"
              + " ranking was measured elsewhere to be better.")
  private int rerankBelow = Personal.FEW_EVENTS;

  @Mixin private ChatOption chat = new ChatOption();
  @Mixin private LanguageOption language = new LanguageOption();
  @Mixin private ComputeOptions compute = new ComputeOptions();
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

  private record Advised(
      String user, List<Entry> items, int reranked, @Nullable Proposals proposed) {}

  private record Entry(
      int rank, String itemId, String title, double score, double affinity, List<String> reasons) {}

  @Override
  public void run() {
    SnapshotReader reader = SnapshotReader.open(snapshot);
    int most = most(reader.listLength());
    ReasonText words =
        new ReasonText(language.language(), reader.manifest().data().kinds().keySet());
    if (whom.user != null) {
      if (out != null) {
        throw new BadUsage("--out goes with --all; one user's list is printed.");
      }
      List<ListedItem> list = reader.list(whom.user).stream().limit(most).toList();
      if (propose || rerank != null) {
        advise(reader, whom.user, list, most, words);
        return;
      }
      if (chat.dryRun()) {
        throw new BadUsage(
            "--dry-run-chat goes with --propose or --rerank; else no model is asked.");
      }
      List<Entry> items = entries(list, words);
      terminal.output(format).print(new Listed(whom.user, items), table(items));
    } else if (propose || rerank != null) {
      throw new BadUsage(
          "--propose and --rerank go with --user: each list is a question to a model.");
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
          compute.quiet(),
          "the snapshot holds %d items a user; for %d fit again with --set recommend.length=%d"
              .formatted(stored, k, k));
    }
    return k;
  }

  /** The list with what a chat model has to say of it. */
  private record Advice(Reordered list, Optional<Proposals> proposed) {}

  private void advise(
      SnapshotReader reader, String user, List<ListedItem> list, int most, ReasonText words) {
    if (rerank != null && (rerank < 2 || rerank > MOST_RERANKED)) {
      throw new BadUsage("--rerank must be from 2 to " + MOST_RERANKED + ", not " + rerank + ".");
    }
    if (chat.over(reader).url().isEmpty()) {
      throw DryRun.noModel();
    }
    Output output = terminal.output(format);
    Integer first = rerank;
    new PersonalRun(terminal, compute, chat)
        .of(
            reader,
            personal ->
                new Advice(
                    first == null
                        ? new Reordered(list, 0, "")
                        : personal.reorder(user, list, first, rerankBelow),
                    propose ? Optional.of(personal.propose(user, most)) : Optional.empty()),
            output)
        .ifPresent(advice -> print(user, advice, words, output));
  }

  private void print(String user, Advice advice, ReasonText words, Output output) {
    List<Entry> items = entries(advice.list.list(), words);
    output.print(
        new Advised(user, items, advice.list.first(), advice.proposed.orElse(null)), table(items));
    if (!advice.list.fault().isEmpty()) {
      terminal.note(compute.quiet(), "the list keeps its order: " + advice.list.fault());
    }
    advice.proposed.ifPresent(proposed -> print(proposed, output));
  }

  private void print(Proposals proposed, Output output) {
    Table table = new Table("rank", "item_id", "title", "likeness", "answers");
    for (Proposals.Proposal item : proposed.items()) {
      table.row(item.rank(), item.itemId(), item.title(), item.likeness(), item.answers());
    }
    if (!proposed.items().isEmpty()) {
      output.line("");
      output.line("Proposed by " + proposed.model() + ", answered from the catalogue:");
      output.more(table);
    }
    terminal.note(
        compute.quiet(),
        "%d of %s answered by the catalogue"
            .formatted(
                proposed.wishes() - proposed.unmatched().size(),
                Count.of(proposed.wishes(), "proposal")));
  }

  private static List<Entry> entries(List<ListedItem> list, ReasonText words) {
    return list.stream()
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
  }

  private static Table table(List<Entry> items) {
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
    return table;
  }

  private void write(SnapshotReader reader, int most, ReasonText words) {
    if (out == null) {
      throw new BadUsage("--all needs a file: --out recs.parquet, or recs.csv.");
    }
    WholeFile.checkTable(out);
    terminal.interruption().unfinished(WholeFile.unfinished(out));
    try (Terminal.Shown shown = terminal.progress(compute.quiet())) {
      ListExport.write(reader, most, words, out, shown.progress());
    }
    terminal.note(compute.quiet(), "wrote " + out);
  }
}
