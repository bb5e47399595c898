package dev.coterie.language.tfidf;

import dev.coterie.language.analysis.TextAnalysis;
import dev.coterie.language.analysis.Word;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import java.util.List;

/** The terms of texts by number: n-grams of the words that are no function words. */
final class TermLists {
  /** Texts that a thread takes at a time. */
  private static final int BLOCK = 256;

  private TermLists() {}

  /** Words of each text, in its order. */
  static int[][] words(List<String> texts, TermSpace space, Workers workers) {
    int[][] words = new int[texts.size()][];
    workers.forBlocks(
        words.length,
        BLOCK,
        (from, to) -> {
          TextAnalysis analysis = new TextAnalysis();
          for (int i = from; i < to; i++) {
            words[i] = words(analysis.words(texts.get(i)), space);
          }
        });
    return words;
  }

  private static int[] words(List<Word> text, TermSpace space) {
    int[] words = new int[text.size()];
    int n = 0;
    for (Word word : text) {
      if (word.kind() != Word.Kind.STOP) {
        words[n++] = space.word(word.term());
      }
    }
    return Arrays.copyOf(words, n);
  }

  /** Terms of one text, as often as they stand there; unknown ones are left out. */
  static int[] terms(int[] words, TermSpace space, int longest) {
    int[] terms = new int[words.length * longest];
    int n = 0;
    for (int i = 0; i < words.length; i++) {
      int term = 0;
      int end = Math.min(words.length, i + longest);
      for (int j = i; j < end && words[j] >= 0; j++) {
        term = space.longer(term, words[j]);
        if (term == 0) {
          break;
        }
        terms[n++] = term;
      }
    }
    return Arrays.copyOf(terms, n);
  }

  /** As {@link #terms} for every text, in their order: for a space that grows. */
  static int[][] termsInOrder(int[][] words, TermSpace space, int longest) {
    int[][] terms = new int[words.length][];
    for (int i = 0; i < words.length; i++) {
      terms[i] = terms(words[i], space, longest);
    }
    return terms;
  }

  /** As {@link #terms} for every text: for a space that only reads. */
  static int[][] terms(int[][] words, TermSpace space, int longest, Workers workers) {
    int[][] terms = new int[words.length][];
    workers.forBlocks(
        words.length,
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            terms[i] = terms(words[i], space, longest);
          }
        });
    return terms;
  }

  /** How many texts each of the terms 0 to {@code most} stands in. */
  static int[] textsWith(int[][] terms, int most) {
    int[] texts = new int[most + 1];
    int[] last = new int[most + 1];
    for (int i = 0; i < terms.length; i++) {
      for (int term : terms[i]) {
        if (last[term] <= i) {
          last[term] = i + 1;
          texts[term]++;
        }
      }
    }
    return texts;
  }
}
