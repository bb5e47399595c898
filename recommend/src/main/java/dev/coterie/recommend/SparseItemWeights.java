package dev.coterie.recommend;

import dev.coterie.numeric.SparseMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * A model in which each touched item adds to the scores of a few others.
 *
 * @param weights touched items × scored items
 * @param halfLife of a touch in the history
 */
public record SparseItemWeights(SparseMatrix weights, HalfLife halfLife) implements Model {
  @Override
  public int items() {
    return weights.columns();
  }

  @Override
  public void score(UserState user, float[] scores) {
    Arrays.fill(scores, 0);
    int[] items = user.history().items();
    for (int p = 0; p < items.length; p++) {
      float strength = user.history().faded(p, halfLife);
      for (int e = weights.start(items[p]); e < weights.end(items[p]); e++) {
        scores[weights.column(e)] += strength * weights.value(e);
      }
    }
  }

  @Override
  public List<List<Term>> because(UserState user, int[] items, int limit) {
    History history = user.history();
    return Arrays.stream(items)
        .mapToObj(
            item ->
                ItemTerms.of(
                    history,
                    p -> history.faded(p, halfLife) * weights.get(history.items()[p], item),
                    limit,
                    Term.Touched::new))
        .toList();
  }
}
