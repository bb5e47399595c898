package dev.coterie.cli;

import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.cli.option.FormatOption;
import dev.coterie.cli.option.LanguageOption;
import dev.coterie.cli.terminal.Output;
import dev.coterie.cli.terminal.Table;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Count;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.answer.Answers;
import dev.coterie.pipeline.audience.Audience;
import dev.coterie.pipeline.audience.AudienceSearch;
import dev.coterie.pipeline.audience.AudienceSize;
import dev.coterie.pipeline.audience.Target;
import dev.coterie.pipeline.ingest.TextColumn;
import dev.coterie.pipeline.report.ReasonText;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.table.WholeFile;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whom to reach. */
@Command(
    name = "audience",
    mixinStandardHelpOptions = true,
    description =
        "Finds the users to reach for a segment, an item or an idea, or who are like others.",
    footer = {
      "",
      "Ranked by affinity, a calibrated chance. Who has an item already is not in its audience.",
      "Without --out the first users are shown, and how the audience lies over the segments.",
      "",
      "Examples:",
      "  coterie audience snapshot/ --segment s3 --out s3.csv",
      "  coterie audience snapshot/ --item 22423 --size 500 --out cakestand.parquet",
      "  coterie audience snapshot/ --attribute category=garden --size 5%%",
      "  coterie audience snapshot/ --text \"gifts for gardeners\" --out gardeners.jsonl",
      "  coterie audience snapshot/ --like buyers.csv --size 10%% --format json",
      "                                         target, eligible, items[], users[], overlap[]"
    })
final class AudienceCommand implements Runnable {
  private static final int PREVIEW = 20;

  private final Terminal terminal;

  @Parameters(paramLabel = "SNAPSHOT", description = "The folder that fit wrote.")
  private Path snapshot = Path.of("snapshot");

  @ArgGroup(multiplicity = "1")
  private For of = new For();

  @Option(
      names = "--size",
      paramLabel = "N|P%",
      description = "How many users, or which share of all (default: a segment's, else 5%%).")
  private @Nullable String size;

  @Option(
      names = "--minimum-size",
      paramLabel = "N",
      defaultValue = "1",
      description = "Refuse an audience of fewer users (default: 1).")
  private int fewest = 1;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where all of them go: .csv, .parquet or .jsonl.")
  private @Nullable Path out;

  @Mixin private LanguageOption language = new LanguageOption();
  @Mixin private FormatOption format = new FormatOption();
  @Mixin private ComputeOptions compute = new ComputeOptions();

  /** What the audience is for. */
  static final class For {
    @Option(
        names = "--segment",
        paramLabel = "ID",
        description = "The users of a segment or subsegment.")
    private @Nullable String segment;

    @Option(names = "--item", paramLabel = "ID", description = "Who is likely to go for an item.")
    private @Nullable String item;

    @Option(
        names = "--attribute",
        paramLabel = "FIELD=VALUE",
        description =
            "Who is likely to go for an item with a category, tag, language or other column.")
    private @Nullable String attribute;

    @Option(
        names = "--text",
        paramLabel = "TEXT",
        description = "Who is likely to go for the items nearest to a sentence.")
    private @Nullable String text;

    @Option(
        names = "--like",
        paramLabel = "FILE",
        description = "Who is like the users of a file, by its column user_id or its first.")
    private @Nullable Path like;
  }

  AudienceCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    if (fewest < 1) {
      throw new BadUsage("--minimum-size must be at least 1, not " + fewest + ".");
    }
    Optional<AudienceSize> wanted = Optional.ofNullable(size).map(AudienceSize::parse);
    if (out != null) {
      WholeFile.checkTable(out);
      terminal.interruption().unfinished(WholeFile.unfinished(out));
    }
    Audience audience;
    try (Workplace workplace = Workplace.open(terminal, compute);
        Terminal.Shown shown = terminal.progress(compute.quiet())) {
      audience = find(workplace.machine(), wanted, shown.progress());
    }
    if (out != null) {
      audience.write(out);
      terminal.note(
          compute.quiet(),
          "wrote "
              + out
              + ": "
              + Count.of(audience.users().size(), "user")
              + " of "
              + audience.eligible());
    }
    print(audience);
  }

  private Audience find(Machine machine, Optional<AudienceSize> wanted, Progress progress) {
    SnapshotReader reader = SnapshotReader.open(snapshot);
    Target target = target(machine);
    try (Workers workers = Workers.of(machine.threads())) {
      Answers answers =
          Answers.of(reader, UnaryOperator.identity(), machine.cache(), workers, progress);
      ReasonText words =
          new ReasonText(language.language(), reader.manifest().data().kinds().keySet());
      return new AudienceSearch(answers, words)
          .find(target, wanted, fewest, Integer.MAX_VALUE, workers, progress);
    }
  }

  private Target target(Machine machine) {
    if (of.segment != null) {
      return new Target.InSegment(of.segment);
    }
    if (of.item != null) {
      return new Target.ForItem(of.item);
    }
    if (of.text != null) {
      return new Target.ForText(of.text);
    }
    if (of.attribute != null) {
      return attribute(of.attribute);
    }
    return like(String.valueOf(of.like), machine);
  }

  private static Target attribute(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new BadUsage("--attribute " + text + ": write it as FIELD=VALUE, such as tag=summer.");
    }
    return new Target.ForAttribute(
        text.substring(0, equals).strip(), text.substring(equals + 1).strip());
  }

  private static Target like(String file, Machine machine) {
    SequencedSet<String> users = new LinkedHashSet<>();
    TextColumn.readFirst(
        List.of(file), List.of("user_id", "user", "id", "#1"), machine.reading(), users::add);
    users.remove("");
    return new Target.LikeUsers(List.copyOf(users));
  }

  private void print(Audience audience) {
    Output output = terminal.output(format);
    Table table =
        new Table(
            "rank", "user_id", "affinity", "segment_id", "subsegment_id", "item_id", "reasons");
    for (Audience.Found user : audience.users()) {
      if (user.rank() <= PREVIEW || !output.forPeople()) {
        table.row(
            user.rank(),
            user.userId(),
            user.affinity().orElse(null),
            user.segmentId(),
            user.subsegmentId(),
            user.itemId().orElse(null),
            String.join("; ", user.reasons()));
      }
    }
    output.print(audience, table);
    output.line("");
    Table parts = new Table("segment_id", "name", "users", "share of audience", "share of segment");
    for (Audience.Overlap part : audience.overlap()) {
      parts.row(part.segmentId(), part.name(), part.users(), part.share(), part.reach());
    }
    output.more(parts);
  }
}
