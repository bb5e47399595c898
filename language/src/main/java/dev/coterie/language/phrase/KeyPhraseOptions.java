package dev.coterie.language.phrase;

/**
 * Which phrases speak for a class.
 *
 * @param count most phrases a class, at least 1
 * @param minSources distinct sources of the class that must have produced a phrase, at least 1
 * @param minLift least lift of a phrase, and more than 1 in any case; not asked where only one
 *     class has sources
 * @param nearlySame a phrase inside a longer one is left out where the longer one has at least this
 *     share of its weight, or of its sources where it is a single word, 0 to 1
 * @param diversity how much a phrase loses by words that a better one has, 0 (nothing) to 1
 */
public record KeyPhraseOptions(
    int count, int minSources, double minLift, double nearlySame, double diversity) {
  public static final KeyPhraseOptions DEFAULT = new KeyPhraseOptions(10, 2, 1.2, 0.7, 0.4);

  public KeyPhraseOptions {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, not " + count);
    }
    if (minSources < 1) {
      throw new IllegalArgumentException("minSources must be at least 1, not " + minSources);
    }
    if (!(minLift >= 0)) {
      throw new IllegalArgumentException("minLift must be at least 0, not " + minLift);
    }
    requireShare("nearlySame", nearlySame);
    requireShare("diversity", diversity);
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be 0 to 1, not " + value);
    }
  }

  public KeyPhraseOptions withMinSources(int sources) {
    return new KeyPhraseOptions(count, sources, minLift, nearlySame, diversity);
  }

  public KeyPhraseOptions withCount(int phrases) {
    return new KeyPhraseOptions(phrases, minSources, minLift, nearlySame, diversity);
  }
}
