package dev.coterie.recommend.neighbour;

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
 * Items touched by the same users, for catalogues of any size: the similarity of items i and j is
 * x(i)·x(j) / (|x(i)|·|x(j)| + shrinkage) over the users' faded strengths x, of which each item
 * keeps its nearest; an item's score is the sum over the history.
 */
public final class ItemNeighbours implements Recommender {
  /**
   * The settings.
   *
   * @param neighbours kept of each item, at least 1
   * @param shrinkage at least 0; takes weight from items that few users touched
   * @param halfLife of a touch
   */
  public record Options(int neighbours, double shrinkage, HalfLife halfLife) {
    public Options {
      if (neighbours < 1) {
        throw new IllegalArgumentException("neighbours must be at least 1, not " + neighbours);
      }
      if (!(shrinkage >= 0) || Double.isInfinite(shrinkage)) {
        throw new IllegalArgumentException("shrinkage must be at least 0, not " + shrinkage);
      }
    }

    /** The 200 nearest, faded as given. */
    public static Options of(HalfLife halfLife) {
      return new Options(200, 10, halfLife);
    }
  }

  private final Options options;

  public ItemNeighbours(Options options) {
    this.options = options;
  }

  @Override
  public Model fit(Interactions interactions, Workers workers, long seed, Progress progress) {
    int items = interactions.items();
    SparseMatrix byUser = interactions.faded(Touch.LAST, options.halfLife());
    double[] norms = new double[items];
    for (int p = 0; p < byUser.entries(); p++) {
      norms[byUser.column(p)] += (double) byUser.value(p) * byUser.value(p);
    }
    Arrays.setAll(norms, i -> Math.sqrt(norms[i]));
    int[][] nearest = new int[items][];
    float[][] similarities = new float[items][];
    SparseProduct.cooccurrenceRows(
        byUser,
        workers,
        (i, size, columns, sums) -> {
          TopK top = new TopK(options.neighbours());
          for (int c = 0; c < size; c++) {
            int j = columns[c];
            if (j != i && sums[j] > 0) {
              top.offer(j, (float) (sums[j] / (norms[i] * norms[j] + options.shrinkage())));
            }
          }
          nearest[i] = top.indices();
          similarities[i] = top.scores();
        });
    return new SparseItemWeights(rows(nearest, similarities), options.halfLife());
  }

  private static SparseMatrix rows(int[][] nearest, float[][] similarities) {
    int[] row = new int[Arrays.stream(nearest).mapToInt(near -> near.length).sum()];
    int[] column = new int[row.length];
    float[] value = new float[row.length];
    int at = 0;
    for (int i = 0; i < nearest.length; i++) {
      for (int n = 0; n < nearest[i].length; n++) {
        row[at] = i;
        column[at] = nearest[i][n];
        value[at++] = similarities[i][n];
      }
    }
    return SparseMatrix.ofEntries(nearest.length, nearest.length, row, column, value);
  }
}
