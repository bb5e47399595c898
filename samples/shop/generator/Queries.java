import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What users type: an interest's queries by Zipf's law, some with a habitual word or a slip. */
final class Queries {
  private static final double HABIT = 0.12;
  private static final double CAPITAL = 0.1;
  private static final double SLIP = 0.03;

  private final Map<Language, List<String>> habits = new HashMap<>();

  Queries(Path words) throws IOException {
    for (Language language : Language.values()) {
      Path file = words.resolve("common." + language.code() + ".txt");
      habits.put(language, WordList.read(file).section("habits"));
    }
  }

  String draw(Interest interest, Language language, Dice dice) {
    List<String> lines = interest.lines(language, "queries");
    String query = new Phrase(lines.get(dice.step(zipf(lines.size())))).say(dice, List.of());
    if (dice.chance(HABIT)) {
      query = habitual(query, dice.pick(habits.get(language)));
    }
    return switch (language) {
      case EN -> typed(query, dice);
      case ZH -> query;
    };
  }

  private static String habitual(String query, String habit) {
    String word = habit.replace("{query}", "").strip();
    return query.contains(word) ? query : habit.replace("{query}", query);
  }

  private static String typed(String query, Dice dice) {
    if (dice.chance(CAPITAL)) {
      return query.substring(0, 1).toUpperCase(Locale.ROOT) + query.substring(1);
    }
    if (dice.chance(SLIP)) {
      int at = 1 + dice.below(query.length() - 2);
      return query.substring(0, at) + query.substring(at + 1);
    }
    return query;
  }

  private static double[] zipf(int size) {
    double[] sums = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += 1.0 / (i + 2);
      sums[i] = sum;
    }
    return sums;
  }
}
