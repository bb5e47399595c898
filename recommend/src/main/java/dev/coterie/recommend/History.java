package dev.coterie.recommend;

import java.util.Arrays;

/**
 * What one user touched until {@code now}.
 *
 * @param items distinct, ascending
 * @param strengths above 0 to 1, of each item
 * @param times of the last touch, {@link Interactions#NO_TIME} where unknown
 * @param now the time of asking, milliseconds since 1970 UTC
 * @param excluded items that the user turned down, ascending; never recommended
 */
public record History(int[] items, float[] strengths, long[] times, long now, int[] excluded) {
  public History {
    if (items.length != strengths.length || items.length != times.length) {
      throw new IllegalArgumentException(
          "a history of "
              + items.length
              + " items, "
              + strengths.length
              + " strengths and "
              + times.length
              + " times");
    }
  }

  /** Of a user who did nothing yet. */
  public static History none(long now) {
    return new History(new int[0], new float[0], new long[0], now, new int[0]);
  }

  public int size() {
    return items.length;
  }

  /** The strength of the entry at {@code position}, faded until now. */
  public float faded(int position, HalfLife halfLife) {
    return (float) (strengths[position] * halfLife.at(times[position], now));
  }

  public boolean contains(int item) {
    return Arrays.binarySearch(items, item) >= 0;
  }
}
