package dev.coterie.recommend.linear;

import dev.coterie.numeric.Progress;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.SparseProduct;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Recommender;
import dev.coterie.recommend.SparseItemWeights;
import dev.coterie.recommend.Touch;
import java.util.Arrays;

/**
 * Every item's score as a sparse, non-negative weighted sum over the history: each item's column of
 * strengths is foreseen from those of other items by an elastic net with weights of at least 0
 * (Ning and Karypis, "SLIM: Sparse Linear Methods for Top-N Recommender Systems", ICDM 2011), by
 * coordinate descent (Friedman, Hastie and Tibshirani, 2010). Only an item's nearest others by
 * cosine are looked at, so that a catalogue may be of any size.
 */
public final class Slim implements Recommender {
  /**
   * The settings.
   *
   * @param lasso pulls weights to 0, at least 0
   * @param ridge keeps them small, above 0
   * @param candidates others that an item's score may rest on, at least 1
   * @param halfLife of a touch
   */
  public record Options(double lasso, double ridge, int candidates, HalfLife halfLife) {
    public Options {
      if (!(lasso >= 0) || Double.isInfinite(lasso)) {
        throw new IllegalArgumentException("lasso must be at least 0, not " + lasso);
      }
      if (!(ridge > 0) || Double.isInfinite(ridge)) {
        throw new IllegalArgumentException("ridge must be above 0, not " + ridge);
      }
      if (candidates < 1) {
        throw new IllegalArgumentException("candidates must be at least 1, not " + candidates);
      }
    }

    /** A lasso of 1, a ridge of 50, the 300 nearest. */
    public static Options of(HalfLife halfLife) {
      return new Options(1, 50, 300, halfLife);
    }

    public Options withPenalties(double otherLasso, double otherRidge) {
      return new Options(otherLasso, otherRidge, candidates, halfLife);
    }
  }

  private static final int MOST_SWEEPS = 30;
  private static final double STILL = 1e-3;
  private static final int FEWEST_USERS = 2;

  private final Options options;

  public Slim(Options options) {
    this.options = options;
  }

  @Override
  public Model fit(Interactions interactions, Workers workers, long seed, Progress progress) {
    SparseMatrix byUser = interactions.faded(Touch.LAST, options.halfLife());
    SparseMatrix byItem = byUser.transpose();
    int items = interactions.items();
    double[] squares = new double[items];
    for (int p = 0; p < byUser.entries(); p++) {
      squares[byUser.column(p)] += (double) byUser.value(p) * byUser.value(p);
    }
    int[][] sources = new int[items][];
    float[][] weights = new float[items][];
    SparseProduct.cooccurrenceRows(
        byUser,
        workers,
        (item, size, columns, sums) -> {
          boolean isTelling = byItem.end(item) - byItem.start(item) >= FEWEST_USERS;
          sources[item] = nearest(item, isTelling ? size : 0, columns, sums, squares);
          weights[item] = descend(byItem, item, sources[item], squares);
        });
    return new SparseItemWeights(rows(sources, weights, items), options.halfLife());
  }

  private int[] nearest(int item, int size, int[] columns, double[] sums, double[] squares) {
    TopK nearest = new TopK(options.candidates());
    for (int c = 0; c < size; c++) {
      int other = columns[c];
      if (other != item) {
        nearest.offer(other, (float) (sums[other] / Math.sqrt(squares[other])));
      }
    }
    int[] ascending = nearest.indices();
    Arrays.sort(ascending);
    return ascending;
  }

  /** Weights of the others for one item. */
  private float[] descend(SparseMatrix byItem, int item, int[] others, double[] squares) {
    float[] residual = new float[byItem.columns()];
    for (int p = byItem.start(item); p < byItem.end(item); p++) {
      residual[byItem.column(p)] = byItem.value(p);
    }
    float[] weights = new float[others.length];
    boolean all = true;
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      double moved = 0;
      for (int o = 0; o < others.length; o++) {
        if (all || weights[o] > 0) {
          moved =
              Math.max(moved, move(byItem, others[o], squares[others[o]], weights, o, residual));
        }
      }
      // Weights that are not 0 are brought to rest first; then the others are asked again.
      if (moved < STILL) {
        if (all) {
          break;
        }
        all = true;
      } else {
        all = false;
      }
    }
    return weights;
  }

  private double move(
      SparseMatrix byItem, int other, double squares, float[] weights, int o, float[] residual) {
    double along = squares * weights[o];
    for (int p = byItem.start(other); p < byItem.end(other); p++) {
      along += (double) byItem.value(p) * residual[byItem.column(p)];
    }
    float weight = (float) (Math.max(0, along - options.lasso()) / (squares + options.ridge()));
    float step = weight - weights[o];
    if (step != 0) {
      for (int p = byItem.start(other); p < byItem.end(other); p++) {
        residual[byItem.column(p)] -= step * byItem.value(p);
      }
      weights[o] = weight;
    }
    return Math.abs(step);
  }

  /** From the columns of targets to rows of sources, without zeros. */
  private static SparseMatrix rows(int[][] sources, float[][] weights, int items) {
    int size = 0;
    for (float[] column : weights) {
      for (float weight : column) {
        size += weight > 0 ? 1 : 0;
      }
    }
    int[] starts = new int[items + 1];
    int[] indices = new int[size];
    float[] values = new float[size];
    int at = 0;
    for (int target = 0; target < items; target++) {
      for (int s = 0; s < sources[target].length; s++) {
        if (weights[target][s] > 0) {
          indices[at] = sources[target][s];
          values[at++] = weights[target][s];
        }
      }
      starts[target + 1] = at;
    }
    return SparseMatrix.of(items, starts, indices, values).transpose();
  }
}
