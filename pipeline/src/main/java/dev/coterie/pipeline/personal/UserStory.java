package dev.coterie.pipeline.personal;

import dev.coterie.domain.EventLog;
import dev.coterie.language.chat.QuotedText;
import dev.coterie.pipeline.describe.UserInterest;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a model is told of one user: no id, no name, no time.
 *
 * @param interests in words
 * @param items titles of what the user liked, the latest first
 * @param searches the latest first
 * @param touched numbers of all items that the user did anything with
 * @param turnedDown of these, those that the user likes less than nothing
 * @param events how many
 */
record UserStory(
    List<UserInterest> interests,
    List<String> items,
    List<String> searches,
    BitSet touched,
    BitSet turnedDown,
    int events) {
  private static final int MOST_ITEMS = 20;
  private static final int MOST_SEARCHES = 5;
  private static final int MOST_CHARACTERS = 100;

  static UserStory of(EventLog events, float[] affinity, int user, List<UserInterest> interests) {
    int[] starts = events.userStarts();
    List<Integer> latestFirst =
        IntStream.range(starts[user], starts[user + 1])
            .boxed()
            .sorted(Comparator.<Integer>comparingLong(e -> events.time()[e]).reversed())
            .toList();
    Set<String> items = new LinkedHashSet<>();
    Set<String> searches = new LinkedHashSet<>();
    BitSet touched = new BitSet();
    double[] liking = new double[events.items().size()];
    for (int e : latestFirst) {
      int item = events.item()[e];
      if (item != EventLog.NONE) {
        touched.set(item);
        liking[item] += affinity[e];
        if (affinity[e] > 0) {
          items.add(events.items().get(item).label());
        }
      } else if (events.text()[e] != EventLog.NONE) {
        searches.add(events.texts().get(events.text()[e]));
      }
    }
    BitSet turnedDown = new BitSet();
    touched.stream().filter(item -> liking[item] < 0).forEach(turnedDown::set);
    return new UserStory(
        interests,
        items.stream().limit(MOST_ITEMS).toList(),
        searches.stream().limit(MOST_SEARCHES).toList(),
        touched,
        turnedDown,
        latestFirst.size());
  }

  /** As lines of a prompt. */
  String lines() {
    StringBuilder lines = new StringBuilder("user\n");
    for (UserInterest.Span span : UserInterest.Span.values()) {
      String kind =
          span == UserInterest.Span.UNTOLD
              ? "interests"
              : span.name().toLowerCase(Locale.ROOT) + " interests";
      List<String> words =
          interests.stream()
              .filter(interest -> interest.span() == span)
              .map(UserInterest::words)
              .toList();
      lines.append(QuotedText.line(kind, words, MOST_CHARACTERS));
    }
    lines.append(QuotedText.line("items, the latest first", items, MOST_CHARACTERS));
    lines.append(QuotedText.line("searches, the latest first", searches, MOST_CHARACTERS));
    return lines.toString();
  }
}
