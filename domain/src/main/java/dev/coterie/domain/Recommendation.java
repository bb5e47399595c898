package dev.coterie.domain;

import java.util.List;

/**
 * An item for a user.
 *
 * @param item index in the catalogue
 * @param rank 1 for the first
 * @param score raw, comparable only within one list
 * @param affinity calibrated chance that the user goes for it, 0 to 1
 * @param reasons strongest first
 */
public record Recommendation(
    int item, int rank, double score, double affinity, List<Reason> reasons) {

  /** Why an item is in a list; every reason comes from a term of the score. */
  public sealed interface Reason {
    /** So many of the user's segment touched it. */
    record PopularInSegment(String segment, double share) implements Reason {}

    /** It goes with an item that the user touched. */
    record LikeItem(int item) implements Reason {}

    /** Its text is close to what the user reads and looks for. */
    record SimilarText(int item) implements Reason {}

    /** Users of the same segment with the most similar history went for it. */
    record NearestUsers(int users) implements Reason {}

    /** Many users went for it lately. */
    record PopularNow(int users) implements Reason {}
  }
}
