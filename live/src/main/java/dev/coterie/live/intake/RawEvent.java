package dev.coterie.live.intake;

import dev.coterie.live.store.LiveEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as somebody wrote it; anything may be missing or wrong.
 *
 * @param time ISO 8601, or epoch seconds or milliseconds
 */
public record RawEvent(
    @Nullable String eventId,
    @Nullable String userId,
    @Nullable String kind,
    @Nullable String itemId,
    @Nullable String query,
    @Nullable String time,
    @Nullable Double value,
    @Nullable Double quantity,
    @Nullable Double price,
    @Nullable String basket,
    @Nullable String recommendationId) {

  /** An event that was taken, as it may be sent again. */
  public static RawEvent of(LiveEvent event) {
    return new RawEvent(
        event.eventId(),
        event.userId(),
        event.kind(),
        event.itemId(),
        event.query(),
        Instant.ofEpochMilli(event.time()).toString(),
        number(event.value()),
        number(event.quantity()),
        number(event.price()),
        event.basket(),
        event.recommendationId());
  }

  /** As it was written: 0.1 and not what the nearest float is. */
  private static @Nullable Double number(float value) {
    return Float.isNaN(value) ? null : Double.valueOf(Float.toString(value));
  }
}
