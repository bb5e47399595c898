package dev.coterie.pipeline.edit;

import dev.coterie.domain.Edit;
import dev.coterie.domain.EditedTree.Unapplied;
import dev.coterie.domain.Edits;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An edit as it is told.
 *
 * @param edit rename, describe, lock, merge, split or hide
 * @param name where it gives one
 * @param text where it gives a description
 * @param others what was merged into the segment
 * @param made ids of the segments that took its place
 * @param applied whether it holds for this fit
 * @param reason why not
 */
public record ToldEdit(
    int number,
    Instant at,
    String edit,
    String id,
    Optional<String> name,
    Optional<String> text,
    List<String> others,
    List<String> made,
    boolean applied,
    Optional<String> reason) {

  static ToldEdit of(Edits.Entry entry, List<Unapplied> unapplied) {
    Optional<String> reason =
        unapplied.stream()
            .filter(each -> each.entry().number() == entry.number())
            .map(Unapplied::reason)
            .findFirst();
    Edit edit = entry.edit();
    return new ToldEdit(
        entry.number(),
        entry.at(),
        edit.getClass().getSimpleName().toLowerCase(Locale.ROOT),
        edit.id(),
        switch (edit) {
          case Edit.Rename it -> Optional.of(it.name());
          case Edit.Lock it -> Optional.of(it.name());
          case Edit.Describe _, Edit.Merge _, Edit.Split _, Edit.Hide _ -> Optional.empty();
        },
        switch (edit) {
          case Edit.Describe it -> Optional.of(it.text());
          case Edit.Lock it -> Optional.of(it.text());
          case Edit.Rename _, Edit.Merge _, Edit.Split _, Edit.Hide _ -> Optional.empty();
        },
        edit instanceof Edit.Merge merge ? merge.others() : List.of(),
        edit instanceof Edit.Split split
            ? split.made().stream().map(Edit.Made::id).toList()
            : List.of(),
        reason.isEmpty(),
        reason);
  }
}
