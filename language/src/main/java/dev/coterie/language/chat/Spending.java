package dev.coterie.language.chat;

/**
 * What a desk did so far.
 *
 * @param calls questions that were asked
 * @param cached questions whose answer was known
 * @param repaired answers that were right at the second attempt
 * @param refused questions left without an answer
 * @param tokens read and written together
 * @param fault why the first of the refused was; empty where none was
 */
public record Spending(
    long calls, long cached, long repaired, long refused, long tokens, String fault) {}
