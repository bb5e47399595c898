package dev.coterie.live.intake;

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
    @Nullable String recommendationId) {}
