package dev.coterie.pipeline.describe;

import dev.coterie.language.chat.AnswerShape;
import dev.coterie.language.chat.ChatPrompt;
import dev.coterie.language.chat.QuotedText;
import dev.coterie.pipeline.chat.Scribe;
import java.util.List;

/** The question for the names of neighbouring groups. */
final class NamePrompt {
  static final String GROUP = "group";
  static final String NAME = "name";
  static final String TEXT = "description";

  private static final int MOST_NAME = 60;
  private static final int MOST_TEXT = 240;
  private static final int MOST_QUOTED = 100;
  private static final int TOKENS_A_GROUP = 160;
  private static final int FACTS_A_KIND = 8;

  private static final String TASK =
      """
      Name groups of users by what they are interested in. For each group below write a name of two \
      to four words, and a description of one sentence. They must tell the groups apart: say what a \
      group has and its neighbours have not. Rest on the evidence alone; no numbers, no praise, no \
      guesses about who the users are. "phrases" weigh most.""";

  private NamePrompt() {}

  /**
   * Asks for the groups of {@code piece}, numbered from 1 in its order.
   *
   * @param refused for each group the name that was told apart badly, or nothing
   */
  static ChatPrompt of(
      List<Integer> piece, List<GroupFacts> groups, List<String> refused, Scribe scribe) {
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < piece.size(); i++) {
      GroupFacts facts = groups.get(piece.get(i));
      data.append("group ").append(i + 1).append('\n');
      line(data, "phrases", facts.phrases());
      line(data, "items", facts.items());
      line(data, "categories", facts.categories());
      line(data, "searches", facts.queries());
      line(data, "groups inside", facts.below());
      String bad = refused.get(piece.get(i));
      if (!bad.isEmpty()) {
        line(data, "not this name, it fits others as well", List.of(bad));
      }
    }
    AnswerShape shape =
        new AnswerShape(
            "groups",
            List.of(
                new AnswerShape.Field(GROUP, "number of the group", 3),
                new AnswerShape.Field(NAME, "two to four words", MOST_NAME),
                new AnswerShape.Field(TEXT, "one sentence", MOST_TEXT)),
            piece.size());
    return scribe.prompt(TASK, data.toString(), shape, TOKENS_A_GROUP * piece.size());
  }

  /** A kind of evidence and its first texts. */
  static void line(StringBuilder data, String kind, List<String> texts) {
    data.append(
        QuotedText.line(kind, texts.subList(0, Math.min(FACTS_A_KIND, texts.size())), MOST_QUOTED));
  }
}
