package dev.coterie.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All that people changed of a snapshot, in the order in which they did.
 *
 * @param fit id of the fit that it was changed of
 * @param revision how often this was changed; undoing counts too
 */
public record Edits(String fit, int revision, List<Entry> entries) {
  public Edits {
    entries = List.copyOf(entries);
  }

  /**
   * One edit.
   *
   * @param number from 1, never given twice in a row of edits
   */
  public record Entry(int number, Instant at, Edit edit) {}

  /** None yet. */
  public static Edits none(String fit) {
    return new Edits(fit, 0, List.of());
  }

  /** With one more. */
  public Edits with(Edit edit, Instant at) {
    List<Entry> more = new ArrayList<>(entries);
    more.add(new Entry(entries.isEmpty() ? 1 : entries.getLast().number() + 1, at, edit));
    return new Edits(fit, revision + 1, more);
  }

  /** Without one of them. */
  public Edits without(int number) {
    return new Edits(
        fit, revision + 1, entries.stream().filter(entry -> entry.number() != number).toList());
  }

  /** Ids of segments that were made by edits. */
  public List<String> madeIds() {
    List<String> ids = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.edit() instanceof Edit.Split split) {
        split.made().forEach(made -> ids.add(made.id()));
      }
    }
    return ids;
  }
}
