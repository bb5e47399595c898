package dev.coterie.language.analysis;

import dev.coterie.language.analysis.Word.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** The words that are no topic by themselves, from lists beside this class. */
final class StopWords {
  private static final Set<String> STOP = new HashSet<>();
  private static final Set<String> PARTICLE = new HashSet<>();
  private static final Set<String> MODIFIER = new HashSet<>();

  static {
    read("stop-en.txt", STOP);
    read("stop-zh.txt", STOP);
    read("particle-zh.txt", PARTICLE);
    STOP.addAll(PARTICLE);
    read("modifier-en.txt", MODIFIER);
    read("modifier-zh.txt", MODIFIER);
  }

  private StopWords() {}

  /** The kind of a word in lower case without digits. */
  static Kind kind(String word) {
    return STOP.contains(word) ? Kind.STOP : MODIFIER.contains(word) ? Kind.MODIFIER : Kind.CONTENT;
  }

  /** Whether a Chinese word of one character never is a part of a longer word. */
  static boolean isParticle(String word) {
    return PARTICLE.contains(word);
  }

  /** Words parted by blanks; a line that starts with # is a comment. */
  private static void read(String resource, Set<String> words) {
    try (InputStream in = StopWords.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the list " + resource + " is not in this build");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          for (String word : line.strip().split("\\s+", -1)) {
            words.add(word);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
