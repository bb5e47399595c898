package dev.coterie.recommend.group;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.SparseProduct;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Recommender;
import dev.coterie.recommend.Touch;
import dev.coterie.recommend.UserTraits;
import java.util.function.IntFunction;

/**
 * What the users of a group go for, faded, each group shrunk to everyone's: the rate of item i in
 * group g is (n(g, i) + w·p(i)) / (N(g) + w), where n is the faded strength of the group's users
 * with the item, N its sum over items, p everyone's share of the item, and w how many touches
 * everyone's opinion is worth. Groups of the second level are shrunk to their group of the first
 * level by the same formula. A user's score is the mean of its groups' rates by membership; a user
 * without memberships gets everyone's.
 */
public final class GroupBestSellers implements Recommender {
  /**
   * The settings.
   *
   * @param level 0 for the groups, 1 for the finer groups inside them
   * @param halfLife of a touch
   * @param touch the event that counts of each user
   * @param shrinkage w, at least 0
   */
  public record Options(int level, HalfLife halfLife, Touch touch, double shrinkage) {
    public Options {
      if (level != 0 && level != 1) {
        throw new IllegalArgumentException("level must be 0 or 1, not " + level);
      }
      if (!(shrinkage >= 0) || Double.isInfinite(shrinkage)) {
        throw new IllegalArgumentException("shrinkage must be at least 0, not " + shrinkage);
      }
    }
  }

  private final UserTraits traits;
  private final Options options;

  /**
   * For the given users.
   *
   * @param traits of the users that the model will be fitted to, with memberships up to the level
   */
  public GroupBestSellers(UserTraits traits, Options options) {
    if (traits.memberships().size() <= options.level()) {
      throw new IllegalArgumentException(
          "level " + options.level() + " of " + traits.memberships().size() + " levels of groups");
    }
    this.traits = traits;
    this.options = options;
  }

  @Override
  public Model fit(Interactions interactions, Workers workers, long seed, Progress progress) {
    if (interactions.users() != traits.users()) {
      throw new IllegalArgumentException(
          interactions.users() + " users, traits of " + traits.users());
    }
    SparseMatrix byItem = interactions.faded(options.touch(), options.halfLife()).transpose();
    float[] everyone = shares(byItem);
    Matrix rates =
        shrunk(totals(byItem, traits.weights(0), workers), group -> everyone, new int[0]);
    Matrix weights = traits.weights(options.level());
    if (options.level() == 1) {
      Matrix parents = rates;
      rates = shrunk(totals(byItem, weights, workers), parents::row, traits.parent());
    }
    return new GroupRates(
        options.level(),
        traits.parent(),
        rates,
        everyone,
        TouchedShares.of(interactions.strengths(), weights));
  }

  /** Groups × items: the faded strength of each group with each item. */
  private static Matrix totals(SparseMatrix byItem, Matrix weights, Workers workers) {
    return SparseProduct.times(byItem, weights, workers).transpose();
  }

  private static float[] shares(SparseMatrix byItem) {
    double[] sums = new double[byItem.rows()];
    double all = 0;
    for (int i = 0; i < sums.length; i++) {
      for (int p = byItem.start(i); p < byItem.end(i); p++) {
        sums[i] += byItem.value(p);
      }
      all += sums[i];
    }
    float[] shares = new float[sums.length];
    for (int i = 0; i < sums.length && all > 0; i++) {
      shares[i] = (float) (sums[i] / all);
    }
    return shares;
  }

  private Matrix shrunk(Matrix totals, IntFunction<float[]> base, int[] parent) {
    int items = totals.columns();
    Matrix rates = Matrix.zeros(totals.rows(), items);
    for (int g = 0; g < totals.rows(); g++) {
      float[] prior = base.apply(parent.length == 0 ? 0 : parent[g]);
      double sum = 0;
      for (int i = 0; i < items; i++) {
        sum += totals.get(g, i);
      }
      double weight = sum > 0 ? options.shrinkage() : 1;
      for (int i = 0; i < items; i++) {
        rates.set(g, i, (float) ((totals.get(g, i) + weight * prior[i]) / (sum + weight)));
      }
    }
    return rates;
  }
}
