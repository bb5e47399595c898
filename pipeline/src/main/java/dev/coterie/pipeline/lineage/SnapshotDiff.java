package dev.coterie.pipeline.lineage;

import dev.coterie.domain.Description;
import dev.coterie.domain.Lineage;
import dev.coterie.domain.Lineage.Descent;
import dev.coterie.domain.Lineage.Fate;
import dev.coterie.domain.Lineage.Flow;
import dev.coterie.pipeline.snapshot.SegmentRow;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/**
 * What changed between two snapshots, whichever way they came to be.
 *
 * @param users who is in which of the two
 * @param changes of segments and subsegments: those of the second in its order, then those that
 *     died
 * @param flows of users between the segments, the largest first
 */
public record SnapshotDiff(Users users, List<Change> changes, List<Flow> flows) {
  /** How many lifts are compared. */
  private static final int LIFTS = 5;

  /**
   * Users by the snapshots that they are in.
   *
   * @param stayed of those in both, in the segment that their former one lives on in
   */
  public record Users(int both, int onlyBefore, int onlyAfter, int stayed) {}

  /** A segment as one of the two snapshots has it. */
  public record State(
      String id, int level, String name, int size, double share, double silhouette) {}

  /** The lift of an item in both; empty where it is not among the highest. */
  public record Lift(String item, OptionalDouble before, OptionalDouble after) {}

  /**
   * One segment in both.
   *
   * @param users who are in both
   * @param overlap Jaccard index over the users that both snapshots have
   * @param closeness cosine of the centres
   * @param others see {@link Descent#others()}
   * @param gained key phrases that only the second has
   * @param lost key phrases that only the first has
   * @param lifts of the items that are highest in either
   */
  public record Change(
      Fate fate,
      Optional<State> before,
      Optional<State> after,
      int users,
      double overlap,
      OptionalDouble closeness,
      List<String> others,
      List<String> gained,
      List<String> lost,
      List<Lift> lifts) {}

  /** Compares two snapshots. */
  public static SnapshotDiff of(SnapshotReader before, SnapshotReader after) {
    Generation old = Generation.of(before);
    Generation now = Generation.of(after);
    Lineage lineage = Succession.of(old, now).lineage();
    Map<String, SegmentRow> oldRows = rows(before);
    Map<String, SegmentRow> newRows = rows(after);
    List<Change> changes = new ArrayList<>();
    for (Descent descent : lineage.descents()) {
      changes.add(
          change(descent, descent.before().map(oldRows::get), descent.after().map(newRows::get)));
    }
    int both = lineage.usersInBoth();
    return new SnapshotDiff(
        new Users(
            both,
            old.segments().ofUser().size() - both,
            now.segments().ofUser().size() - both,
            lineage.usersWhoStayed()),
        List.copyOf(changes),
        lineage.flows());
  }

  private static Map<String, SegmentRow> rows(SnapshotReader snapshot) {
    Map<String, SegmentRow> rows = new HashMap<>();
    snapshot.segments().forEach(row -> rows.put(row.id(), row));
    return rows;
  }

  private static Change change(
      Descent descent, Optional<SegmentRow> before, Optional<SegmentRow> after) {
    List<String> oldPhrases = before.map(SnapshotDiff::phrases).orElse(List.of());
    List<String> newPhrases = after.map(SnapshotDiff::phrases).orElse(List.of());
    return new Change(
        descent.fate(),
        before.map(SnapshotDiff::state),
        after.map(SnapshotDiff::state),
        descent.users(),
        descent.overlap(),
        descent.closeness(),
        descent.others(),
        without(newPhrases, oldPhrases),
        without(oldPhrases, newPhrases),
        lifts(before, after));
  }

  private static State state(SegmentRow row) {
    return new State(
        row.id(),
        row.level(),
        row.description().name(),
        row.size(),
        row.share(),
        row.quality().silhouette());
  }

  private static List<String> phrases(SegmentRow row) {
    return row.description().phrases().stream().map(Description.Phrase::text).toList();
  }

  private static List<String> without(List<String> phrases, List<String> others) {
    return phrases.stream().filter(phrase -> !others.contains(phrase)).toList();
  }

  private static List<Lift> lifts(Optional<SegmentRow> before, Optional<SegmentRow> after) {
    SequencedMap<String, Description.Lift> now = items(after);
    SequencedMap<String, Description.Lift> old = items(before);
    SequencedMap<String, String> labels = new LinkedHashMap<>();
    now.values().stream().limit(LIFTS).forEach(lift -> labels.put(lift.id(), lift.label()));
    old.values().stream().limit(LIFTS).forEach(lift -> labels.putIfAbsent(lift.id(), lift.label()));
    List<Lift> lifts = new ArrayList<>();
    labels.forEach((id, label) -> lifts.add(new Lift(label, lift(old, id), lift(now, id))));
    return lifts;
  }

  private static SequencedMap<String, Description.Lift> items(Optional<SegmentRow> row) {
    SequencedMap<String, Description.Lift> items = new LinkedHashMap<>();
    row.ifPresent(it -> it.description().items().forEach(lift -> items.put(lift.id(), lift)));
    return items;
  }

  private static OptionalDouble lift(Map<String, Description.Lift> lifts, String id) {
    Description.Lift lift = lifts.get(id);
    return lift == null ? OptionalDouble.empty() : OptionalDouble.of(lift.lift());
  }
}
