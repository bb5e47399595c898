package dev.coterie.live.answer;

/**
 * An item that a search found.
 *
 * @param title or the id where there is none
 * @param score the mean of the share of the words that its text has and of its closeness to what
 *     they mean; the share alone where that is not known. Above 0 to 1
 */
public record Hit(String itemId, String title, double score) {}
