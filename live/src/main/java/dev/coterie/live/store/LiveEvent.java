package dev.coterie.live.store;

import org.jspecify.annotations.Nullable;

/**
 * An event as it came in.
 *
 * @param eventId unique; the same id is the same event
 * @param kind name of a kind, upper case
 * @param itemId null where the event names none
 * @param query what was searched for or written, null where nothing was
 * @param time milliseconds since 1970 UTC
 * @param value rating or other value, NaN where there is none
 * @param quantity pieces, NaN where there is none
 * @param price of one piece, NaN where there is none
 * @param basket of a purchase, null where there is none
 * @param recommendationId the answer that led to the event, null where none did
 */
public record LiveEvent(
    String eventId,
    String userId,
    String kind,
    @Nullable String itemId,
    @Nullable String query,
    long time,
    float value,
    float quantity,
    float price,
    @Nullable String basket,
    @Nullable String recommendationId) {
  public LiveEvent {
    if (eventId.isBlank() || userId.isBlank() || kind.isBlank()) {
      throw new IllegalArgumentException("an event needs an id, a user and a kind");
    }
    if (itemId == null && query == null) {
      throw new IllegalArgumentException("an event needs an item or a query");
    }
  }
}
