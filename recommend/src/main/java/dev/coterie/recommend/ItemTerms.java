package dev.coterie.recommend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** The entries of a history that speak for an item, in models that add up over the history. */
public final class ItemTerms {
  private ItemTerms() {}

  /**
   * The strongest positive contributions, as shares of all positive ones; equal ones by the lower
   * item.
   *
   * @param contribution of the entry at a position of the history
   */
  public static List<Term> of(History history, IntToDoubleFunction contribution, int limit) {
    List<Term> terms = new ArrayList<>();
    double sum = 0;
    for (int p = 0; p < history.size(); p++) {
      double value = contribution.applyAsDouble(p);
      if (value > 0) {
        terms.add(new Term.Touched(history.items()[p], value));
        sum += value;
      }
    }
    double all = sum;
    terms.replaceAll(term -> term.times(1 / all));
    terms.sort(Comparator.comparingDouble(Term::share).reversed());
    return List.copyOf(terms.subList(0, Math.min(limit, terms.size())));
  }
}
