package dev.coterie.pipeline.describe;

import dev.coterie.language.Script;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The names that could be made of a group's phrases: one phrase of enough words or two that have no
 * word in common, of one script; longer ones for groups that no short name tells apart.
 *
 * @param fitting of two to four words, the most telling first; of one word where there is no other
 * @param longer of more words
 */
record NameCandidates(List<String> fitting, List<String> longer) {
  private static final int FEWEST_WORDS = 2;
  static final int MOST_WORDS = 4;
  private static final int PHRASES_LOOKED_AT = 5;

  /** Every name that is tried has to be embedded. */
  private static final int MOST = 12;

  private static final int[] LONGER = {3, 5};
  private static final int CONTAINED = 4;
  private static final int BACK = 3;

  /** A name is in the script of the catalogue where so much of what tells a group is. */
  private static final double SPOKEN = 0.3;

  /**
   * A phrase that may stand in a name.
   *
   * @param words how many it has
   * @param score how telling it is
   * @param topic whether it is known to say what things are
   * @param shared whether it tells as much of another group
   */
  record Part(String text, int words, double score, boolean topic, boolean shared) {
    String script() {
      return Script.language(text);
    }

    Part written(NameStyle style) {
      return new Part(style.written(text), words, score, topic, shared);
    }
  }

  /**
   * Makes them.
   *
   * @param phrases most telling first
   * @param labels of categories or items, for a group that no phrase speaks for
   */
  static NameCandidates of(List<Part> phrases, List<String> labels, NameStyle style) {
    List<Part> best = best(phrases, style);
    if (best.isEmpty()) {
      List<Part> parts =
          labels.stream()
              .distinct()
              .limit(PHRASES_LOOKED_AT)
              .map(
                  label ->
                      new Part(
                          style.written(label.strip().replaceAll("\\s+", " ")),
                          count(label),
                          1,
                          true,
                          false))
              .toList();
      List<String> fitting = pairs(parts, 1);
      return new NameCandidates(fitting, List.of());
    }
    List<String> fitting = pairs(best, FEWEST_WORDS);
    if (fitting.isEmpty()) {
      fitting = pairs(best, 1);
    }
    return new NameCandidates(fitting, longer(best));
  }

  /**
   * The phrases to make names of: topics before others, of one script before the other, and those
   * that tell as much of another group a few places further back. Where there are topics enough,
   * titles are left alone: who made a thing, and whatever else a title may say, names nobody's
   * interest.
   */
  private static List<Part> best(List<Part> phrases, NameStyle style) {
    boolean spoken = share(phrases, style.script()) >= SPOKEN;
    boolean enough = phrases.stream().filter(Part::topic).count() > 1;
    List<Part> kept = phrases.stream().filter(part -> part.topic() || !enough).toList();
    return IntStream.range(0, kept.size())
        .boxed()
        .sorted(
            Comparator.comparing(
                    (Integer i) -> spoken != kept.get(i).script().equals(style.script()))
                .thenComparing(i -> !kept.get(i).topic())
                .thenComparingInt(i -> place(kept, i)))
        .limit(PHRASES_LOOKED_AT)
        .map(i -> kept.get(i).written(style))
        .toList();
  }

  /** Where a phrase comes: one that tells as much of another group is a few places further back. */
  static int place(List<Part> phrases, int i) {
    return phrases.get(i).shared() ? i + BACK : i;
  }

  /** How much of what phrases tell is told in a script, 0 to 1. */
  private static double share(List<Part> phrases, String script) {
    double all = 0;
    double here = 0;
    for (Part part : phrases) {
      all += part.score();
      here += part.script().equals(script) ? part.score() : 0;
    }
    return all == 0 ? 0 : here / all;
  }

  /** Each part with the next, then by itself, then with each later one. */
  private static List<String> pairs(List<Part> parts, int fewestWords) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      List<String> pairs = new ArrayList<>();
      for (Part other : parts.subList(i + 1, parts.size())) {
        if (go(part, other) && fits(part.words() + other.words(), fewestWords)) {
          pairs.add(joined(List.of(part, other)));
        }
      }
      names.addAll(pairs.subList(0, Math.min(1, pairs.size())));
      if (fits(part.words(), fewestWords)) {
        names.add(capital(part.text()));
      }
      names.addAll(pairs.subList(Math.min(1, pairs.size()), pairs.size()));
    }
    return names.stream().distinct().limit(MOST).toList();
  }

  private static boolean fits(int words, int fewest) {
    return words >= fewest && words <= MOST_WORDS;
  }

  /** Three phrases, then five, without those that do not go with the ones before. */
  private static List<String> longer(List<Part> parts) {
    List<Part> together = new ArrayList<>();
    for (Part part : parts) {
      if (together.stream().allMatch(other -> go(other, part))) {
        together.add(part);
      }
    }
    List<String> names = new ArrayList<>();
    for (int n : LONGER) {
      if (n <= together.size()) {
        names.add(joined(together.subList(0, n)));
      }
    }
    return names.stream().distinct().toList();
  }

  /** Whether two phrases may stand in one name. */
  private static boolean go(Part one, Part other) {
    return one.script().equals(other.script())
        && words(one).stream()
            .noneMatch(a -> words(other).stream().anyMatch(b -> isPart(a, b) || isPart(b, a)));
  }

  private static boolean isPart(String word, String other) {
    return word.equals(other) || (word.length() >= CONTAINED && other.contains(word));
  }

  /**
   * Words without the s of a plural; in Chinese, where no blank tells words, pairs of characters.
   */
  private static List<String> words(Part part) {
    String lower = part.text().toLowerCase(Locale.ROOT);
    if (part.script().equals("zh")) {
      return IntStream.range(0, Math.max(0, lower.length() - 1))
          .mapToObj(i -> lower.substring(i, i + 2))
          .toList();
    }
    return Arrays.stream(lower.split("[^\\p{L}\\p{N}]+", -1))
        .filter(word -> !word.isEmpty() && !NameStyle.SMALL.contains(word))
        .map(
            word ->
                word.length() > 3 && word.endsWith("s")
                    ? word.substring(0, word.length() - 1)
                    : word)
        .toList();
  }

  static int count(String label) {
    return label.strip().split("[\\s,&]+", -1).length;
  }

  private static String joined(List<Part> parts) {
    boolean chinese = parts.getFirst().script().equals("zh");
    // A phrase with an ampersand of its own is no half of a pair with another.
    String and = parts.stream().anyMatch(part -> part.text().contains("&")) ? ", " : " & ";
    StringBuilder name = new StringBuilder(capital(parts.getFirst().text()));
    for (int i = 1; i < parts.size(); i++) {
      boolean last = i == parts.size() - 1;
      name.append(chinese ? (last ? "与" : "、") : (last ? and : ", "));
      name.append(parts.get(i).text());
    }
    return name.toString();
  }

  private static String capital(String text) {
    int first = text.offsetByCodePoints(0, 1);
    return text.substring(0, first).toUpperCase(Locale.ROOT) + text.substring(first);
  }
}
