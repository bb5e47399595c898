package dev.coterie.language.tfidf;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Terms as the nodes of a tree of words, its edges in one table with open addressing. While it
 * grows, words may come from many threads, who number them as they come, but longer terms from one
 * thread, who numbers them in the order of the texts.
 */
final class Vocabulary implements TermSpace {
  private static final int UNKNOWN = -1;

  private final ConcurrentHashMap<String, Integer> words = new ConcurrentHashMap<>();
  private final AtomicInteger nextWord = new AtomicInteger();
  private boolean grows = true;

  /** Of each edge the term before and the word, 32 bits each. */
  private long[] keys = new long[1 << 12];

  /** Of each edge the term that it leads to; 0 where there is no edge. */
  private int[] targets = new int[1 << 12];

  private long[] edgeTo = new long[1 << 11];
  private int size;

  /** One that takes every term that it is asked for, until it is {@link #close closed}. */
  static Vocabulary growing() {
    return new Vocabulary();
  }

  /** Takes no more terms from now on. */
  Vocabulary close() {
    grows = false;
    return this;
  }

  /** Terms so far; they are 1 to this number. */
  int size() {
    return size;
  }

  @Override
  public int word(String word) {
    Integer known = words.get(word);
    if (known != null) {
      return known;
    }
    return grows ? words.computeIfAbsent(word, w -> nextWord.getAndIncrement()) : UNKNOWN;
  }

  @Override
  public int longer(int term, int word) {
    long key = ((long) term << 32) | word;
    int place = place(key);
    if (targets[place] != 0 || !grows) {
      return targets[place];
    }
    if (2 * size >= targets.length) {
      enlarge();
      place = place(key);
    }
    if (++size >= edgeTo.length) {
      edgeTo = Arrays.copyOf(edgeTo, 2 * edgeTo.length);
    }
    keys[place] = key;
    targets[place] = size;
    edgeTo[size] = key;
    return size;
  }

  /** The term of words that stand between blanks, made where it is new. */
  int term(String text) {
    int term = 0;
    for (String word : text.split(" ", -1)) {
      term = longer(term, word(word));
    }
    return term;
  }

  /** The words of each term with a blank between; the empty string where it is not wanted. */
  String[] texts(boolean[] wanted) {
    String[] names = new String[nextWord.get()];
    words.forEach((word, id) -> names[id] = word);
    String[] texts = new String[size + 1];
    for (int term = 0; term <= size; term++) {
      texts[term] = wanted[term] ? text(term, names) : "";
    }
    return texts;
  }

  private String text(int term, String[] names) {
    int before = (int) (edgeTo[term] >>> 32);
    String word = names[(int) edgeTo[term]];
    return before == 0 ? word : text(before, names) + " " + word;
  }

  private int place(long key) {
    long mixed = (key ^ (key >>> 29)) * 0xBF58476D1CE4E5B9L;
    int mask = targets.length - 1;
    int place = (int) (mixed >>> 32) & mask;
    while (targets[place] != 0 && keys[place] != key) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void enlarge() {
    keys = new long[2 * keys.length];
    targets = new int[keys.length];
    for (int term = 1; term <= size; term++) {
      int place = place(edgeTo[term]);
      keys[place] = edgeTo[term];
      targets[place] = term;
    }
  }
}
