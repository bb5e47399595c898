package dev.coterie.language.wordvector;

/**
 * How word vectors are learned; the defaults are those of the authors' program.
 *
 * @param architecture what predicts what
 * @param dimension numbers a vector, at least 1
 * @param window words on each side that a word is learned from, at least 1
 * @param minCount times that a word must occur to get a vector, at least 1
 * @param epochs passes over the corpus, at least 1
 * @param negatives words drawn at random against each true one, at least 1
 * @param sample share of the corpus above which a word is passed over at times; 0 for never
 * @param rate of learning at the start, above 0; it falls in proportion to the words seen
 * @param shared whether threads learn on one set of vectors without waiting for each other (Recht
 *     et al., Hogwild!, 2011): faster, but the vectors differ a little from run to run. Else one
 *     thread learns, and the bits are the same for any number of threads
 */
public record Word2VecOptions(
    Architecture architecture,
    int dimension,
    int window,
    int minCount,
    int epochs,
    int negatives,
    double sample,
    double rate,
    boolean shared) {
  /** What predicts what. */
  public enum Architecture {
    /** A word from the mean of its neighbours: quick, good for frequent words. */
    CBOW,
    /** A word from each of its neighbours: slower, better for rare words. */
    SKIP_GRAM
  }

  public static final Word2VecOptions DEFAULT =
      new Word2VecOptions(Architecture.SKIP_GRAM, 100, 5, 5, 5, 5, 1e-3, 0.025, false);

  public Word2VecOptions {
    requireAtLeastOne("dimension", dimension);
    requireAtLeastOne("window", window);
    requireAtLeastOne("minCount", minCount);
    requireAtLeastOne("epochs", epochs);
    requireAtLeastOne("negatives", negatives);
    if (!(sample >= 0 && sample <= 1)) {
      throw new IllegalArgumentException("sample must be from 0 to 1, not " + sample);
    }
    if (!(rate > 0 && rate <= 1)) {
      throw new IllegalArgumentException("rate must be above 0 and at most 1, not " + rate);
    }
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }
}
