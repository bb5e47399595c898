package dev.coterie.language.tfidf;

/**
 * Terms by their hash alone (Weinberger et al., Feature hashing for large scale multitask learning,
 * 2009): nothing is kept of them, and a few share a column.
 *
 * @param count columns; term {@code t} has column {@code t - 1}
 */
record Buckets(int count) implements TermSpace {
  @Override
  public int word(String word) {
    return mix(word.hashCode()) & Integer.MAX_VALUE;
  }

  @Override
  public int longer(int term, int word) {
    return 1 + Integer.remainderUnsigned(mix(term * 0x9E3779B9 + word), count);
  }

  /** The finaliser of MurmurHash3 (Appleby). */
  private static int mix(int h) {
    int x = (h ^ (h >>> 16)) * 0x85EBCA6B;
    x = (x ^ (x >>> 13)) * 0xC2B2AE35;
    return x ^ (x >>> 16);
  }
}
