package dev.coterie.live.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom an audience is for; exactly one of the first six is given.
 *
 * @param attribute with {@code value}: items that have it
 * @param like users whom the others should resemble
 * @param size how many users, 1 to {@value #MOST}
 */
public record AudienceWish(
    @Nullable String segmentId,
    @Nullable String itemId,
    @Nullable String category,
    @Nullable String attribute,
    @Nullable String text,
    List<String> like,
    @Nullable String value,
    int size) {
  public static final int MOST = 10_000;

  public AudienceWish {
    like = List.copyOf(like);
    if (size < 1 || size > MOST) {
      throw new IllegalArgumentException("size must be 1 to " + MOST + ", not " + size);
    }
    int given =
        (segmentId == null ? 0 : 1)
            + (itemId == null ? 0 : 1)
            + (category == null ? 0 : 1)
            + (attribute == null ? 0 : 1)
            + (text == null ? 0 : 1)
            + (like.isEmpty() ? 0 : 1);
    if (given != 1) {
      throw new IllegalArgumentException(
          "give one of segment_id, item_id, category, attribute with value, text, like; not "
              + given);
    }
    if ((attribute == null) != (value == null)) {
      throw new IllegalArgumentException("attribute and value go together");
    }
  }
}
