package dev.coterie.pipeline.describe;

import dev.coterie.domain.Item;
import dev.coterie.language.Script;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How names are written: in the script of most titles, where a group has words of it; in the
 * letters of the catalogue, but where its titles are all in capitals, with one a word.
 *
 * @param script see {@link Script#language}
 * @param capitals whether titles are in capitals
 */
record NameStyle(String script, boolean capitals) {
  /** Words that say nothing by themselves. */
  static final Set<String> SMALL = Set.of("a", "and", "de", "for", "in", "la", "of", "the");

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'’]*");

  /** Letters of a word that may be an abbreviation, and is left as it is. */
  private static final int SHORT = 2;

  /** The style of most of the catalogue. */
  static NameStyle of(List<Item> items) {
    Map<String, Integer> scripts = new TreeMap<>();
    int loud = 0;
    int cased = 0;
    for (Item item : items) {
      String title = item.title();
      scripts.merge(Script.language(title), 1, Integer::sum);
      if (!title.equals(title.toLowerCase(Locale.ROOT))) {
        cased++;
        loud += title.equals(title.toUpperCase(Locale.ROOT)) ? 1 : 0;
      }
    }
    String most =
        scripts.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse("");
    return new NameStyle(most, 2 * loud > cased);
  }

  /** A phrase as it stands in a name. */
  String written(String phrase) {
    return capitals && phrase.equals(phrase.toUpperCase(Locale.ROOT))
        ? WORD.matcher(phrase).replaceAll(match -> word(match, match.start() == 0))
        : phrase;
  }

  private static String word(MatchResult match, boolean first) {
    String word = match.group();
    if (SMALL.contains(word.toLowerCase(Locale.ROOT))) {
      return first
          ? word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT)
          : word.toLowerCase(Locale.ROOT);
    }
    int end = word.offsetByCodePoints(0, 1);
    return word.length() <= SHORT
        ? word
        : word.substring(0, end) + word.substring(end).toLowerCase(Locale.ROOT);
  }
}
