package dev.coterie.pipeline.describe;

import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of two to four words from each group's phrases, unique, and tested: where a name, with its
 * description, sends fewer than {@value #FLOOR} of the held-out items to its group, others and then
 * longer ones are tried. Where none sends so many, the most telling name stands, with its figure.
 * Names of one level are not made of the same words, as far as there are others.
 */
final class Naming {
  static final double FLOOR = 0.8;

  /** A name that changes changes the test of the others. */
  private static final int SWEEPS = 2;

  /**
   * A name and its figure.
   *
   * @param assignability see {@link Assignability}
   */
  record Name(String text, OptionalDouble assignability) {}

  private final List<NameCandidates> candidates;
  private final List<String> ids;
  private final List<String> said;
  private final Assignability assignability;

  /** Names as they are folded, those of other levels too. */
  private final Set<String> taken;

  private final String[] names;

  private Naming(
      List<NameCandidates> candidates,
      List<String> ids,
      List<String> said,
      Set<String> taken,
      Assignability assignability) {
    this.candidates = candidates;
    this.ids = ids;
    this.said = said;
    this.taken = new HashSet<>(taken);
    this.assignability = assignability;
    this.names = new String[ids.size()];
  }

  /**
   * Names every group.
   *
   * @param ids of the groups
   * @param said the words of each description that are about its group
   * @param heldOut items of each group that names are tested with
   * @param taken names of other groups, folded
   */
  static List<Name> of(
      List<NameCandidates> candidates,
      List<String> ids,
      List<String> said,
      List<List<Integer>> heldOut,
      Set<String> taken,
      TextPlacing placing,
      Workers workers) {
    List<String> all = new ArrayList<>();
    for (int group = 0; group < ids.size(); group++) {
      String about = said.get(group);
      NameCandidates own = candidates.get(group);
      Stream.of(own.fitting(), own.longer(), List.of(lastResort(own, ids.get(group))))
          .flatMap(List::stream)
          .forEach(name -> all.add(GroupFacts.words(name, about)));
    }
    return new Naming(
            candidates, ids, said, taken, new Assignability(placing, all, heldOut, workers))
        .choose();
  }

  /** What no other group can be called: the first name that leaves room for the id, and the id. */
  private static String lastResort(NameCandidates candidates, String id) {
    return candidates.fitting().stream()
            .filter(name -> NameCandidates.count(name) < NameCandidates.MOST_WORDS)
            .findFirst()
            .orElse("Segment")
        + " "
        + id;
  }

  private List<Name> choose() {
    for (int group = 0; group < names.length; group++) {
      int each = group;
      take(
          group,
          candidates.get(group).fitting().stream()
              .filter(this::isFree)
              .min(Comparator.comparing(this::isAlike))
              .orElseGet(() -> lastResort(candidates.get(each), ids.get(each))));
    }
    OptionalDouble[] figures = figures();
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int group = 0; group < names.length; group++) {
        figures = improve(group, candidates.get(group).fitting(), figures);
      }
    }
    for (int group = 0; group < names.length; group++) {
      figures = improve(group, candidates.get(group).longer(), figures);
    }
    List<Name> result = new ArrayList<>();
    for (int group = 0; group < names.length; group++) {
      result.add(new Name(names[group], figures[group]));
    }
    return List.copyOf(result);
  }

  /**
   * Takes the first name that is good enough, not at the cost of the others, and none that is like
   * another's where the one before is not.
   */
  private OptionalDouble[] improve(int group, List<String> tried, OptionalDouble[] figures) {
    if (figures[group].orElse(1) >= FLOOR) {
      return figures;
    }
    String before = names[group];
    boolean alike = isAlike(before);
    for (String name : tried) {
      if (isFree(name) && (alike || !isAlike(name, before))) {
        take(group, name);
        OptionalDouble[] with = figures();
        if (with[group].orElse(0) >= FLOOR && sum(with) > sum(figures)) {
          return with;
        }
        take(group, before);
      }
    }
    return figures;
  }

  private static double sum(OptionalDouble[] figures) {
    return Arrays.stream(figures).mapToDouble(figure -> figure.orElse(0)).sum();
  }

  /** Equal for names that only differ in the case and the order of their words. */
  static String folded(String name) {
    return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[\\s,&与、]+", -1))
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** Whether a name has two words of another's, or all, or the other way round. */
  private boolean isAlike(String name, String... but) {
    Set<String> words = words(name);
    for (String other : names) {
      if (other != null && !other.equals(name) && !Set.of(but).contains(other)) {
        Set<String> others = words(other);
        long shared = words.stream().filter(others::contains).count();
        if (shared >= Math.min(2, Math.min(words.size(), others.size()))) {
          return true;
        }
      }
    }
    return false;
  }

  private static Set<String> words(String name) {
    return Set.copyOf(Arrays.asList(folded(name).strip().split(" ", -1)));
  }

  private boolean isFree(String name) {
    return !taken.contains(folded(name));
  }

  private void take(int group, String name) {
    if (names[group] != null) {
      taken.remove(folded(names[group]));
    }
    names[group] = name;
    taken.add(folded(name));
  }

  private OptionalDouble[] figures() {
    List<String> words = new ArrayList<>();
    for (int group = 0; group < names.length; group++) {
      words.add(GroupFacts.words(names[group], said.get(group)));
    }
    return assignability.of(words);
  }
}
