package dev.coterie.language.wordvector;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words and their vectors, the most frequent first where that is known. */
public final class WordVectors {
  private final List<String> words;
  private final Matrix vectors;
  private final long[] counts;
  private final Map<String, Integer> rows;

  /**
   * @param words distinct; of words that are given twice the first counts
   * @param vectors a row a word
   * @param counts how often each was seen; empty where that is not known
   */
  public WordVectors(List<String> words, Matrix vectors, long[] counts) {
    if (words.size() != vectors.rows() || (counts.length > 0 && counts.length != words.size())) {
      throw new IllegalArgumentException(
          words.size() + " words, " + vectors.rows() + " vectors, " + counts.length + " counts");
    }
    this.words = List.copyOf(words);
    this.vectors = vectors;
    this.counts = counts.clone();
    this.rows = HashMap.newHashMap(words.size());
    for (int i = 0; i < words.size(); i++) {
      rows.putIfAbsent(words.get(i), i);
    }
  }

  public List<String> words() {
    return words;
  }

  /** A row a word, as learned: not of unit length. */
  public Matrix vectors() {
    return vectors;
  }

  /** How often each word was seen; empty where that is not known. */
  public long[] counts() {
    return counts.clone();
  }

  /** The row of a word; -1 where it is not known. */
  public int row(String word) {
    return rows.getOrDefault(word, -1);
  }

  /** A word near another, by the cosine of their vectors. */
  public record Neighbour(String word, float cosine) {}

  /** The nearest {@code k} words to a known one, without itself; refuses one that is not known. */
  public List<Neighbour> nearest(String word, int k) {
    int row = row(word);
    if (row < 0) {
      throw new IllegalArgumentException("there is no word " + word);
    }
    float[] own = vectors.row(row);
    List<Neighbour> all = new ArrayList<>(words.size());
    for (int i = 0; i < words.size(); i++) {
      if (i != row) {
        float cosine =
            VectorMath.cosine(own, 0, vectors.data(), vectors.offset(i), vectors.columns());
        all.add(new Neighbour(words.get(i), cosine));
      }
    }
    all.sort(Comparator.comparingDouble((Neighbour each) -> -each.cosine()));
    return List.copyOf(all.subList(0, Math.min(k, all.size())));
  }
}
