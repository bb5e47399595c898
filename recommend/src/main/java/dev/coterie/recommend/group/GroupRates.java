package dev.coterie.recommend.group;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Term;
import dev.coterie.recommend.UserState;
import java.util.Arrays;
import java.util.List;

/**
 * The rates of the items in each group.
 *
 * @param rates groups × items
 * @param everyone share of each item among all
 */
record GroupRates(int level, int[] parent, Matrix rates, float[] everyone, TouchedShares touched)
    implements Model {

  @Override
  public int items() {
    return everyone.length;
  }

  @Override
  public void score(UserState user, float[] scores) {
    Arrays.fill(scores, 0);
    double known = 0;
    float[] weights = user.weights(level, parent);
    for (int g = 0; g < weights.length; g++) {
      known += weights[g];
      if (weights[g] > 0) {
        VectorMath.axpy(weights[g], rates.data(), rates.offset(g), scores, 0, items());
      }
    }
    if (!(known > 0)) {
      System.arraycopy(everyone, 0, scores, 0, items());
    }
  }

  @Override
  public List<List<Term>> because(UserState user, int[] items, int limit) {
    int group = TouchedShares.heaviest(user.weights(level, parent));
    return Arrays.stream(items).mapToObj(item -> because(group, item, limit)).toList();
  }

  private List<Term> because(int group, int item, int limit) {
    return group < 0 || limit < 1 || touched.of(group, item) == 0
        ? List.of()
        : List.of(new Term.PopularInGroup(level, group, touched.of(group, item), 1));
  }
}
