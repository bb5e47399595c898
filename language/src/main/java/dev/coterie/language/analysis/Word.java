package dev.coterie.language.analysis;

/**
 * A word of a text.
 *
 * @param surface as it is written
 * @param term lower case and stemmed: equal for the forms of a word
 * @param kind what it is good for
 * @param start where it starts in the text
 * @param end where it ends, excluded
 */
public record Word(String surface, String term, Kind kind, int start, int end) {
  /** What a word is good for. */
  public enum Kind {
    /** Means something by itself. */
    CONTENT,
    /** Tells a size, a colour or an opinion of something else: no topic by itself. */
    MODIFIER,
    /** A function word. */
    STOP,
    /** A number, a size or a code: anything with a digit in it. */
    NUMBER
  }
}
