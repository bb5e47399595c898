package dev.coterie.numeric;

import java.util.Arrays;

/**
 * The k highest scores of a stream of (index, score), highest first; equal scores by the lower
 * index. Scores of negative infinity are never kept.
 */
public final class TopK {
  private final int[] indices;
  private final float[] scores;
  private int size;

  /** What a candidate must at least have: most are turned away by this one comparison. */
  private float least = -Float.MAX_VALUE;

  public TopK(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, not " + k);
    }
    this.indices = new int[k];
    this.scores = new float[k];
  }

  /** Offers one candidate; an index is offered at most once. */
  public void offer(int index, float score) {
    assert !Float.isNaN(score) : "NaN at " + index;
    if (score < least
        || (size == indices.length && !better(score, index, scores[size - 1], indices[size - 1]))) {
      return;
    }
    int at = size < indices.length ? size++ : size - 1;
    while (at > 0 && better(score, index, scores[at - 1], indices[at - 1])) {
      scores[at] = scores[at - 1];
      indices[at] = indices[at - 1];
      at--;
    }
    scores[at] = score;
    indices[at] = index;
    if (size == indices.length) {
      least = scores[size - 1];
    }
  }

  private static boolean better(float score, int index, float otherScore, int otherIndex) {
    return score > otherScore || (score == otherScore && index < otherIndex);
  }

  /** The indices kept, best first. */
  public int[] indices() {
    return Arrays.copyOf(indices, size);
  }

  /** The scores kept, in the order of {@link #indices()}. */
  public float[] scores() {
    return Arrays.copyOf(scores, size);
  }

  public int size() {
    return size;
  }

  public void clear() {
    size = 0;
    least = -Float.MAX_VALUE;
  }

  /** The k best of a whole array of scores. */
  public static TopK of(float[] scores, int k) {
    TopK top = new TopK(k);
    for (int i = 0; i < scores.length; i++) {
      top.offer(i, scores[i]);
    }
    return top;
  }
}
