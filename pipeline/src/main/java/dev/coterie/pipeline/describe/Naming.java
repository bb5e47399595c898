package dev.coterie.pipeline.describe;

import dev.coterie.language.Script;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Names of two to four words from each group's phrases, unique, and tested: a name that, with its
 * description, sends fewer than {@value #FLOOR} of the held-out items to its group is tried with
 * other and more phrases, and the best is kept.
 */
final class Naming {
  static final double FLOOR = 0.8;
  private static final int FEWEST_WORDS = 2;
  private static final int MOST_WORDS = 4;
  private static final int PHRASES_LOOKED_AT = 5;

  /**
   * A name and its figure.
   *
   * @param assignability see {@link Assignability}
   */
  record Name(String text, OptionalDouble assignability) {}

  /** A phrase that may stand in a name, and how many words it has. */
  record Part(String text, int words) {}

  private final List<List<String>> candidates;
  private final List<String> texts;
  private final Assignability assignability;

  private Naming(List<List<String>> candidates, List<String> texts, Assignability assignability) {
    this.candidates = candidates;
    this.texts = texts;
    this.assignability = assignability;
  }

  /**
   * Names every group.
   *
   * @param parts of each group, most telling first
   * @param fallbacks a name for each group that has no parts
   * @param texts the description of each group
   * @param heldOut items of each group that names are tested with
   */
  static List<Name> of(
      List<List<Part>> parts,
      List<String> fallbacks,
      List<String> texts,
      List<List<Integer>> heldOut,
      TextPlacing placing,
      Workers workers) {
    List<List<String>> candidates = new ArrayList<>();
    for (int group = 0; group < parts.size(); group++) {
      List<String> own = new ArrayList<>(candidates(parts.get(group)));
      if (own.isEmpty()) {
        own.add(fallbacks.get(group));
      }
      own.add(own.getFirst() + " " + (group + 1));
      candidates.add(own);
    }
    List<String> all = new ArrayList<>();
    for (int group = 0; group < candidates.size(); group++) {
      for (String name : candidates.get(group)) {
        all.add(GroupFacts.words(name, texts.get(group)));
      }
    }
    return new Naming(candidates, texts, new Assignability(placing, all, heldOut, workers))
        .choose();
  }

  /** Shorter names first: one phrase of enough words, then pairs, then three. */
  private static List<String> candidates(List<Part> parts) {
    List<Part> best = parts.subList(0, Math.min(PHRASES_LOOKED_AT, parts.size()));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < best.size(); i++) {
      for (int j = i + 1; j < best.size(); j++) {
        int words = best.get(i).words() + best.get(j).words();
        if (words >= FEWEST_WORDS && words <= MOST_WORDS) {
          names.add(joined(best.get(i), best.get(j)));
        }
      }
      if (best.get(i).words() >= FEWEST_WORDS && best.get(i).words() <= MOST_WORDS) {
        names.add(best.get(i).text());
      }
    }
    if (best.size() >= 3) {
      names.add(joined(best.get(0), best.get(1), best.get(2)));
      names.add(joined(best.toArray(Part[]::new)));
    }
    if (names.isEmpty()) {
      best.forEach(part -> names.add(part.text()));
    }
    return names;
  }

  private static String joined(Part... parts) {
    boolean chinese = Arrays.stream(parts).allMatch(p -> Script.language(p.text()).equals("zh"));
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      if (i > 0) {
        boolean last = i == parts.length - 1;
        name.append(chinese ? (last ? "与" : "、") : (last ? " & " : ", "));
      }
      name.append(i == 0 && !chinese ? capital(parts[i].text()) : parts[i].text());
    }
    return name.toString();
  }

  private static String capital(String text) {
    int first = text.offsetByCodePoints(0, 1);
    return text.substring(0, first).toUpperCase(Locale.ROOT) + text.substring(first);
  }

  private List<Name> choose() {
    int groups = candidates.size();
    int[] chosen = new int[groups];
    String[] names = new String[groups];
    for (int group = 0; group < groups; group++) {
      chosen[group] = unused(group, 0, names);
      names[group] = text(group, chosen[group]);
    }
    OptionalDouble[] figures = figures(names);
    for (int group = 0; group < groups; group++) {
      for (int next = chosen[group] + 1;
          next < candidates.get(group).size() - 1 && figures[group].orElse(1) < FLOOR;
          next++) {
        String before = names[group];
        int candidate = unused(group, next, names);
        names[group] = text(group, candidate);
        OptionalDouble[] tried = figures(names);
        if (tried[group].orElse(0) > figures[group].orElse(0)) {
          figures = tried;
        } else {
          names[group] = before;
        }
      }
    }
    List<Name> result = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      result.add(new Name(names[group], figures[group]));
    }
    return List.copyOf(result);
  }

  private OptionalDouble[] figures(String[] names) {
    List<String> words = new ArrayList<>();
    for (int group = 0; group < names.length; group++) {
      words.add(GroupFacts.words(names[group], texts.get(group)));
    }
    return assignability.of(words);
  }

  /** The first candidate from {@code from} on that no other group has; the last has a number. */
  private int unused(int group, int from, String[] names) {
    Set<String> taken = new HashSet<>();
    for (int other = 0; other < names.length; other++) {
      if (other != group && names[other] != null) {
        taken.add(names[other].toLowerCase(Locale.ROOT));
      }
    }
    int last = candidates.get(group).size() - 1;
    int at = from;
    while (at < last && taken.contains(text(group, at).toLowerCase(Locale.ROOT))) {
      at++;
    }
    return at;
  }

  private String text(int group, int candidate) {
    return candidates.get(group).get(candidate);
  }
}
