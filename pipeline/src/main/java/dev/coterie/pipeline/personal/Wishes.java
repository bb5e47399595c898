package dev.coterie.pipeline.personal;

import dev.coterie.domain.Item;
import dev.coterie.language.chat.AnswerShape;
import dev.coterie.language.chat.ChatPrompt;
import dev.coterie.language.chat.QuotedText;
import dev.coterie.language.chat.Reply;
import dev.coterie.numeric.Progress;
import dev.coterie.pipeline.chat.Scribe;
import dev.coterie.pipeline.personal.CatalogueTexts.Match;
import dev.coterie.pipeline.personal.Proposals.Proposal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Generative recommendation: a chat model describes what a user may want next, and the catalogue
 * answers each description with the items whose texts are nearest to it. The model knows no item
 * and no id, so nothing that does not exist can be recommended; a description that is like nothing
 * is dropped.
 */
final class Wishes {
  private static final String DESCRIPTION = "description";
  private static final int MOST = 8;
  private static final int MOST_CHARACTERS = 80;
  private static final int TOKENS_A_WISH = 40;

  private static final String TASK =
      """
      Say what one user may want next. Think of what goes with what the user has, completes it or \
      comes after it, in every interest, and of a little beyond. Describe %d different things, each \
      in three to ten words as a catalogue would call it: what it is, of what kind, for what. No \
      brands, no codes, no prices, nothing that the user has already."""
          .formatted(MOST);

  private Wishes() {}

  static ChatPrompt prompt(UserStory story, Scribe scribe) {
    return scribe.prompt(
        TASK,
        story.lines(),
        new AnswerShape(
            "wishes",
            List.of(new AnswerShape.Field(DESCRIPTION, "three to ten words", MOST_CHARACTERS)),
            MOST),
        TOKENS_A_WISH * MOST);
  }

  /**
   * Asks, and lets the catalogue answer.
   *
   * @param among numbers of the items that may be recommended
   * @param most items, at least 1
   */
  static Proposals of(
      UserStory story,
      List<Item> items,
      BitSet among,
      int most,
      CatalogueTexts catalogue,
      Scribe scribe,
      Progress progress) {
    Reply reply = scribe.ask(List.of(prompt(story, scribe)), progress).getFirst();
    List<String> wishes =
        reply.entries().stream().map(entry -> entry.getOrDefault(DESCRIPTION, "")).toList();
    Set<String> known = new HashSet<>();
    List<String> said =
        wishes.stream()
            .filter(wish -> QuotedText.isWords(wish) && known.add(wish.toLowerCase(Locale.ROOT)))
            .toList();
    List<List<Match>> matches = catalogue.nearest(said, among, most);
    List<String> unmatched = new ArrayList<>(wishes);
    for (int w = 0; w < said.size(); w++) {
      if (!matches.get(w).isEmpty()) {
        unmatched.remove(said.get(w));
      }
    }
    return new Proposals(
        inTurn(said, matches, items, most),
        wishes.size(),
        unmatched,
        scribe.model(),
        reply.fault());
  }

  /** The best answer to each wish, then the second ones, each item once. */
  private static List<Proposal> inTurn(
      List<String> wishes, List<List<Match>> matches, List<Item> items, int most) {
    List<Proposal> proposals = new ArrayList<>();
    BitSet taken = new BitSet();
    boolean left = true;
    while (left && proposals.size() < most) {
      left = false;
      for (int w = 0; w < wishes.size() && proposals.size() < most; w++) {
        Optional<Match> next =
            matches.get(w).stream().filter(match -> !taken.get(match.item())).findFirst();
        if (next.isPresent()) {
          Match match = next.get();
          taken.set(match.item());
          Item item = items.get(match.item());
          proposals.add(
              new Proposal(
                  proposals.size() + 1, item.id(), item.label(), wishes.get(w), match.cosine()));
          left = true;
        }
      }
    }
    return List.copyOf(proposals);
  }
}
