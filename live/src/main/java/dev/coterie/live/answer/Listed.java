package dev.coterie.live.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item of a list.
 *
 * @param rank 1 for the first
 * @param title or the id where there is none
 * @param score raw, comparable only within one list
 * @param affinity calibrated chance that the user goes for it, 0 to 1
 * @param reasons strongest first
 */
public record Listed(
    int rank, String itemId, String title, double score, double affinity, List<Why> reasons) {

  /**
   * A reason.
   *
   * @param type popular_in_segment, like_item, similar_text, nearest_users, popular_now, or
   *     near_words where only words are known of the user
   * @param text in words
   */
  public record Why(
      String type,
      @Nullable String itemId,
      @Nullable String segmentId,
      @Nullable Double share,
      @Nullable Integer users,
      String text) {}
}
