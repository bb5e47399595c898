package dev.coterie.pipeline.report;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What users are called on the page: their ids, or, where those must not appear, numbers in the
 * order in which they are first named.
 */
final class UserNames {
  /** A word of a sentence: an id has no blank, quote or bracket at its ends. */
  private static final Pattern WORD = Pattern.compile("[^\\s'\"‘’“”«»()\\[\\],;:]+");

  private static final Pattern NUMBER = Pattern.compile("[0-9.]+");

  private final boolean shown;
  private final Map<String, String> numbers = new HashMap<>();
  private final Set<String> ids;
  private final Set<String> robots;

  UserNames(boolean shown, List<String> ids, List<String> robots) {
    this.shown = shown;
    this.robots = Set.copyOf(robots);
    this.ids = new HashSet<>(shown ? List.of() : ids);
    this.ids.addAll(shown ? List.of() : robots);
  }

  boolean shown() {
    return shown;
  }

  /** What to call one user: the id, or a number that the page puts a word before. */
  String name(String id) {
    return shown ? id : numbers.computeIfAbsent(id, any -> Integer.toString(numbers.size() + 1));
  }

  /**
   * A sentence about the data without the ids in it. A plain number that happens to be some user's
   * id stays, unless the word before it says that a user is meant or that user is a robot.
   */
  String sentence(String text) {
    if (shown) {
      return text;
    }
    for (String robot : robots) {
      if (!WORD.matcher(robot).matches() && !robot.isBlank()) {
        text = text.replace(robot, "…");
      }
    }
    StringBuilder masked = new StringBuilder();
    Matcher words = WORD.matcher(text);
    String before = "";
    while (words.find()) {
      String word = words.group();
      words.appendReplacement(masked, Matcher.quoteReplacement(names(word, before) ? "…" : word));
      before = word;
    }
    return words.appendTail(masked).toString();
  }

  private boolean names(String word, String before) {
    String bare = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
    if (!ids.contains(word) && !ids.contains(bare)) {
      return false;
    }
    return !NUMBER.matcher(bare).matches()
        || robots.contains(bare)
        || before.matches("(?i)users?|用户");
  }
}
