import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A planted interest: its weight among users, and its words in each language. */
record Interest(String name, double weight, Map<Language, WordList> words) {
  private static final double LARGEST_TO_SMALLEST = 6;

  /** The first {@code count} interests, their weights falling evenly from 6 to 1. */
  static List<Interest> readAll(Path folder, int count) throws IOException {
    List<String> names = WordList.read(folder.resolve("interests.txt")).section("interests");
    if (count > names.size()) {
      throw new IllegalArgumentException(
          "--interests " + count + ": there are words for " + names.size());
    }
    List<Interest> interests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double weight = StrictMath.pow(LARGEST_TO_SMALLEST, 1 - i / (count - 1.0));
      interests.add(read(folder, names.get(i), weight));
    }
    return interests;
  }

  /** What everyone buys: nobody's interest. */
  static Interest readEveryday(Path folder) throws IOException {
    return read(folder, "everyday", 0);
  }

  private static Interest read(Path folder, String name, double weight) throws IOException {
    Map<Language, WordList> words = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      Path file = folder.resolve(name + "." + language.code() + ".txt");
      words.put(language, WordList.read(file));
    }
    return new Interest(name, weight, words);
  }

  List<String> lines(Language language, String section) {
    return words.get(language).section(section);
  }
}
