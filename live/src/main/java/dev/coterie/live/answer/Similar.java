package dev.coterie.live.answer;

/**
 * An item near to another.
 *
 * @param title or the id where there is none
 * @param similarity cosine in the item space, above 0 to 1
 */
public record Similar(String itemId, String title, double similarity) {}
