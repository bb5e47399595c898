package dev.coterie.live.store;

/**
 * An event with its place in the order of arrival.
 *
 * @param seq from 1, without gaps as they were appended
 */
public record StoredEvent(long seq, LiveEvent event) {}
