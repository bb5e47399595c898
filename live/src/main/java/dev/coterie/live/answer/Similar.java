package dev.coterie.live.answer;

/**
 * An item near to something.
 *
 * @param title or the id where there is none
 * @param similarity cosine in the item space; of a search, more where words are found in the text
 */
public record Similar(String itemId, String title, double similarity) {}
