package dev.coterie.recommend.popularity;

import dev.coterie.numeric.Progress;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Recommender;
import dev.coterie.recommend.Term;
import dev.coterie.recommend.Touch;
import dev.coterie.recommend.UserState;
import java.util.Arrays;
import java.util.List;

/**
 * How many distinct users went for an item, each faded, whatever they did with it: the same list
 * for everyone.
 */
public final class Popularity implements Recommender {
  /**
   * What is counted.
   *
   * @param halfLife never for the number of distinct users of all time
   * @param touch the event that counts of each user
   */
  public record Options(HalfLife halfLife, Touch touch) {
    /** Distinct users, all time. */
    public static final Options ALL_TIME = new Options(HalfLife.NEVER, Touch.LAST);

    /** Each user's last touch, faded. */
    public static Options recent(HalfLife halfLife) {
      return new Options(halfLife, Touch.LAST);
    }
  }

  private final Options options;

  public Popularity(Options options) {
    this.options = options;
  }

  @Override
  public Model fit(Interactions interactions, Workers workers, long seed, Progress progress) {
    float[] scores = totals(interactions.damped(0).faded(options.touch(), options.halfLife()));
    return new Fitted(scores, recentUsers(interactions));
  }

  /** The sum of each column, added in doubles in the order of the rows. */
  private static float[] totals(SparseMatrix matrix) {
    double[] sums = new double[matrix.columns()];
    for (int p = 0; p < matrix.entries(); p++) {
      sums[matrix.column(p)] += matrix.value(p);
    }
    float[] totals = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      totals[i] = (float) sums[i];
    }
    return totals;
  }

  /** Distinct users of each item of whom at least a quarter is left. */
  private int[] recentUsers(Interactions interactions) {
    int[] users = new int[interactions.items()];
    for (int p = 0; p < interactions.size(); p++) {
      long time = interactions.time(options.touch(), p);
      if (options.halfLife().at(time, interactions.now()) >= 0.25) {
        users[interactions.strengths().column(p)]++;
      }
    }
    return users;
  }

  private record Fitted(float[] totals, int[] users) implements Model {
    @Override
    public int items() {
      return totals.length;
    }

    @Override
    public void score(UserState user, float[] scores) {
      System.arraycopy(totals, 0, scores, 0, totals.length);
    }

    @Override
    public List<List<Term>> because(UserState user, int[] items, int limit) {
      return Arrays.stream(items).mapToObj(item -> because(item, limit)).toList();
    }

    private List<Term> because(int item, int limit) {
      return users[item] == 0 || limit < 1 ? List.of() : List.of(new Term.Popular(users[item], 1));
    }
  }
}
