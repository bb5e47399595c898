package dev.coterie.language.phrase;

import dev.coterie.language.Script;
import dev.coterie.language.analysis.Word;
import dev.coterie.language.analysis.Word.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The noun-like phrases of a text: up to three neighbouring words that start with a content word or
 * a modifier of one ({@code red mug}), end with a content word, and hold no number. Between the two
 * may stand a small word ({@code cup of tea}). Marks end a phrase. Three words before a fourth are
 * none: {@code antique silver tea} is no part of an antique silver tea glass.
 *
 * <p>There is no tagger behind this: what is noun-like is told by lists of words that are not.
 */
final class PhraseExtractor {
  static final int LONGEST = 3;

  private static final Set<String> CONNECTORS =
      Set.of("of", "and", "the", "in", "for", "de", "la", "与", "和", "之");

  /**
   * A phrase in a text.
   *
   * @param terms the stemmed words, equal for the forms of a phrase
   * @param surface as it is written
   */
  record Candidate(List<String> terms, String surface) {}

  private PhraseExtractor() {}

  /** Every phrase of a text, in its order, as often as it stands there. */
  static List<Candidate> candidates(String text, List<Word> words) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (!mayStart(words.get(i))) {
        continue;
      }
      List<String> terms = new ArrayList<>(LONGEST);
      for (int j = i; j < words.size() && j < i + LONGEST; j++) {
        Word word = words.get(j);
        if (word.kind() == Kind.NUMBER
            || (j > i && (isBreak(text, words.get(j - 1), word) || repeats(words.get(j - 1), word)))
            || (word.kind() == Kind.STOP && !CONNECTORS.contains(word.term()))) {
          break;
        }
        terms.add(word.term());
        if (mayEnd(word, j > i) && !isCut(text, words, i, j)) {
          String surface = text.substring(words.get(i).start(), word.end());
          candidates.add(new Candidate(List.copyOf(terms), withSingleBlanks(surface)));
        }
      }
    }
    return candidates;
  }

  /** Whether the longest phrase there can be stops before the noun that it belongs to. */
  private static boolean isCut(String text, List<Word> words, int first, int last) {
    return last - first + 1 == LONGEST
        && last + 1 < words.size()
        && words.get(last + 1).kind() == Kind.CONTENT
        && !isBreak(text, words.get(last), words.get(last + 1));
  }

  private static String withSingleBlanks(String text) {
    for (int i = 0; i + 1 < text.length(); i++) {
      if (Character.isWhitespace(text.charAt(i))
          && (text.charAt(i) != ' ' || Character.isWhitespace(text.charAt(i + 1)))) {
        return text.replaceAll("\\s+", " ");
      }
    }
    return text;
  }

  private static boolean mayStart(Word word) {
    return (word.kind() == Kind.CONTENT || word.kind() == Kind.MODIFIER) && !isOneHan(word);
  }

  private static boolean mayEnd(Word word, boolean behindAnother) {
    return word.kind() == Kind.CONTENT && (behindAnother || !isOneHan(word));
  }

  /** A single character is rarely a word by itself: the dictionary did not know what it is in. */
  private static boolean isOneHan(Word word) {
    String surface = word.surface();
    return surface.codePointCount(0, surface.length()) == 1 && Script.isHan(surface.codePointAt(0));
  }

  private static boolean repeats(Word before, Word word) {
    return before.term().equals(word.term());
  }

  /** Whether anything but blanks or an ampersand parts two words; in Chinese blanks part too. */
  private static boolean isBreak(String text, Word before, Word word) {
    boolean blank = false;
    for (int i = before.end(); i < word.start(); i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c) && c != '&') {
        return true;
      }
      blank = true;
    }
    return blank
        && Script.isHan(before.surface().codePointAt(0))
        && Script.isHan(word.surface().codePointAt(0));
  }
}
