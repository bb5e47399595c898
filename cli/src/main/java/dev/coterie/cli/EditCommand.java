package dev.coterie.cli;

import dev.coterie.cli.option.FormatOption;
import dev.coterie.cli.terminal.Output;
import dev.coterie.cli.terminal.Table;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Edits;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.edit.Editing;
import dev.coterie.pipeline.edit.ToldEdit;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes segments as a person sees fit, and lists what was changed. */
@Command(
    name = "edit",
    mixinStandardHelpOptions = true,
    description = {
      "Changes the segments of a snapshot as you see fit. What you change is kept in NAME.edits.json",
      "beside the snapshot NAME: every command shows it at once, and fit --from makes it again."
    },
    footer = {
      "",
      "What can be done:",
      "  rename ID NAME       another name",
      "  describe ID TEXT     another description",
      "  lock ID              keep name and description as they are through every refit",
      "  merge ID ID…         make the others a part of the first: segments, or subsegments of one",
      "  split ID [K]         by a clustering of its users (default: as many as it has subsegments)",
      "  hide ID              show it no more; its users stay in it",
      "  undo [N]             take the last edit back, or that of a number, as list tells it",
      "  list                 what was changed, and what of it does not hold for this fit",
      "",
      "Examples:",
      "  coterie edit snapshot/ rename s2 \"Gift buyers\"",
      "  coterie edit snapshot/ merge s1 s4",
      "  coterie edit snapshot/ list --format json         revision, edits[] with number, at, edit, id,",
      "                                                    name, text, others, made, applied, reason"
    })
final class EditCommand implements Runnable {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "SNAPSHOT", description = "The folder that fit wrote.")
  private Path snapshot = Path.of("snapshot");

  @Parameters(
      index = "1",
      paramLabel = "rename|describe|lock|merge|split|hide|undo|list",
      description = "What to do.")
  private Verb verb = Verb.LIST;

  @Parameters(index = "2..*", paramLabel = "ID", description = "Of what, and what it needs.")
  private List<String> words = List.of();

  @Option(
      names = "--revision",
      paramLabel = "N",
      description = "Refuse where somebody changed something since revision N, as list tells it.")
  private @Nullable Integer revision;

  @Option(names = "--threads", paramLabel = "N", description = "Threads for merge and split.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--quiet", description = "No notes.")
  private boolean quiet;

  /** Read from the command line by the one who tells errors. */
  @SuppressWarnings("UnusedVariable")
  @Option(names = "--verbose", description = "Show where an error came from.")
  private boolean verbose;

  @Mixin private FormatOption format = new FormatOption();

  EditCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What can be done. */
  enum Verb {
    RENAME("ID NAME", 2, 2),
    DESCRIBE("ID TEXT", 2, 2),
    LOCK("ID", 1, 1),
    MERGE("ID ID…", 2, Integer.MAX_VALUE),
    SPLIT("ID [K]", 1, 2),
    HIDE("ID", 1, 1),
    UNDO("[N]", 0, 1),
    LIST("", 0, 0);

    private final String takes;
    private final int least;
    private final int most;

    Verb(String takes, int least, int most) {
      this.takes = takes;
      this.least = least;
      this.most = most;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Document(int revision, List<ToldEdit> edits) {}

  @Override
  public void run() {
    if (words.size() < verb.least || words.size() > verb.most) {
      throw new BadUsage(
          "Write: coterie edit %s %s %s".formatted(snapshot, verb.word(), verb.takes).strip());
    }
    if (threads < 1) {
      throw new BadUsage("--threads must be at least 1, not " + threads + ".");
    }
    try (Workers workers = Workers.of(threads)) {
      Editing editing = Editing.open(snapshot, workers);
      if (revision != null) {
        editing.since(revision);
      }
      Optional<Edits.Entry> done = edit(editing);
      tell(editing);
      done.ifPresent(entry -> terminal.note(quiet, note(entry)));
    }
  }

  private Optional<Edits.Entry> edit(Editing editing) {
    return switch (verb) {
      case RENAME -> Optional.of(editing.rename(words.get(0), words.get(1)));
      case DESCRIBE -> Optional.of(editing.describe(words.get(0), words.get(1)));
      case LOCK -> Optional.of(editing.lock(words.get(0)));
      case MERGE -> Optional.of(editing.merge(words.get(0), words.subList(1, words.size())));
      case SPLIT -> Optional.of(editing.split(words.get(0), parts()));
      case HIDE -> Optional.of(editing.hide(words.get(0)));
      case UNDO ->
          Optional.of(words.isEmpty() ? editing.undo() : editing.undo(number("Which edit?", 0)));
      case LIST -> Optional.empty();
    };
  }

  private OptionalInt parts() {
    if (words.size() < 2) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(number("Into how many?", 1));
  }

  private int number(String question, int at) {
    if (!words.get(at).matches("\\d{1,4}")) {
      throw new BadUsage(question + " '" + words.get(at) + "' is not a whole number.");
    }
    return Integer.parseInt(words.get(at));
  }

  private String note(Edits.Entry entry) {
    return verb == Verb.UNDO
        ? "took back " + Editing.words(entry)
        : "see it with: coterie segments " + snapshot;
  }

  private void tell(Editing editing) {
    List<ToldEdit> edits = editing.told();
    Output output = terminal.output(format);
    Table table = new Table("number", "edit", "id", "with", "applied", "reason");
    for (ToldEdit edit : edits) {
      table.row(
          edit.number(),
          edit.edit(),
          edit.id(),
          edit.name()
              .or(edit::text)
              .orElse(String.join(" ", edit.others().isEmpty() ? edit.made() : edit.others())),
          edit.applied() ? "yes" : "no",
          edit.reason().orElse(""));
    }
    output.print(new Document(editing.edits().revision(), edits), table);
    output.line("");
    output.line("revision " + editing.edits().revision());
  }
}
