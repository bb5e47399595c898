package dev.coterie.pipeline.snapshot;

import dev.coterie.domain.Item;
import dev.coterie.domain.Recommendation.Reason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reason as it is written out: flat, items and segments by their ids.
 *
 * @param type popular_in_segment, like_item, similar_text, nearest_users or popular_now
 * @param itemId where the reason is an item
 * @param segmentId where it is a segment
 * @param share of the segment, where it is one
 * @param users how many, where it is users
 */
public record ReasonCell(
    String type,
    @Nullable String itemId,
    @Nullable String segmentId,
    @Nullable Double share,
    @Nullable Integer users) {

  /** The reason with the id of its item. */
  public static ReasonCell of(Reason reason, List<Item> items) {
    return switch (reason) {
      case Reason.PopularInSegment r ->
          new ReasonCell("popular_in_segment", null, r.segment(), r.share(), null);
      case Reason.LikeItem r ->
          new ReasonCell("like_item", items.get(r.item()).id(), null, null, null);
      case Reason.SimilarText r ->
          new ReasonCell("similar_text", items.get(r.item()).id(), null, null, null);
      case Reason.NearestUsers r -> new ReasonCell("nearest_users", null, null, null, r.users());
      case Reason.PopularNow r -> new ReasonCell("popular_now", null, null, null, r.users());
    };
  }

  /** The reason again, items by their number. */
  Reason reason(Map<String, Integer> items) {
    int item = itemId == null ? -1 : items.getOrDefault(itemId, -1);
    return switch (type) {
      case "popular_in_segment" ->
          new Reason.PopularInSegment(
              segmentId == null ? "" : segmentId, share == null ? 0 : share);
      case "like_item" -> new Reason.LikeItem(item);
      case "similar_text" -> new Reason.SimilarText(item);
      case "nearest_users" -> new Reason.NearestUsers(users == null ? 0 : users);
      default -> new Reason.PopularNow(users == null ? 0 : users);
    };
  }
}
