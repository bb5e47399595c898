package dev.coterie.language.tfidf;

/**
 * How texts become weighted words.
 *
 * @param longest words of the longest n-gram that is a term, at least 1
 * @param minTexts texts that a term must stand in, at least 1
 * @param maxTerms terms kept, those in the most texts, at least 1
 * @param sublinear whether a term that stands n times in a text counts 1 + ln n instead of n
 * @param buckets columns that terms are hashed to, so that none need be kept, and {@code minTexts}
 *     and {@code maxTerms} do not count; 0 for a vocabulary of terms
 */
public record TfIdfOptions(
    int longest, int minTexts, int maxTerms, boolean sublinear, int buckets) {
  public static final TfIdfOptions DEFAULT = new TfIdfOptions(2, 2, 50_000, true);

  /** With a vocabulary. */
  public TfIdfOptions(int longest, int minTexts, int maxTerms, boolean sublinear) {
    this(longest, minTexts, maxTerms, sublinear, 0);
  }

  public TfIdfOptions {
    requireAtLeastOne("longest", longest);
    requireAtLeastOne("minTexts", minTexts);
    requireAtLeastOne("maxTerms", maxTerms);
    if (buckets < 0) {
      throw new IllegalArgumentException("buckets must be at least 0, not " + buckets);
    }
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }
}
