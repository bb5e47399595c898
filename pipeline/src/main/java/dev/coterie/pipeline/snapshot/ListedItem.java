package dev.coterie.pipeline.snapshot;

import dev.coterie.domain.Recommendation.Reason;
import java.util.List;

/**
 * An item of a user's stored list.
 *
 * @param rank 1 for the first
 * @param title or the id where there is none
 * @param score raw, comparable only within one list
 * @param affinity calibrated, 0 to 1
 */
public record ListedItem(
    int rank,
    String itemId,
    String title,
    double score,
    double affinity,
    List<NamedReason> reasons) {

  /** The same at another place. */
  public ListedItem withRank(int other) {
    return new ListedItem(other, itemId, title, score, affinity, reasons);
  }

  /** A reason with the title of its item or the name of its segment, blank where it has neither. */
  public record NamedReason(Reason reason, String name) {}
}
