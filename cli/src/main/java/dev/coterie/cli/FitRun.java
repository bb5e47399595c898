package dev.coterie.cli;

import dev.coterie.cli.option.ComputeOptions;
import dev.coterie.cli.terminal.Output;
import dev.coterie.domain.Choices;
import dev.coterie.domain.Count;
import dev.coterie.domain.DataQuality;
import dev.coterie.domain.EditedTree;
import dev.coterie.domain.Fit;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.Manifest;
import dev.coterie.domain.Segmentation;
import dev.coterie.domain.Snapshot;
import dev.coterie.language.chat.Spending;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.FitConfiguration;
import dev.coterie.pipeline.InterestPipeline;
import dev.coterie.pipeline.edit.Editing;
import dev.coterie.pipeline.edit.Replay;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.pipeline.snapshot.SnapshotWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** A fit from the options to the summary that is printed. */
final class FitRun {
  private static final int ROBOTS_TOLD = 5;

  private final Terminal terminal;
  private final ComputeOptions compute;

  FitRun(Terminal terminal, ComputeOptions compute) {
    this.terminal = terminal;
    this.compute = compute;
  }

  /** The JSON document. */
  private record Summary(
      String snapshot,
      SequencedMap<String, Long> counts,
      Segmentation.Verdict verdict,
      List<SegmentView> segments,
      List<Choices.Choice> choices,
      SequencedMap<String, Double> timings,
      double peakMemoryMib) {}

  /** Fits and writes the snapshot; what is there is moved aside only when the new one is whole. */
  void write(FitConfiguration configuration, Path out, boolean replace) {
    SnapshotWriter.check(out, replace);
    Path unfinished = SnapshotWriter.unfinished(out);
    terminal.interruption().unfinished(unfinished);
    try (Workplace workplace = Workplace.open(terminal, compute);
        Terminal.Shown shown = terminal.progress(compute.quiet())) {
      Fit fit = InterestPipeline.fit(configuration, workplace.machine(), shown.progress());
      shown.progress().report("snapshot", 0, 0);
      SnapshotWriter.write(fit, out, replace);
      configuration.from().ifPresent(from -> replay(Path.of(from), out));
      workplace.spending().ifPresent(spent -> terminal.note(compute.quiet(), told(fit, spent)));
    }
    terminal.interruption().finished(unfinished);
  }

  /** Edits of the earlier snapshot are made again of the new one. */
  private void replay(Path from, Path out) {
    try (Workers workers = Workers.of(compute.threads())) {
      for (EditedTree.Unapplied each : Replay.of(SnapshotWriter.nowAt(from, out), out, workers)) {
        terminal.note(
            compute.quiet(),
            "an edit could not be applied: "
                + Editing.words(each.entry())
                + " ("
                + each.reason()
                + "); it is kept");
      }
    }
  }

  private static String told(Fit fit, Spending spent) {
    return "the chat model named %d of %d; "
            .formatted(
                fit.manifest().counts().getOrDefault("names_written", 0L),
                fit.descriptions().size())
        + PersonalRun.told(spent);
  }

  /** Prints what a snapshot holds. */
  void tell(Path snapshot, Output output) {
    SnapshotReader reader = SnapshotReader.open(snapshot);
    Manifest manifest = reader.manifest();
    List<SegmentView> tree =
        SegmentView.tree(reader.segments().stream().map(SegmentView::of).toList());
    output.line(counts(manifest));
    leftOut(manifest.data(), snapshot).forEach(output::line);
    output.line("");
    output.print(
        new Summary(
            snapshot.toString(),
            manifest.counts(),
            manifest.segmentation().verdict(),
            tree,
            manifest.choices().choices(),
            manifest.timings(),
            manifest.peakMemoryMib()),
        SegmentView.table(tree.stream().filter(segment -> segment.level() == 1).toList()));
    output.line("");
    output.line(manifest.segmentation().verdict().reason());
    for (Choices.Choice choice : manifest.choices().choices()) {
      output.line("chosen: " + choice.setting() + " = " + choice.chosen());
    }
    manifest.itemSpace().blocks().forEach(block -> output.line(told(block, manifest)));
    terminal.note(compute.quiet(), timings(manifest));
  }

  /** What cleaning took away, and where it lies; who was left out of learning. */
  private static List<String> leftOut(DataQuality data, Path snapshot) {
    List<String> lines = new ArrayList<>();
    if (data.dropped() > 0) {
      lines.add(
          "left out: %s of %s (%s); they are in %s"
              .formatted(
                  Count.of(data.dropped(), "row"),
                  Count.of(data.rows(), "row"),
                  Rejected.told(data),
                  new Snapshot(snapshot).rejects()));
    }
    if (!data.robots().isEmpty()) {
      lines.add(
          "left out of learning, as no person acts so: "
              + data.robots().stream().limit(ROBOTS_TOLD).collect(Collectors.joining(", "))
              + (data.robots().size() > ROBOTS_TOLD
                  ? " and %d more".formatted(data.robots().size() - ROBOTS_TOLD)
                  : ""));
    }
    return lines;
  }

  private static String told(ItemSpace.BlockFigures block, Manifest manifest) {
    return String.format(
        Locale.ROOT,
        "vectors: %s of %,d of %,d items; for new items NDCG@10 %.4f alone, %.4f more than without (95 %% from %.4f to %.4f)",
        block.block(),
        block.items(),
        manifest.counts().getOrDefault("items", 0L),
        block.alone(),
        block.added(),
        block.low(),
        block.high());
  }

  private static String counts(Manifest manifest) {
    SequencedMap<String, Long> counts = manifest.counts();
    return "%s of %s with %s: %s, %s"
        .formatted(
            counted(counts, "event"),
            counted(counts, "user"),
            counted(counts, "item"),
            counted(counts, "segment"),
            counted(counts, "subsegment"));
  }

  private static String counted(SequencedMap<String, Long> counts, String noun) {
    return Count.of(counts.getOrDefault(noun + "s", 0L), noun);
  }

  private static String timings(Manifest manifest) {
    StringBuilder text = new StringBuilder();
    double total = 0;
    for (var entry : manifest.timings().entrySet()) {
      text.append(String.format(Locale.ROOT, "%s %.1f s, ", entry.getKey(), entry.getValue()));
      total += entry.getValue();
    }
    return text
        + String.format(
            Locale.ROOT,
            "together %.1f s; at most %.0f MiB of memory",
            total,
            manifest.peakMemoryMib());
  }
}
