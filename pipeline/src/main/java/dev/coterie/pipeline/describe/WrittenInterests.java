package dev.coterie.pipeline.describe;

import dev.coterie.language.chat.AnswerShape;
import dev.coterie.language.chat.ChatPrompt;
import dev.coterie.language.chat.QuotedText;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.chat.Scribe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The interests of one user as a chat model words them, each held to the test of names: its words
 * must send the user's items to it rather than to the user's other interests, enough of them or
 * more than the own words do. What fails keeps its own words.
 */
final class WrittenInterests {
  private static final String NUMBER = "interest";
  private static final String WORDS = "words";
  private static final int MOST_CHARACTERS = 80;
  private static final int MOST_WORDS = 10;
  private static final int TOKENS_AN_INTEREST = 60;

  private static final String TASK =
      """
      Say in words what one user is interested in. For each interest below write a phrase of two to \
      eight words that says what its items have in common, and what the other interests have not. \
      Rest on the items alone; no numbers, no praise, no guesses about who the user is.""";

  private final List<UserInterest> own;
  private final List<GroupFacts> facts;
  private final TextPlacing placing;
  private final Scribe scribe;
  private final Workers workers;

  WrittenInterests(
      List<UserInterest> own,
      List<GroupFacts> facts,
      TextPlacing placing,
      Scribe scribe,
      Workers workers) {
    this.own = own;
    this.facts = facts;
    this.placing = placing;
    this.scribe = scribe;
    this.workers = workers;
  }

  ChatPrompt prompt() {
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < own.size(); i++) {
      String span = own.get(i).span().name().toLowerCase(Locale.ROOT);
      data.append("interest ").append(i + 1).append(", ").append(span).append('\n');
      NamePrompt.line(data, "phrases", facts.get(i).phrases());
      NamePrompt.line(data, "items", facts.get(i).items());
      NamePrompt.line(data, "categories", facts.get(i).categories());
    }
    AnswerShape shape =
        new AnswerShape(
            "interests",
            List.of(
                new AnswerShape.Field(NUMBER, "number of the interest", 3),
                new AnswerShape.Field(WORDS, "two to eight words", MOST_CHARACTERS)),
            own.size());
    return scribe.prompt(TASK, data.toString(), shape, TOKENS_AN_INTEREST * own.size());
  }

  List<UserInterest> write(Progress progress) {
    List<UserInterest> told = new ArrayList<>(own);
    Map<String, Integer> uses = new HashMap<>();
    List<Map<String, String>> entries =
        scribe.ask(List.of(prompt()), progress).getFirst().entries();
    entries.forEach(entry -> uses.merge(folded(entry), 1, Integer::sum));
    for (Map<String, String> entry : entries) {
      String words = entry.getOrDefault(WORDS, "");
      String number = entry.getOrDefault(NUMBER, "");
      int at = number.matches("\\d{1,3}") ? Integer.parseInt(number) - 1 : -1;
      if (at >= 0
          && at < own.size()
          && uses.getOrDefault(folded(entry), 0) == 1
          && QuotedText.isWords(words)
          && words.split(" ", -1).length <= MOST_WORDS) {
        told.set(at, own.get(at).written(words, scribe.model()));
      }
    }
    return tested(told);
  }

  private static String folded(Map<String, String> entry) {
    return Naming.folded(entry.getOrDefault(WORDS, ""));
  }

  /** Taking words back changes the test of the others, so again until all that is left passes. */
  private List<UserInterest> tested(List<UserInterest> told) {
    List<String> all = new ArrayList<>();
    own.forEach(interest -> all.add(interest.words()));
    told.forEach(interest -> all.add(interest.words()));
    Assignability test =
        new Assignability(placing, all, facts.stream().map(GroupFacts::heldOut).toList(), workers);
    OptionalDouble[] before = test.of(own.stream().map(UserInterest::words).toList());
    boolean changed = true;
    while (changed) {
      changed = false;
      OptionalDouble[] now = test.of(told.stream().map(UserInterest::words).toList());
      for (int i = 0; i < told.size(); i++) {
        if (told.get(i).writer().isPresent() && !WrittenNames.passes(now[i], before[i])) {
          told.set(i, own.get(i));
          changed = true;
        }
      }
    }
    return List.copyOf(told);
  }
}
