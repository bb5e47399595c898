package dev.coterie.recommend.content;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.ItemTerms;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Recommender;
import dev.coterie.recommend.Term;
import dev.coterie.recommend.UserState;
import java.util.Arrays;
import java.util.List;

/**
 * The cosine of the user's vector and each item's, times the length of the item's to a power. A
 * user without a vector is taken at the mean of the vectors of its history.
 *
 * <p>In a space that behaviour made, the length of an item's vector tells how much it takes part in
 * what the space is about, so that the product foresees more than the angle alone (PureSVD:
 * Cremonesi, Koren and Turrin, RecSys 2010). That of an item that nobody touched tells only how
 * sure the map from its text was; it counts as much as the mean of those that were touched.
 */
public final class Content implements Recommender {
  private final Matrix vectors;
  private final double power;

  /**
   * For the given items.
   *
   * @param vectors items × dimensions, of any length; rows of zeros where nothing is known
   * @param power of their lengths, 0 (only directions count) to 1
   */
  public Content(Matrix vectors, double power) {
    if (!(power >= 0 && power <= 1)) {
      throw new IllegalArgumentException("power must be 0 to 1, not " + power);
    }
    this.vectors = vectors;
    this.power = power;
  }

  @Override
  public Model fit(Interactions interactions, Workers workers, long seed, Progress progress) {
    if (vectors.rows() != interactions.items()) {
      throw new IllegalArgumentException(
          "vectors of " + vectors.rows() + " items, interactions of " + interactions.items());
    }
    Matrix weighed = VectorMath.unitRows(vectors, workers);
    double[] lengths = lengths(interactions.usersByItem());
    for (int i = 0; i < lengths.length; i++) {
      VectorMath.scale((float) lengths[i], weighed.data(), weighed.offset(i), weighed.columns());
    }
    return new Fitted(weighed);
  }

  /** What each item's vector is multiplied by. */
  private double[] lengths(int[] users) {
    double[] lengths = new double[users.length];
    double sum = 0;
    int touched = 0;
    for (int i = 0; i < lengths.length; i++) {
      float[] row = vectors.row(i);
      lengths[i] = Math.pow(VectorMath.dot(row, 0, row, 0, row.length), power / 2);
      if (users[i] > 0) {
        sum += lengths[i];
        touched++;
      }
    }
    double mean = touched == 0 ? 1 : sum / touched;
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = users[i] > 0 ? lengths[i] : mean;
    }
    return lengths;
  }

  /**
   * @param vectors as long as they count
   */
  private record Fitted(Matrix vectors) implements Model {
    @Override
    public int items() {
      return vectors.rows();
    }

    @Override
    public void score(UserState user, float[] scores) {
      float[] vector = vector(user);
      for (int i = 0; i < scores.length; i++) {
        scores[i] = closeness(vector, i);
      }
    }

    private float[] vector(UserState user) {
      if (user.vector().length == vectors.columns()) {
        return user.vector();
      }
      float[] mean = new float[vectors.columns()];
      int[] items = user.history().items();
      for (int p = 0; p < items.length; p++) {
        VectorMath.axpy(
            user.history().strengths()[p],
            vectors.data(),
            vectors.offset(items[p]),
            mean,
            0,
            mean.length);
      }
      VectorMath.normalise(mean, 0, mean.length);
      return mean;
    }

    private float closeness(float[] vector, int item) {
      return VectorMath.dot(vector, 0, vectors.data(), vectors.offset(item), vector.length);
    }

    @Override
    public List<List<Term>> because(UserState user, int[] items, int limit) {
      float[] vector = vector(user);
      return Arrays.stream(items).mapToObj(item -> because(user, vector, item, limit)).toList();
    }

    private List<Term> because(UserState user, float[] vector, int item, int limit) {
      if (!(closeness(vector, item) > 0)) {
        return List.of();
      }
      int[] touched = user.history().items();
      float[] target = vectors.row(item);
      return ItemTerms.of(
          user.history(),
          p -> touched[p] == item ? 0 : closeness(target, touched[p]),
          limit,
          Term.SimilarContent::new);
    }
  }
}
