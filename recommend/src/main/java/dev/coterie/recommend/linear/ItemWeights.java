package dev.coterie.recommend.linear;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.ItemTerms;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Term;
import dev.coterie.recommend.UserState;
import java.util.Arrays;
import java.util.List;

/**
 * What an item in the history adds to the score of every other.
 *
 * @param weights touched items × touched items, zero diagonal
 * @param halfLife of a touch in the history
 */
record ItemWeights(TouchedItems touched, Matrix weights, HalfLife halfLife) implements Model {
  @Override
  public int items() {
    return touched.position().length;
  }

  @Override
  public void score(UserState user, float[] scores) {
    int n = weights.columns();
    float[] sums = new float[n];
    int[] items = user.history().items();
    for (int p = 0; p < items.length; p++) {
      int row = touched.position()[items[p]];
      if (row >= 0) {
        VectorMath.axpy(
            user.history().faded(p, halfLife), weights.data(), weights.offset(row), sums, 0, n);
      }
    }
    Arrays.fill(scores, 0);
    for (int i = 0; i < n; i++) {
      scores[touched.items()[i]] = sums[i];
    }
  }

  @Override
  public List<List<Term>> because(UserState user, int[] items, int limit) {
    return Arrays.stream(items).mapToObj(item -> because(user, item, limit)).toList();
  }

  private List<Term> because(UserState user, int item, int limit) {
    int column = touched.position()[item];
    if (column < 0) {
      return List.of();
    }
    return ItemTerms.of(
        user.history(),
        p -> {
          int row = touched.position()[user.history().items()[p]];
          return row < 0 ? 0 : user.history().faded(p, halfLife) * weights.get(row, column);
        },
        limit,
        Term.Touched::new);
  }
}
