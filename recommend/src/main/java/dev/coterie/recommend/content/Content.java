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
 * The cosine of the user's vector and each item's, which serves items that nobody touched yet. A
 * user without a vector is taken at the mean of the vectors of its history.
 */
public final class Content implements Recommender {
  private final Matrix vectors;

  /**
   * For the given items.
   *
   * @param vectors items × dimensions, of any length; rows of zeros where nothing is known
   */
  public Content(Matrix vectors) {
    this.vectors = vectors;
  }

  @Override
  public Model fit(Interactions interactions, Workers workers, long seed, Progress progress) {
    if (vectors.rows() != interactions.items()) {
      throw new IllegalArgumentException(
          "vectors of " + vectors.rows() + " items, interactions of " + interactions.items());
    }
    return new Fitted(VectorMath.unitRows(vectors, workers));
  }

  /**
   * @param vectors unit rows, or rows of zeros
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
        scores[i] = cosine(vector, i);
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

    private float cosine(float[] vector, int item) {
      return VectorMath.dot(vector, 0, vectors.data(), vectors.offset(item), vector.length);
    }

    @Override
    public List<List<Term>> because(UserState user, int[] items, int limit) {
      float[] vector = vector(user);
      return Arrays.stream(items).mapToObj(item -> because(user, vector, item, limit)).toList();
    }

    private List<Term> because(UserState user, float[] vector, int item, int limit) {
      if (!(cosine(vector, item) > 0)) {
        return List.of();
      }
      int[] touched = user.history().items();
      float[] target = vectors.row(item);
      return ItemTerms.of(
          user.history(),
          p -> touched[p] == item ? 0 : cosine(target, touched[p]),
          limit,
          Term.SimilarContent::new);
    }
  }
}
