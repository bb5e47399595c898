package dev.coterie.recommend.factor;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.History;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.ItemTerms;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Recommender;
import dev.coterie.recommend.Term;
import dev.coterie.recommend.UserState;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A factorisation that knows new items by their labels (as LightFM does: Kula, "Metadata Embeddings
 * for User and Item Cold-start Recommendations", 2015): an item is the sum of the vectors of its
 * labels and, where it was touched, of one of its own. What is learned is that touched items stand
 * above others, the more the higher a wrong one stands (WARP: Weston, Bengio and Usunier, IJCAI
 * 2011).
 *
 * <p>A user is the sum of second such vectors of the items in its history, over the square root of
 * their number, so that whoever comes later is known in the same way. One thread learns.
 */
public final class Warp implements Recommender {
  /**
   * The settings.
   *
   * @param factors of a vector, at least 1
   * @param epochs over all pairs, at least 1
   * @param rate of the steps, above 0
   * @param tries most draws of an item that stands too high, at least 1
   */
  public record Options(int factors, int epochs, double rate, int tries) {
    public static final Options DEFAULT = new Options(48, 20, 0.05, 20);

    public Options {
      if (factors < 1) {
        throw new IllegalArgumentException("factors must be at least 1, not " + factors);
      }
      if (epochs < 1) {
        throw new IllegalArgumentException("epochs must be at least 1, not " + epochs);
      }
      if (!(rate > 0) || Double.isInfinite(rate)) {
        throw new IllegalArgumentException("rate must be above 0, not " + rate);
      }
      if (tries < 1) {
        throw new IllegalArgumentException("tries must be at least 1, not " + tries);
      }
    }
  }

  /** After so many users the places of items that are drawn are looked up anew. */
  private static final int USERS_A_LOOK = 128;

  private static final float MARGIN = 1;
  private static final double STRONGEST = 10;

  private final SparseMatrix labels;
  private final Options options;

  /**
   * For the given items.
   *
   * @param labels items × labels, rows of unit length or empty
   */
  public Warp(SparseMatrix labels, Options options) {
    this.labels = labels;
    this.options = options;
  }

  @Override
  public Model fit(Interactions interactions, Workers workers, long seed, Progress progress) {
    if (labels.rows() != interactions.items()) {
      throw new IllegalArgumentException(
          "labels of " + labels.rows() + " items, interactions of " + interactions.items());
    }
    int[] users = interactions.usersByItem();
    SplittableRandom random = Seeds.stream(seed, "warp");
    SparseMatrix own = withOwn(users);
    Learning learning =
        new Learning(
            interactions.strengths(),
            IntStream.range(0, users.length).filter(i -> users[i] > 0).toArray(),
            new LabelVectors(own, options.factors(), options.rate(), random),
            new LabelVectors(own, options.factors(), options.rate(), random),
            random);
    for (int epoch = 0; epoch < options.epochs(); epoch++) {
      progress.report("labels", epoch, options.epochs());
      learning.epoch();
    }
    return new Fitted(learning.has.all(), learning.gets.all(), options.factors());
  }

  /** The labels, and after them one for each item that was touched. */
  private SparseMatrix withOwn(int[] users) {
    int touched = (int) Arrays.stream(users).filter(n -> n > 0).count();
    int[] row = new int[labels.entries() + touched];
    int[] column = new int[row.length];
    float[] value = new float[row.length];
    int at = 0;
    for (int i = 0; i < users.length; i++) {
      for (int p = labels.start(i); p < labels.end(i); p++) {
        row[at] = i;
        column[at] = labels.column(p);
        value[at++] = labels.value(p);
      }
      if (users[i] > 0) {
        row[at] = i;
        column[at] = labels.columns() + i;
        value[at++] = 1;
      }
    }
    return SparseMatrix.ofEntries(
        users.length, labels.columns() + users.length, row, column, value);
  }

  /** One user after the other; the arrays are used again for the next. */
  private final class Learning {
    private final SparseMatrix pairs;
    private final int[] known;
    private final LabelVectors has;
    private final LabelVectors gets;
    private final SplittableRandom random;
    private final int wide = options.factors() + 1;
    private final float[] user = new float[wide];
    private final float[] without = new float[wide];
    private final float[] item = new float[wide];
    private final float[] other = new float[wide];
    private final float[] slope = new float[wide];
    private final float[] userSlope = new float[wide];
    private Matrix standing = Matrix.zeros(0, 0);

    Learning(
        SparseMatrix pairs,
        int[] known,
        LabelVectors has,
        LabelVectors gets,
        SplittableRandom random) {
      this.pairs = pairs;
      this.known = known;
      this.has = has;
      this.gets = gets;
      this.random = random;
    }

    void epoch() {
      int[] order = IntStream.range(0, pairs.rows()).toArray();
      for (int at = order.length - 1; at > 0; at--) {
        int drawn = random.nextInt(at + 1);
        int kept = order[at];
        order[at] = order[drawn];
        order[drawn] = kept;
      }
      for (int at = 0; at < order.length; at++) {
        if (at % USERS_A_LOOK == 0) {
          standing = gets.all();
        }
        learn(order[at]);
      }
    }

    private void learn(int row) {
      int start = pairs.start(row);
      int end = pairs.end(row);
      float scale = (float) (1 / Math.sqrt(Math.max(1, end - start)));
      Arrays.fill(user, 0);
      for (int p = start; p < end; p++) {
        has.read(pairs.column(p), item);
        VectorMath.axpy(scale, item, 0, user, 0, wide);
      }
      Arrays.fill(userSlope, 0);
      for (int p = start; p < end && end - start < known.length; p++) {
        rise(pairs.column(p), row, scale);
      }
      VectorMath.scale(scale, userSlope, 0, wide);
      userSlope[wide - 1] = 0;
      for (int p = start; p < end; p++) {
        has.step(pairs.column(p), userSlope);
      }
    }

    /** Lifts an item that the user touched over one that stands too high. */
    private void rise(int touched, int row, float scale) {
      has.read(touched, item);
      System.arraycopy(user, 0, without, 0, wide);
      VectorMath.axpy(-scale, item, 0, without, 0, wide);
      without[wide - 1] = 1;
      gets.read(touched, item);
      float score = VectorMath.dot(without, 0, item, 0, wide);
      for (int tried = 1; tried <= options.tries(); tried++) {
        int drawn = known[random.nextInt(known.length)];
        if (pairs.get(row, drawn) == 0) {
          float stands = VectorMath.dot(without, 0, standing.data(), standing.offset(drawn), wide);
          if (stands > score - MARGIN) {
            gets.read(drawn, other);
            double rank = Math.max(1, (known.length - 1) / tried);
            float loss = (float) Math.min(STRONGEST, Math.log(1 + rank));
            System.arraycopy(without, 0, slope, 0, wide);
            VectorMath.scale(loss, slope, 0, wide);
            gets.step(drawn, slope);
            VectorMath.scale(-1, slope, 0, wide);
            gets.step(touched, slope);
            VectorMath.axpy(loss, other, 0, userSlope, 0, wide);
            VectorMath.axpy(-loss, item, 0, userSlope, 0, wide);
            return;
          }
        }
      }
    }
  }

  /**
   * @param has what an item says of who has it
   * @param gets what an item wants; the last column is a bias
   */
  private record Fitted(Matrix has, Matrix gets, int factors) implements Model {
    @Override
    public int items() {
      return gets.rows();
    }

    @Override
    public void score(UserState user, float[] scores) {
      int[] items = user.history().items();
      float[] sum = new float[factors + 1];
      float scale = (float) (1 / Math.sqrt(Math.max(1, items.length)));
      for (int item : items) {
        VectorMath.axpy(scale, has.data(), has.offset(item), sum, 0, sum.length);
      }
      sum[factors] = 1;
      for (int i = 0; i < scores.length; i++) {
        scores[i] = VectorMath.dot(sum, 0, gets.data(), gets.offset(i), sum.length);
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
                      p ->
                          VectorMath.dot(
                              has.data(),
                              has.offset(history.items()[p]),
                              gets.data(),
                              gets.offset(item),
                              factors),
                      limit,
                      Term.Touched::new))
          .toList();
    }
  }
}
