package dev.coterie.pipeline.edit;

import dev.coterie.domain.Edit;
import dev.coterie.domain.EditedTree.Unapplied;
import dev.coterie.domain.Edits;
import dev.coterie.domain.Edits.Entry;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.lineage.SpaceTurn;
import dev.coterie.pipeline.snapshot.EditsFile;
import dev.coterie.pipeline.snapshot.History;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries edits from one fit to the next, by the ids of segments. What does not hold there is kept:
 * its segment may come back to a later fit.
 */
public final class Replay {
  private Replay() {}

  /**
   * Writes the edits of an earlier snapshot beside a later one.
   *
   * @param from the earlier one, whose segments the later one followed
   * @param workers for what merges and splits make
   * @return edits that do not hold for the later one
   */
  public static List<Unapplied> of(Path from, Path to, Workers workers) {
    SnapshotReader before = SnapshotReader.open(from);
    SnapshotReader after = SnapshotReader.asFitted(to);
    if (before.edits().entries().isEmpty()) {
      return List.of();
    }
    Edits replayed = new Edits(after.manifest().id(), before.edits().revision(), List.of());
    Optional<Carrier> carrier = Optional.empty();
    for (Entry entry : before.edits().entries()) {
      Edit edit = entry.edit();
      if (edit instanceof Edit.Merge || edit instanceof Edit.Split) {
        carrier = carrier.or(() -> Optional.of(Carrier.of(before, after, workers)));
        edit = carrier.get().carried(edit, replayed);
      }
      List<Entry> more = new ArrayList<>(replayed.entries());
      more.add(new Entry(entry.number(), entry.at(), edit));
      replayed = new Edits(replayed.fit(), replayed.revision(), more);
    }
    EditsFile.write(after.snapshot(), replayed);
    return after.with(replayed).tree().unapplied();
  }

  /** Makes merges and splits again of the users of the later fit. */
  private record Carrier(
      Making making, Map<String, float[]> itemsBefore, Map<String, float[]> itemsAfter) {
    static Carrier of(SnapshotReader before, SnapshotReader after, Workers workers) {
      return new Carrier(
          new Making(after, workers), items(before.history()), items(after.history()));
    }

    Edit carried(Edit edit, Edits soFar) {
      return switch (edit) {
        case Edit.Merge merge -> making.made(Making.placeholder(merge), soFar);
        case Edit.Split split -> making.split(split, turned(split), soFar);
        case Edit.Rename _, Edit.Describe _, Edit.Lock _, Edit.Hide _ -> edit;
      };
    }

    private Optional<Matrix> turned(Edit.Split split) {
      return Making.centres(split)
          .flatMap(centres -> SpaceTurn.of(centres, itemsBefore, itemsAfter));
    }

    private static Map<String, float[]> items(History history) {
      Map<String, float[]> items = new HashMap<>();
      for (int i = 0; i < history.events().items().size(); i++) {
        items.put(history.events().items().get(i).id(), history.space().vectors().row(i));
      }
      return items;
    }
  }
}
