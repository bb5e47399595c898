package dev.coterie.numeric;

import java.util.Arrays;

/**
 * The k highest scores of a stream of (index, score), highest first; equal scores by the lower
 * index. Scores of negative infinity are never kept.
 *
 * <p>Inside, candidates gather as numbers that sort as they do; when there are twice as many as
 * asked for, they are sorted and the lower half goes.
 */
public final class TopK {
  private static final long NEGATIVE_INFINITY = key(0, Float.NEGATIVE_INFINITY);

  private final int k;
  private final long[] keys;
  private int size;

  /** What a candidate must be above: most are turned away by this one comparison. */
  private long bar = NEGATIVE_INFINITY;

  public TopK(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, not " + k);
    }
    this.k = k;
    this.keys = new long[Math.multiplyExact(2, Math.max(k, 8))];
  }

  /** Offers one candidate; an index is offered at most once. */
  public void offer(int index, float score) {
    assert !Float.isNaN(score) : "NaN at " + index;
    long key = key(index, score);
    if (key > bar) {
      if (size == keys.length) {
        prune();
        if (key < bar) {
          return;
        }
      }
      keys[size++] = key;
    }
  }

  private void prune() {
    Arrays.sort(keys, 0, size);
    if (size > k) {
      System.arraycopy(keys, size - k, keys, 0, k);
      size = k;
    }
    if (size == k) {
      bar = keys[0];
    }
  }

  /** A rising score above a falling index. */
  private static long key(int index, float score) {
    return ((long) inOrder(Float.floatToIntBits(score + 0f)) << 32) | (~index & 0xffff_ffffL);
  }

  /** Turns the bits of a float into an int of the same order, and back. */
  private static int inOrder(int bits) {
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }

  /** The indices kept, best first. */
  public int[] indices() {
    prune();
    int[] indices = new int[size];
    for (int i = 0; i < size; i++) {
      indices[i] = ~(int) keys[size - 1 - i];
    }
    return indices;
  }

  /** The scores kept, in the order of {@link #indices()}. */
  public float[] scores() {
    prune();
    float[] scores = new float[size];
    for (int i = 0; i < size; i++) {
      scores[i] = Float.intBitsToFloat(inOrder((int) (keys[size - 1 - i] >> 32)));
    }
    return scores;
  }

  /** How many are kept. */
  public int size() {
    return Math.min(size, k);
  }

  public void clear() {
    size = 0;
    bar = NEGATIVE_INFINITY;
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
