package dev.coterie.recommend;

import dev.coterie.numeric.TopK;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** The entries of a history that speak for an item, in models that add up over the history. */
public final class ItemTerms {
  /** Makes the term of an item of the history. */
  @FunctionalInterface
  public interface Maker {
    Term make(int item, double share);
  }

  private ItemTerms() {}

  /**
   * The strongest positive contributions, as shares of all positive ones; equal ones by the lower
   * item.
   *
   * @param contribution of the entry at a position of the history
   * @param limit at most so many
   */
  public static List<Term> of(
      History history, IntToDoubleFunction contribution, int limit, Maker maker) {
    if (limit < 1) {
      return List.of();
    }
    TopK strongest = new TopK(limit);
    double sum = 0;
    for (int p = 0; p < history.size(); p++) {
      double value = contribution.applyAsDouble(p);
      if (value > 0) {
        strongest.offer(history.items()[p], (float) value);
        sum += value;
      }
    }
    int[] items = strongest.indices();
    float[] values = strongest.scores();
    List<Term> terms = new ArrayList<>();
    for (int t = 0; t < items.length; t++) {
      terms.add(maker.make(items[t], values[t] / sum));
    }
    return List.copyOf(terms);
  }
}
