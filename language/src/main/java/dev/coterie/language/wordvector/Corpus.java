package dev.coterie.language.wordvector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sentences of words as numbers, the most frequent word first. A word may be anything that comes in
 * sequences: the words of a title, the items of a session.
 */
public final class Corpus {
  private final List<String> words;
  private final long[] counts;
  private final int[] tokens;
  private final int[] starts;

  private Corpus(List<String> words, long[] counts, int[] tokens, int[] starts) {
    this.words = words;
    this.counts = counts;
    this.tokens = tokens;
    this.starts = starts;
  }

  /** Words that are kept, by count descending, then in their own order. */
  public List<String> words() {
    return words;
  }

  /** How often each of {@link #words()} stands in the sentences. */
  public long[] counts() {
    return counts.clone();
  }

  /** Sentences of at least one kept word. */
  public int sentences() {
    return starts.length - 1;
  }

  /** Kept words in all sentences. */
  public int size() {
    return tokens.length;
  }

  int[] tokens() {
    return tokens;
  }

  /** Where sentence {@code i} starts in {@link #tokens()}; its end is the next one's start. */
  int start(int i) {
    return starts[i];
  }

  /** Collects sentences; not for several threads. */
  public static final class Builder {
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private long[] counts = new long[1024];
    private int[] tokens = new int[1 << 16];
    private int[] starts = new int[1 << 12];
    private int size;
    private int sentences;

    /** Adds a sentence; refuses more than 2³¹ words in all. */
    public Builder add(List<String> sentence) {
      if (sentence.isEmpty()) {
        return this;
      }
      int needed = Math.addExact(size, sentence.size());
      if (needed > tokens.length) {
        tokens = Arrays.copyOf(tokens, (int) Math.min(Integer.MAX_VALUE - 8, 2L * needed));
      }
      if (sentences + 1 >= starts.length) {
        starts = Arrays.copyOf(starts, 2 * starts.length);
      }
      for (String word : sentence) {
        int id = id(word);
        counts[id]++;
        tokens[size++] = id;
      }
      starts[++sentences] = size;
      return this;
    }

    private int id(String word) {
      Integer known = ids.putIfAbsent(word, words.size());
      if (known != null) {
        return known;
      }
      words.add(word);
      if (words.size() > counts.length) {
        counts = Arrays.copyOf(counts, 2 * counts.length);
      }
      return words.size() - 1;
    }

    /** The corpus of the words that occur at least {@code minCount} times; others are left out. */
    public Corpus build(int minCount) {
      List<Integer> kept = new ArrayList<>();
      for (int id = 0; id < words.size(); id++) {
        if (counts[id] >= minCount) {
          kept.add(id);
        }
      }
      kept.sort(Comparator.comparingLong((Integer id) -> -counts[id]).thenComparing(words::get));
      int[] place = new int[words.size()];
      Arrays.fill(place, -1);
      List<String> sorted = new ArrayList<>(kept.size());
      long[] sortedCounts = new long[kept.size()];
      for (int i = 0; i < sortedCounts.length; i++) {
        place[kept.get(i)] = i;
        sortedCounts[i] = counts[kept.get(i)];
        sorted.add(words.get(kept.get(i)));
      }
      return renumbered(List.copyOf(sorted), sortedCounts, place);
    }

    private Corpus renumbered(List<String> sorted, long[] sortedCounts, int[] place) {
      int[] kept = new int[size];
      int[] ends = new int[sentences + 1];
      int at = 0;
      int n = 0;
      for (int s = 0; s < sentences; s++) {
        int from = at;
        for (int t = starts[s]; t < starts[s + 1]; t++) {
          if (place[tokens[t]] >= 0) {
            kept[at++] = place[tokens[t]];
          }
        }
        if (at > from) {
          ends[++n] = at;
        }
      }
      return new Corpus(sorted, sortedCounts, Arrays.copyOf(kept, at), Arrays.copyOf(ends, n + 1));
    }
  }
}
