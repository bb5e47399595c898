package dev.coterie.recommend;

import dev.coterie.numeric.SparseMatrix;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What recommenders train on: every pair of a user and an item that the user went for, by user and
 * then item, with a strength and the times of the first and the last touch.
 *
 * <p>The strength of a pair is that of its strongest event, over the strongest of all, so it is
 * above 0 and at most 1: to repeat something says little about what comes next. Weak negative
 * events (an impression without action) are taken off it. An event of weight {@value
 * #EXCLUDING_WEIGHT} or less (a hide, a dislike) takes the pair out of training and of every list,
 * unless the user went for the item again later.
 */
public final class Interactions {
  /** Stands for the time of an event that has none. */
  public static final long NO_TIME = Long.MIN_VALUE;

  /** Events of this weight or less turn an item down. */
  public static final float EXCLUDING_WEIGHT = -1;

  private final SparseMatrix strengths;
  private final long[] first;
  private final long[] last;
  private final int[] counts;
  private final int[] excludedStarts;
  private final int[] excludedItems;
  private final long now;
  private final float strongest;
  private final double power;

  private Interactions(Pairs pairs, long now, float strongest, double power) {
    this.strengths = pairs.strengths();
    this.first = pairs.first();
    this.last = pairs.last();
    this.counts = pairs.counts();
    this.excludedStarts = pairs.excludedStarts();
    this.excludedItems = pairs.excludedItems();
    this.now = now;
    this.strongest = strongest;
    this.power = power;
  }

  /**
   * From events in any order.
   *
   * @param weight of each event; negative where the user turned the item down
   * @param time milliseconds since 1970 UTC, or {@link #NO_TIME}
   * @param now the time against which everything fades
   */
  public static Interactions of(
      int users, int items, int[] user, int[] item, float[] weight, long[] time, long now) {
    float strongest = 0;
    for (float w : weight) {
      strongest = Math.max(strongest, w);
    }
    return of(users, items, user, item, weight, time, now, strongest);
  }

  private static Interactions of(
      int users,
      int items,
      int[] user,
      int[] item,
      float[] weight,
      long[] time,
      long now,
      float strongest) {
    if (user.length != item.length || user.length != weight.length || user.length != time.length) {
      throw new IllegalArgumentException(
          String.format(
              "columns of %d users, %d items, %d weights and %d times",
              user.length, item.length, weight.length, time.length));
    }
    return new Interactions(
        Pairs.of(users, items, user, item, weight, time, strongest), now, strongest, 1);
  }

  /** The events of one user, who need not be known here, weighed in the same way. */
  public History history(int[] item, float[] weight, long[] time, long at) {
    return of(1, items(), new int[item.length], item, weight, time, at, strongest)
        .damped(power)
        .history(0);
  }

  /** The history of a training user at {@link #now()}. */
  public History history(int user) {
    int from = strengths.start(user);
    int to = strengths.end(user);
    return new History(
        Arrays.copyOfRange(strengths.indices(), from, to),
        Arrays.copyOfRange(strengths.values(), from, to),
        Arrays.copyOfRange(last, from, to),
        now,
        Arrays.copyOfRange(excludedItems, excludedStarts[user], excludedStarts[user + 1]));
  }

  /** The same users and items with only the pairs of some items. */
  public Interactions onItems(BitSet items) {
    return new Interactions(pairs(strengths).onItems(items), now, strongest, power);
  }

  /**
   * The same with strengths to a power, those of histories that are asked about later too.
   *
   * @param exponent 0, where every pair counts the same, to 1, where nothing changes
   */
  public Interactions damped(double exponent) {
    if (!(exponent >= 0 && exponent <= 1)) {
      throw new IllegalArgumentException("exponent must be 0 to 1, not " + exponent);
    }
    float[] values = new float[size()];
    for (int p = 0; p < values.length; p++) {
      values[p] = (float) Math.pow(strengths.value(p), exponent);
    }
    return new Interactions(pairs(strengths.withValues(values)), now, strongest, power * exponent);
  }

  private Pairs pairs(SparseMatrix values) {
    return new Pairs(values, first, last, counts, excludedStarts, excludedItems);
  }

  public int users() {
    return strengths.rows();
  }

  public int items() {
    return strengths.columns();
  }

  /** How many pairs there are. */
  public int size() {
    return strengths.entries();
  }

  public long now() {
    return now;
  }

  /** Users × items, the strengths as they are. */
  public SparseMatrix strengths() {
    return strengths;
  }

  /** Users × items, the strengths faded by the time of the first or last touch. */
  public SparseMatrix faded(Touch touch, HalfLife halfLife) {
    float[] values = new float[size()];
    for (int p = 0; p < values.length; p++) {
      values[p] = (float) (strengths.value(p) * halfLife.at(time(touch, p), now));
    }
    return strengths.withValues(values);
  }

  /** When the pair at a position of {@link #strengths()} was touched. */
  public long time(Touch touch, int position) {
    return switch (touch) {
      case FIRST -> first[position];
      case LAST -> last[position];
    };
  }

  /** How often the user went for the item of the pair at a position. */
  public int count(int position) {
    return counts[position];
  }

  /** Milliseconds from the first touch to now, 0 without times. */
  public long span() {
    long earliest = now;
    for (long time : first) {
      if (time != NO_TIME) {
        earliest = Math.min(earliest, time);
      }
    }
    return now - earliest;
  }

  /** How many users went for each item. */
  public int[] usersByItem() {
    int[] counted = new int[items()];
    for (int item : strengths.indices()) {
      counted[item]++;
    }
    return counted;
  }
}
