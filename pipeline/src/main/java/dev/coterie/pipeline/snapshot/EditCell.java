package dev.coterie.pipeline.snapshot;

import dev.coterie.domain.Edit;
import dev.coterie.domain.Edits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An edit as JSON.
 *
 * @param edit rename, describe, lock, merge, split or hide
 * @param name where it gives one
 * @param text where it gives a description
 * @param others what was merged into the segment
 * @param made segments that it made
 */
record EditCell(
    int number,
    Instant at,
    String edit,
    String id,
    @Nullable String name,
    @Nullable String text,
    @Nullable List<String> others,
    @Nullable List<Edit.Made> made) {

  static EditCell of(Edits.Entry entry) {
    int number = entry.number();
    Instant at = entry.at();
    return switch (entry.edit()) {
      case Edit.Rename e -> new EditCell(number, at, "rename", e.id(), e.name(), null, null, null);
      case Edit.Describe e ->
          new EditCell(number, at, "describe", e.id(), null, e.text(), null, null);
      case Edit.Lock e -> new EditCell(number, at, "lock", e.id(), e.name(), e.text(), null, null);
      case Edit.Merge e ->
          new EditCell(
              number, at, "merge", e.id(), null, null, e.others(), e.made().stream().toList());
      case Edit.Split e -> new EditCell(number, at, "split", e.id(), null, null, null, e.made());
      case Edit.Hide e -> new EditCell(number, at, "hide", e.id(), null, null, null, null);
    };
  }

  /** The edit again. */
  Edits.Entry entry() {
    Edit it =
        switch (edit) {
          case "rename" -> new Edit.Rename(id, said(name, "name"));
          case "describe" -> new Edit.Describe(id, said(text, "text"));
          case "lock" -> new Edit.Lock(id, said(name, "name"), said(text, "text"));
          case "merge" ->
              new Edit.Merge(id, said(others, "others"), said(made, "made").stream().findFirst());
          case "split" -> new Edit.Split(id, said(made, "made"));
          case "hide" -> new Edit.Hide(id);
          default -> throw new IllegalArgumentException("there is no edit '" + edit + "'");
        };
    return new Edits.Entry(number, at, it);
  }

  private <T> T said(@Nullable T value, String key) {
    return Optional.ofNullable(value)
        .orElseThrow(
            () -> new IllegalArgumentException("edit " + number + " has no '" + key + "'"));
  }
}
