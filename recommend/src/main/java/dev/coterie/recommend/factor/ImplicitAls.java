package dev.coterie.recommend.factor;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.MatrixProduct;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Recommender;
import dev.coterie.recommend.Touch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Matrix factorisation of implicit feedback by alternating least squares (Hu, Koren and Volinsky,
 * ICDM 2008): it minimises Σ s(1 − w·h)² over the pairs, s their strengths, plus {@code unobserved}
 * times Σ (w·h)² over all users and items, plus a ridge that grows with the frequency of each user
 * and item (Rendle et al., "Revisiting the Performance of iALS on Item Recommendation Benchmarks",
 * RecSys 2022). Each user and item is solved by a few steps of conjugate gradients from where it
 * was (Takács, Pilászy and Tikk, RecSys 2011).
 *
 * <p>Factors start by chance, so several starts are trained and their scores averaged. A user's
 * factors are never kept: they follow from the history, for training users too.
 */
public final class ImplicitAls implements Recommender {
  /**
   * The settings.
   *
   * @param factors of a user and an item, at least 1
   * @param iterations over users and items, at least 1
   * @param unobserved weight of every pair at 0, above 0
   * @param ridge at least 0
   * @param exponent of the frequency in the ridge, 0 to 1
   * @param starts whose scores are averaged, at least 1
   * @param halfLife of a touch
   */
  public record Options(
      int factors,
      int iterations,
      double unobserved,
      double ridge,
      double exponent,
      int starts,
      HalfLife halfLife) {
    public Options {
      if (factors < 1) {
        throw new IllegalArgumentException("factors must be at least 1, not " + factors);
      }
      if (iterations < 1) {
        throw new IllegalArgumentException("iterations must be at least 1, not " + iterations);
      }
      if (!(unobserved > 0) || Double.isInfinite(unobserved)) {
        throw new IllegalArgumentException("unobserved must be above 0, not " + unobserved);
      }
      if (!(ridge >= 0) || Double.isInfinite(ridge)) {
        throw new IllegalArgumentException("ridge must be at least 0, not " + ridge);
      }
      if (!(exponent >= 0 && exponent <= 1)) {
        throw new IllegalArgumentException("exponent must be 0 to 1, not " + exponent);
      }
      if (starts < 1) {
        throw new IllegalArgumentException("starts must be at least 1, not " + starts);
      }
    }

    /** 64 factors, 12 iterations, four starts. */
    public static Options of(HalfLife halfLife) {
      return new Options(64, 12, 0.2, 0.02, 1, 4, halfLife);
    }

    public Options withUnobserved(double weight) {
      return new Options(factors, iterations, weight, ridge, exponent, starts, halfLife);
    }

    public Options withRidge(double other) {
      return new Options(factors, iterations, unobserved, other, exponent, starts, halfLife);
    }

    public Options withStarts(int other) {
      return new Options(factors, iterations, unobserved, ridge, exponent, other, halfLife);
    }
  }

  private static final int STEPS = 3;
  private static final float SPREAD = 0.1f;

  private final Options options;

  public ImplicitAls(Options options) {
    this.options = options;
  }

  @Override
  public Model fit(Interactions interactions, Workers workers, long seed, Progress progress) {
    SparseMatrix byUser = interactions.faded(Touch.LAST, options.halfLife());
    SparseMatrix byItem = byUser.transpose();
    List<LeastSquares> items = new ArrayList<>();
    for (int start = 0; start < options.starts(); start++) {
      SplittableRandom random = Seeds.stream(seed, "implicit als", start);
      Matrix users = factors(byUser.rows(), random);
      Matrix factors = factors(byItem.rows(), random);
      for (int i = 0; i < options.iterations(); i++) {
        squares(factors, workers).solve(byUser, users, STEPS, workers);
        squares(users, workers).solve(byItem, factors, STEPS, workers);
        progress.report(
            "factors",
            (long) start * options.iterations() + i + 1,
            (long) options.starts() * options.iterations());
      }
      items.add(squares(factors, workers));
    }
    return new FactorModel(items, options.halfLife());
  }

  /** The problem of one side while the factors of the other are fixed. */
  private LeastSquares squares(Matrix fixed, Workers workers) {
    return new LeastSquares(
        fixed,
        MatrixProduct.gram(fixed, workers),
        options.unobserved(),
        options.ridge(),
        options.exponent());
  }

  private Matrix factors(int rows, SplittableRandom random) {
    Matrix factors = Matrix.zeros(rows, options.factors());
    double scale = SPREAD / Math.sqrt(options.factors());
    for (int i = 0; i < factors.data().length; i++) {
      factors.data()[i] = (float) (scale * random.nextGaussian());
    }
    return factors;
  }
}
