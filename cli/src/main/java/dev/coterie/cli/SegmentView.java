package dev.coterie.cli;

import dev.coterie.cli.terminal.Table;
import dev.coterie.domain.Description;
import dev.coterie.domain.Lineage;
import dev.coterie.domain.Segmentation;
import dev.coterie.pipeline.snapshot.SegmentRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A segment as the commands print it.
 *
 * @param phrases key phrases, most telling first; their figures are in {@code lift}
 * @param stability null for subsegments, and where there is one segment
 * @param lineage null where no earlier fit was followed (fit --from)
 * @param writer the chat model that wrote name and description, null where none did
 * @param hidden whether a person hid it: it is shown only where it is asked for
 * @param locked whether a person locked its name and description
 */
record SegmentView(
    String id,
    int level,
    Optional<String> parent,
    String name,
    String description,
    int size,
    double share,
    List<String> phrases,
    Lifts lift,
    Segmentation.Quality quality,
    OptionalDouble stability,
    Optional<Lineage.Descent> lineage,
    List<String> exemplars,
    List<Description.Behaviour> behaviour,
    OptionalDouble assignability,
    Optional<String> writer,
    boolean hidden,
    boolean locked) {

  /** What the segment has more of than everyone. */
  record Lifts(List<Phrase> phrases, List<Lift> items, List<Lift> categories, List<Lift> queries) {}

  record Phrase(String text, int users, double score) {}

  record Lift(String id, String label, int users, double share, double lift) {}

  static SegmentView of(SegmentRow row) {
    Description description = row.description();
    return new SegmentView(
        row.id(),
        row.level(),
        row.parent(),
        description.name(),
        description.text(),
        row.size(),
        row.share(),
        description.phrases().stream().map(Description.Phrase::text).toList(),
        new Lifts(
            description.phrases().stream()
                .map(phrase -> new Phrase(phrase.text(), phrase.users(), phrase.score()))
                .toList(),
            lifts(description.items()),
            lifts(description.categories()),
            lifts(description.queries())),
        row.quality(),
        row.stability(),
        row.lineage(),
        description.exemplars(),
        description.behaviour(),
        description.assignability(),
        description.writer(),
        row.hidden(),
        row.locked());
  }

  private static List<Lift> lifts(List<Description.Lift> lifts) {
    return lifts.stream()
        .map(lift -> new Lift(lift.id(), lift.label(), lift.users(), lift.share(), lift.lift()))
        .toList();
  }

  /** Each segment followed by its subsegments. */
  static List<SegmentView> tree(List<SegmentView> segments) {
    List<SegmentView> tree = new ArrayList<>();
    for (SegmentView segment : segments) {
      if (segment.level == 1) {
        tree.add(segment);
        segments.stream()
            .filter(below -> below.parent.equals(Optional.of(segment.id)))
            .forEach(tree::add);
      }
    }
    return tree;
  }

  /** One row a segment, those below others indented. */
  static Table table(List<SegmentView> segments) {
    Table table = new Table("id", "name", "size", "share", "silhouette", "phrases");
    for (SegmentView segment : segments) {
      table.row(
          (segment.level == 1 ? "" : "  ") + segment.id,
          segment.name,
          segment.size,
          segment.share,
          segment.quality.silhouette(),
          String.join(", ", segment.phrases.stream().limit(3).toList()));
    }
    return table;
  }
}
