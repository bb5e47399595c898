package dev.coterie.cli;

import dev.coterie.cli.option.FormatOption;
import dev.coterie.cli.option.SnapshotOptions;
import dev.coterie.cli.terminal.Output;
import dev.coterie.cli.terminal.Table;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Nearest;
import dev.coterie.domain.SegmentCourse;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.trend.Trend;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the segments of a snapshot. */
@Command(
    name = "segments",
    mixinStandardHelpOptions = true,
    description = "Prints the segments and subsegments of a snapshot.",
    footer = {
      "",
      "Examples:",
      "  coterie segments snapshot/                        the tree",
      "  coterie segments snapshot/ --segment s2           one, with what it rests on",
      "  coterie segments snapshot/ --by week              the last twelve weeks: sizes, who came and",
      "                                                    went, new phrases, and whether to refit",
      "  coterie segments snapshot/ --format json          segments[] with id, level, parent, name,",
      "                                                    size, share, phrases, lift, quality,",
      "                                                    stability, lineage, …"
    })
final class SegmentsCommand implements Runnable {
  private final Terminal terminal;
  @Mixin private SnapshotOptions snapshot = new SnapshotOptions();

  @Option(
      names = "--segment",
      paramLabel = "ID",
      description = "Only this one and what is inside it.")
  private @Nullable String id;

  @Option(
      names = "--by",
      paramLabel = "week|month",
      description = "Over time: at the end of each week from Monday, or month, in UTC.")
  private Trend.@Nullable By by;

  @Option(
      names = "--periods",
      paramLabel = "N",
      description = "How many of the last weeks or months (default: 12).")
  private int periods = 12;

  @Option(names = "--threads", paramLabel = "N", description = "Threads to compute --by with.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Mixin private FormatOption format = new FormatOption();

  SegmentsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  private record Report(List<SegmentView> segments) {}

  @Override
  public void run() {
    if (by != null) {
      tellCourse(by);
      return;
    }
    List<SegmentView> all =
        SegmentView.tree(snapshot.open().segments().stream().map(SegmentView::of).toList());
    List<SegmentView> shown =
        id == null ? all.stream().filter(each -> !each.hidden()).toList() : inside(all, id);
    Output output = terminal.output(format);
    output.print(new Report(shown), SegmentView.table(shown));
    if (id != null && output.forPeople()) {
      tell(shown.getFirst(), output);
    }
  }

  private void tellCourse(Trend.By time) {
    if (periods < 1 || threads < 1) {
      throw new BadUsage("--periods and --threads must be at least 1.");
    }
    try (Workers workers = Workers.of(threads)) {
      SegmentCourse course = Trend.of(snapshot.open(), time, periods, true, workers);
      CourseView.tell(time, course, id, terminal.output(format));
    }
  }

  private static List<SegmentView> inside(List<SegmentView> all, String id) {
    List<SegmentView> found =
        all.stream()
            .filter(each -> each.id().equals(id) || each.parent().equals(Optional.of(id)))
            .toList();
    if (found.isEmpty()) {
      List<String> ids = all.stream().map(SegmentView::id).toList();
      throw new BadUsage(
          "No segment '%s'; %s"
              .formatted(
                  id,
                  Nearest.to(id, ids)
                      .map(near -> "did you mean '" + near + "'?")
                      .orElse("there are " + String.join(", ", ids) + ".")));
    }
    return found;
  }

  private static void tell(SegmentView segment, Output output) {
    output.line("");
    output.line(segment.description());
    segment
        .assignability()
        .ifPresent(
            share ->
                output.line(
                    String.format(
                        Locale.ROOT,
                        "Held-out items nearest to its name and description: %.0f %%",
                        100 * share)));
    output.line("Users who stand for it: " + String.join(", ", segment.exemplars()));
    output.line("");
    Table lifts = new Table("more than everyone", "what", "users", "share", "lift");
    Stream.of(
            new Kind("item", segment.lift().items()),
            new Kind("category", segment.lift().categories()),
            new Kind("query", segment.lift().queries()))
        .forEach(
            kind ->
                kind.lifts()
                    .forEach(
                        lift ->
                            lifts.row(
                                kind.name(),
                                lift.label(),
                                lift.users(),
                                lift.share(),
                                lift.lift())));
    output.more(lifts);
    output.line("");
    Table behaviour = new Table("behaviour", "mean", "everyone", "deviations");
    segment
        .behaviour()
        .forEach(
            each -> behaviour.row(each.feature(), each.mean(), each.everyone(), each.deviations()));
    output.more(behaviour);
  }

  private record Kind(String name, List<SegmentView.Lift> lifts) {}
}
