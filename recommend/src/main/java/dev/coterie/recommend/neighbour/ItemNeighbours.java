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

  private static final int BLOCK = 64;

  private final Options options;

  public ItemNeighbours(Options options) {
    this.options = options;
  }

  @Override
  public Model fit(Interactions interactions, Workers workers, long seed, Progress progress) {
    int items = interactions.items();
    SparseMatrix together =
        SparseProduct.sparseCooccurrence(
            interactions.faded(Touch.LAST, options.halfLife()), workers);
    double[] norms = new double[items];
    for (int i = 0; i < items; i++) {
      norms[i] = Math.sqrt(together.get(i, i));
    }
    int[][] nearest = new int[items][];
    float[][] similarities = new float[items][];
    workers.forBlocks(
        items,
        BLOCK,
        (from, to) -> {
          TopK top = new TopK(options.neighbours());
          for (int i = from; i < to; i++) {
            top.clear();
            for (int p = together.start(i); p < together.end(i); p++) {
              int j = together.column(p);
              double size = norms[i] * norms[j] + options.shrinkage();
              if (j != i && together.value(p) > 0) {
                top.offer(j, (float) (together.value(p) / size));
              }
            }
            nearest[i] = top.indices();
            similarities[i] = top.scores();
          }
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
