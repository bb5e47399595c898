package dev.coterie.recommend.factor;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.History;
import dev.coterie.recommend.ItemTerms;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Term;
import dev.coterie.recommend.UserState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores by factors, averaged over starts. With A the matrix of a user's equations, the score of
 * item i is Σ s·(hᵢᵀA⁻¹h) over the history, which says what each entry adds.
 *
 * @param starts the equations of a user against the items, one a start
 * @param halfLife of a touch in the history
 */
record FactorModel(List<LeastSquares> starts, HalfLife halfLife) implements Model {
  /** Enough that a user's score is within a thousandth of the exact solution's. */
  private static final int STEPS = 24;

  @Override
  public int items() {
    return starts.getFirst().fixed().rows();
  }

  @Override
  public void score(UserState user, float[] scores) {
    Arrays.fill(scores, 0);
    float[] strengths = strengths(user.history());
    for (LeastSquares start : starts) {
      float[] factors = new float[start.factors()];
      LeastSquares.Row row = row(start, user.history(), strengths);
      row.solve(row.wanted(), factors, 0, STEPS);
      Matrix items = start.fixed();
      for (int i = 0; i < scores.length; i++) {
        scores[i] +=
            VectorMath.dot(factors, 0, items.data(), items.offset(i), factors.length)
                / starts.size();
      }
    }
  }

  @Override
  public List<List<Term>> because(UserState user, int[] items, int limit) {
    History history = user.history();
    float[] strengths = strengths(history);
    double[][] added = new double[items.length][history.size()];
    for (LeastSquares start : starts) {
      LeastSquares.Row row = row(start, history, strengths);
      Matrix factors = start.fixed();
      for (int i = 0; i < items.length; i++) {
        float[] weighed = new float[start.factors()];
        row.solve(factors.row(items[i]), weighed, 0, STEPS);
        for (int p = 0; p < history.size(); p++) {
          added[i][p] +=
              strengths[p]
                  * VectorMath.dot(
                      weighed,
                      0,
                      factors.data(),
                      factors.offset(history.items()[p]),
                      weighed.length);
        }
      }
    }
    List<List<Term>> terms = new ArrayList<>();
    for (double[] ofItem : added) {
      terms.add(ItemTerms.of(history, p -> ofItem[p], limit, Term.Touched::new));
    }
    return terms;
  }

  private static LeastSquares.Row row(LeastSquares start, History history, float[] strengths) {
    return start.new Row().of(history.items(), strengths, 0, history.size());
  }

  private float[] strengths(History history) {
    float[] strengths = new float[history.size()];
    for (int p = 0; p < strengths.length; p++) {
      strengths[p] = history.faded(p, halfLife);
    }
    return strengths;
  }
}
