package dev.coterie.pipeline.describe;

import dev.coterie.language.chat.ChatPrompt;
import dev.coterie.language.chat.QuotedText;
import dev.coterie.language.chat.Reply;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.chat.Scribe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Names and descriptions by a chat model, each held to the same test as those of the evidence's own
 * words. One that sends fewer than {@value Naming#FLOOR} of the held-out items to its group, and no
 * more than the own words do, is asked for once more; so is one whose name alone does worse than
 * chance, which nothing in the evidence stands behind. Then the own words stand. So do they where
 * the model gives nothing to use.
 */
final class WrittenNames {
  private static final int ATTEMPTS = 2;
  private static final int MOST_WORDS = 6;

  /**
   * A group's name and description, and how well they are told apart.
   *
   * @param said the words of the description that are about the group
   */
  record Words(
      String name,
      String text,
      String said,
      OptionalDouble assignability,
      Optional<String> writer) {}

  private final List<GroupFacts> groups;
  private final List<List<Integer>> pieces;
  private final TextPlacing placing;
  private final Workers workers;
  private final Scribe scribe;
  private final List<Words> own;
  private final Words[] words;
  private final String[] refused;

  private WrittenNames(
      List<GroupFacts> groups,
      List<Words> own,
      List<List<Integer>> pieces,
      TextPlacing placing,
      Scribe scribe,
      Workers workers) {
    this.groups = groups;
    this.pieces = pieces;
    this.placing = placing;
    this.scribe = scribe;
    this.workers = workers;
    this.own = own;
    this.words = own.toArray(Words[]::new);
    this.refused = new String[own.size()];
  }

  /**
   * Writes.
   *
   * @param own words of each group's evidence, tested
   * @param pieces groups that are named together
   */
  static List<Words> of(
      List<GroupFacts> groups,
      List<Words> own,
      List<List<Integer>> pieces,
      TextPlacing placing,
      Scribe scribe,
      Workers workers,
      Progress progress) {
    if (!scribe.writes()) {
      return own;
    }
    WrittenNames written = new WrittenNames(groups, own, pieces, placing, scribe, workers);
    written.write(progress);
    return List.of(written.words);
  }

  private void write(Progress progress) {
    Arrays.fill(refused, "");
    List<List<Integer>> wanted = pieces;
    for (int attempt = 0; attempt < ATTEMPTS && !wanted.isEmpty(); attempt++) {
      ask(wanted, progress);
      settle();
      wanted = stillWanted();
    }
  }

  private void ask(List<List<Integer>> wanted, Progress progress) {
    List<ChatPrompt> prompts = new ArrayList<>();
    for (List<Integer> piece : wanted) {
      prompts.add(NamePrompt.of(piece, groups, List.of(refused), scribe));
    }
    List<Reply> replies = scribe.ask(prompts, progress);
    Arrays.fill(refused, "");
    Map<String, Integer> uses = new HashMap<>();
    for (Reply reply : replies) {
      reply.entries().forEach(entry -> uses.merge(folded(entry), 1, Integer::sum));
    }
    for (int p = 0; p < wanted.size(); p++) {
      for (Map<String, String> entry : replies.get(p).entries()) {
        take(wanted.get(p), entry, uses.getOrDefault(folded(entry), 0) > 1);
      }
    }
  }

  private static String folded(Map<String, String> entry) {
    return entry.getOrDefault(NamePrompt.NAME, "").toLowerCase(Locale.ROOT);
  }

  /** Takes a name that can be one; a name that several groups were given is none. */
  private void take(List<Integer> piece, Map<String, String> entry, boolean shared) {
    String number = entry.getOrDefault(NamePrompt.GROUP, "");
    if (!number.matches("\\d{1,3}")) {
      return;
    }
    int at = Integer.parseInt(number) - 1;
    String name = entry.getOrDefault(NamePrompt.NAME, "");
    if (at < 0 || at >= piece.size() || !QuotedText.isWords(name)) {
      return;
    }
    int group = piece.get(at);
    if (name.split(" ", -1).length > MOST_WORDS || words[group].writer().isPresent()) {
      return;
    }
    if (shared || isTaken(group, name)) {
      refused[group] = name;
      return;
    }
    String text = entry.getOrDefault(NamePrompt.TEXT, "");
    words[group] = new Words(name, text, text, OptionalDouble.empty(), Optional.of(scribe.model()));
  }

  private boolean isTaken(int group, String name) {
    for (int other = 0; other < words.length; other++) {
      if (other != group
          && words[other].name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /** Tests all words together; taking one back changes the test of the others, so again. */
  private void settle() {
    boolean changed = true;
    while (changed) {
      changed = false;
      OptionalDouble[] figures = figures(each -> GroupFacts.words(each.name(), each.said()));
      OptionalDouble[] alone = figures(Words::name);
      for (int g = 0; g < words.length; g++) {
        if (words[g].writer().isPresent()
            && !(passes(figures[g], own.get(g).assignability())
                && alone[g].orElse(1) >= 1.0 / words.length)) {
          refused[g] = words[g].name();
          words[g] = own.get(g);
          changed = true;
        }
      }
      for (int g = 0; g < words.length && !changed; g++) {
        Words tested = words[g];
        words[g] =
            new Words(tested.name(), tested.text(), tested.said(), figures[g], tested.writer());
      }
    }
  }

  /** Whether words send enough items to their group, or more than the evidence's own do. */
  static boolean passes(OptionalDouble figure, OptionalDouble own) {
    return figure.isEmpty()
        || figure.getAsDouble() >= Naming.FLOOR
        || figure.getAsDouble() > own.orElse(0);
  }

  private OptionalDouble[] figures(Function<Words, String> said) {
    List<String> texts = Arrays.stream(words).map(said).toList();
    List<List<Integer>> heldOut = groups.stream().map(GroupFacts::heldOut).toList();
    return new Assignability(placing, texts, heldOut, workers).of(texts);
  }

  /** The groups whose names were refused, beside the neighbours they were asked with. */
  private List<List<Integer>> stillWanted() {
    List<List<Integer>> wanted = new ArrayList<>();
    for (List<Integer> piece : pieces) {
      List<Integer> again = piece.stream().filter(g -> !refused[g].isEmpty()).toList();
      wanted.addAll(again.isEmpty() ? Collections.emptyList() : List.of(again));
    }
    return wanted;
  }
}
