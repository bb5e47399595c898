package dev.coterie.language.phrase;

/**
 * A phrase that is telling for a class.
 *
 * @param text as it is written most often
 * @param words how many words it has
 * @param score class-based TF-IDF, comparable within a class
 * @param sources distinct sources of the class that produced it
 * @param share of the class's sources, 0 to 1
 * @param lift its share of the class's weights over its share of all weights
 */
public record KeyPhrase(
    String text, int words, double score, int sources, double share, double lift) {}
