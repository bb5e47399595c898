package dev.coterie.language.tfidf;

/**
 * How texts become weighted words.
 *
 * @param longest words of the longest n-gram that is a term, at least 1
 * @param minTexts texts that a term must stand in, at least 1
 * @param maxTerms terms kept, those in the most texts, at least 1
 * @param sublinear whether a term that stands n times in a text counts 1 + ln n instead of n
 */
public record TfIdfOptions(int longest, int minTexts, int maxTerms, boolean sublinear) {
  public static final TfIdfOptions DEFAULT = new TfIdfOptions(2, 2, 50_000, true);

  public TfIdfOptions {
    requireAtLeastOne("longest", longest);
    requireAtLeastOne("minTexts", minTexts);
    requireAtLeastOne("maxTerms", maxTerms);
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }
}
