package dev.coterie.pipeline.personal;

import dev.coterie.language.chat.AnswerShape;
import dev.coterie.language.chat.ChatPrompt;
import dev.coterie.language.chat.QuotedText;
import dev.coterie.language.chat.Reply;
import dev.coterie.numeric.Progress;
import dev.coterie.pipeline.chat.Scribe;
import dev.coterie.pipeline.snapshot.ListedItem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Puts the first items of a list in the order that a chat model gives. It is asked for positions,
 * and an answer that is not each position once leaves the list as it is.
 */
final class Reordering {
  private static final String POSITION = "position";
  private static final int MOST_CHARACTERS = 100;
  private static final int TOKENS_A_POSITION = 12;
  private static final int TOKENS_AROUND = 20;

  private static final String TASK =
      """
      Put items in the order in which one user is most likely to want them next, by what the user \
      has and looks for. Answer with the position that each item has in the list below, most wanted \
      first, every position once.""";

  private Reordering() {}

  static ChatPrompt prompt(UserStory story, List<ListedItem> first, Scribe scribe) {
    StringBuilder data = new StringBuilder(story.lines()).append("list\n");
    for (int i = 0; i < first.size(); i++) {
      String title = first.get(i).title();
      data.append(QuotedText.line("position " + (i + 1), List.of(title), MOST_CHARACTERS));
    }
    return scribe.prompt(
        TASK,
        data.toString(),
        new AnswerShape(
            "order",
            List.of(new AnswerShape.Field(POSITION, "a position in the list, as digits", 4)),
            // One more than there are, so that an answer with too many is seen to be wrong.
            first.size() + 1),
        TOKENS_AROUND + TOKENS_A_POSITION * first.size());
  }

  /**
   * Asks, and reorders where the answer is an order.
   *
   * @param n how many of the first, at least 2 for anything to change
   */
  static Reordered of(
      UserStory story, List<ListedItem> list, int n, Scribe scribe, Progress progress) {
    List<ListedItem> first = list.subList(0, Math.min(n, list.size()));
    if (first.size() < 2) {
      return new Reordered(list, 0, "there are not two items to put in order");
    }
    Reply reply = scribe.ask(List.of(prompt(story, first, scribe)), progress).getFirst();
    List<ListedItem> ordered = new ArrayList<>();
    BitSet taken = new BitSet();
    for (Map<String, String> entry : reply.entries()) {
      String position = entry.getOrDefault(POSITION, "");
      int at = position.matches("\\d{1,4}") ? Integer.parseInt(position) - 1 : -1;
      if (at < 0 || at >= first.size() || taken.get(at)) {
        return new Reordered(list, 0, "the answer is no order of the positions");
      }
      taken.set(at);
      ordered.add(first.get(at));
    }
    if (ordered.size() < first.size()) {
      return new Reordered(
          list, 0, reply.fault().isEmpty() ? "the answer leaves positions out" : reply.fault());
    }
    ordered.addAll(list.subList(first.size(), list.size()));
    List<ListedItem> ranked = new ArrayList<>();
    for (ListedItem item : ordered) {
      ranked.add(item.withRank(ranked.size() + 1));
    }
    return new Reordered(ranked, first.size(), "");
  }
}
