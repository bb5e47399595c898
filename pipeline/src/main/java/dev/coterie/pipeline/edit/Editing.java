package dev.coterie.pipeline.edit;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.CoterieException.Conflict;
import dev.coterie.domain.Edit;
import dev.coterie.domain.EditedTree.Unapplied;
import dev.coterie.domain.Edits;
import dev.coterie.domain.Edits.Entry;
import dev.coterie.domain.Nearest;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.snapshot.EditsFile;
import dev.coterie.pipeline.snapshot.SegmentRow;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Changes the segments of a snapshot as people see them. Every change is kept in {@code
 * NAME.edits.json} at once; what was changed since it was read here is never lost: such an edit is
 * refused.
 */
public final class Editing {
  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_TEXT = 2000;

  private final SnapshotReader fitted;
  private final Workers workers;
  private Edits edits;

  private Editing(SnapshotReader read, Workers workers) {
    this.fitted = read.with(Edits.none(read.manifest().id()));
    this.edits = read.edits();
    this.workers = workers;
  }

  /**
   * Opens the edits of a snapshot.
   *
   * @param workers for merges and splits; it stays the caller's
   * @throws dev.coterie.domain.CoterieException.BadInput where the snapshot or its edits cannot be
   *     read
   */
  public static Editing open(Path snapshot, Workers workers) {
    return new Editing(SnapshotReader.open(snapshot), workers);
  }

  /** What was changed so far. */
  public Edits edits() {
    return edits;
  }

  /** The same as they are told, with what of them does not hold for this fit. */
  public List<ToldEdit> told() {
    List<Unapplied> unapplied = snapshot().tree().unapplied();
    return edits.entries().stream().map(entry -> ToldEdit.of(entry, unapplied)).toList();
  }

  /** The snapshot with these changes. */
  public SnapshotReader snapshot() {
    return fitted.with(edits);
  }

  /**
   * Refuses to go on where others changed something since a revision that the caller saw.
   *
   * @throws Conflict telling what changed
   */
  public Editing since(int revision) {
    if (revision != edits.revision()) {
      throw stale(edits, revision);
    }
    return this;
  }

  /** Gives another name. */
  public Entry rename(String id, String name) {
    return add(new Edit.Rename(id, said("name", name, LONGEST_NAME)));
  }

  /** Gives another description. */
  public Entry describe(String id, String text) {
    return add(new Edit.Describe(id, said("description", text, LONGEST_TEXT)));
  }

  /** Keeps name and description as they are now through every refit. */
  public Entry lock(String id) {
    SegmentRow row = row(id);
    return add(new Edit.Lock(id, row.description().name(), row.description().text()));
  }

  /** Makes other segments a part of one. */
  public Entry merge(String id, List<String> others) {
    if (others.isEmpty()) {
      throw new BadUsage("Merge " + id + " with what? Name two segments or more.");
    }
    return add(new Edit.Merge(id, List.copyOf(others), Optional.empty()));
  }

  /**
   * Splits a segment by a clustering of its users.
   *
   * @param parts how many; empty: as many as it has subsegments, at least 2
   */
  public Entry split(String id, OptionalInt parts) {
    if (parts.isPresent() && parts.getAsInt() < 2) {
      throw new BadUsage("A segment splits into 2 or more, not " + parts.getAsInt() + ".");
    }
    row(id);
    Making making = new Making(fitted, workers);
    return add(making.split(id, parts, edits));
  }

  /** Hides a segment; its users stay in it. */
  public Entry hide(String id) {
    return add(new Edit.Hide(id));
  }

  /** Takes the last edit back. */
  public Entry undo() {
    if (edits.entries().isEmpty()) {
      throw new Conflict("There is nothing to undo.");
    }
    return undo(edits.entries().getLast().number());
  }

  /**
   * Takes one edit back, and makes merges and splits after it again.
   *
   * @throws Conflict where there is none, or where a later one does not hold without it
   */
  public Entry undo(int number) {
    Entry entry =
        edits.entries().stream()
            .filter(each -> each.number() == number)
            .findFirst()
            .orElseThrow(() -> new Conflict("There is no edit " + number + "."));
    boolean again =
        edits.entries().stream()
            .filter(each -> each.number() > number)
            .anyMatch(
                each -> each.edit() instanceof Edit.Merge || each.edit() instanceof Edit.Split);
    Edits fewer =
        again ? new Making(fitted, workers).without(number, edits) : edits.without(number);
    Set<Integer> failing = new HashSet<>();
    snapshot().tree().unapplied().forEach(each -> failing.add(each.entry().number()));
    for (Unapplied each : fitted.with(fewer).tree().unapplied()) {
      if (failing.add(each.entry().number())) {
        throw new Conflict(
            "Edit %d cannot be taken back: %s.\nTake this one back first: %s."
                .formatted(number, each.reason(), words(each.entry())));
      }
    }
    save(fewer);
    return entry;
  }

  private Entry add(Edit wanted) {
    Edit edit = wanted instanceof Edit.Merge merge ? made(merge) : wanted;
    Edits more = edits.with(edit, Instant.now().truncatedTo(ChronoUnit.SECONDS));
    Entry entry = more.entries().getLast();
    refuse(more, entry);
    save(more);
    return entry;
  }

  private Edit made(Edit.Merge merge) {
    // Without what it makes a merge holds nowhere, but for what else is wrong with it.
    Edit placed = Making.placeholder(merge);
    Edits more = edits.with(placed, Instant.EPOCH);
    refuse(more, more.entries().getLast());
    return new Making(fitted, workers).made(placed, edits);
  }

  private void refuse(Edits more, Entry entry) {
    for (Unapplied each : fitted.with(more).tree().unapplied()) {
      if (each.entry().number() == entry.number()) {
        throw new Conflict(
            "This edit cannot be made: " + each.reason() + "." + nearest(entry.edit().id()));
      }
    }
  }

  private SegmentRow row(String id) {
    return snapshot().segments().stream()
        .filter(row -> row.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new BadUsage("There is no segment " + id + " in this fit." + nearest(id)));
  }

  /** A way out where an id is unknown. */
  private String nearest(String id) {
    List<String> ids = snapshot().segments().stream().map(SegmentRow::id).toList();
    if (ids.contains(id)) {
      return "";
    }
    return Nearest.to(id, ids)
        .map(near -> " Did you mean " + near + "?")
        .orElse(" There are " + String.join(", ", ids) + ".");
  }

  private static String said(String what, String text, int longest) {
    String said = text.strip();
    if (said.isEmpty()) {
      throw new BadUsage("A " + what + " must not be empty.");
    }
    if (said.length() > longest) {
      throw new BadUsage(
          "A %s has at most %d letters, not %d.".formatted(what, longest, said.length()));
    }
    return said;
  }

  private void save(Edits more) {
    EditsFile.change(
        fitted.snapshot(),
        there -> {
          if (!there.fit().equals(edits.fit()) || there.revision() != edits.revision()) {
            throw stale(there, edits.revision());
          }
          return more;
        },
        edits.fit());
    edits = more;
  }

  private static Conflict stale(Edits there, int seen) {
    String last =
        there.entries().isEmpty()
            ? "all edits were undone"
            : "the last edit is " + words(there.entries().getLast());
    return new Conflict(
        "The edits were changed since they were read (revision %d, now %d): %s.\nLook at them again before you edit."
            .formatted(seen, there.revision(), last));
  }

  /** An edit in words. */
  public static String words(Entry entry) {
    String what =
        switch (entry.edit()) {
          case Edit.Rename edit -> "rename " + edit.id() + " \"" + edit.name() + "\"";
          case Edit.Describe edit -> "describe " + edit.id() + " \"" + edit.text() + "\"";
          case Edit.Lock edit -> "lock " + edit.id() + " \"" + edit.name() + "\"";
          case Edit.Merge edit -> "merge " + edit.id() + " " + String.join(" ", edit.others());
          case Edit.Split edit ->
              "split "
                  + edit.id()
                  + " into "
                  + String.join(" ", edit.made().stream().map(Edit.Made::id).toList());
          case Edit.Hide edit -> "hide " + edit.id();
        };
    return entry.number() + ". " + what;
  }
}
