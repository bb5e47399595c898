package dev.coterie.recommend.fusion;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.ItemTraits;
import java.util.Arrays;

/**
 * Where items stand that nobody touched: a new item's score is the weighted mean of the scores of
 * the {@value #NEAREST} known items that are most like it, which works for scores of any model. Two
 * items are as alike as the sum of the cosines of their labels and of their vectors; the weight is
 * the third power of that, so that the nearest count most.
 */
public final class Kin {
  private static final int NEAREST = 10;
  private static final int BLOCK = 16;

  private final int[] fresh;
  private final int[][] nearest;
  private final float[][] weights;

  private Kin(int[] fresh) {
    this.fresh = fresh;
    this.nearest = new int[fresh.length][];
    this.weights = new float[fresh.length][];
  }

  /** Without new items. */
  public static Kin none() {
    return new Kin(new int[0]);
  }

  /**
   * Finds those that the new items are like.
   *
   * @param users how many users touched each item; the items of none are the new ones
   */
  public static Kin of(ItemTraits items, int[] users, Workers workers) {
    int[] fresh = positions(users, false);
    int[] known = positions(users, true);
    Kin kin = new Kin(fresh);
    if (fresh.length == 0) {
      return kin;
    }
    Matrix unit = VectorMath.unitRows(items.vectors(), workers);
    SparseMatrix byLabel = items.labels().transpose();
    workers.forBlocks(
        fresh.length,
        BLOCK,
        (from, to) -> {
          float[] byLabels = new float[users.length];
          for (int f = from; f < to; f++) {
            kin.find(f, items.labels(), byLabel, unit, known, byLabels);
          }
        });
    return kin;
  }

  private static int[] positions(int[] users, boolean touched) {
    int[] found = new int[users.length];
    int size = 0;
    for (int i = 0; i < users.length; i++) {
      if (users[i] > 0 == touched) {
        found[size++] = i;
      }
    }
    return Arrays.copyOf(found, size);
  }

  /**
   * @param byLabels cosines of labels, overwritten
   */
  private void find(
      int f,
      SparseMatrix labels,
      SparseMatrix byLabel,
      Matrix unit,
      int[] known,
      float[] byLabels) {
    int item = fresh[f];
    Arrays.fill(byLabels, 0);
    for (int p = labels.start(item); p < labels.end(item); p++) {
      int label = labels.column(p);
      for (int q = byLabel.start(label); q < byLabel.end(label); q++) {
        byLabels[byLabel.column(q)] += labels.value(p) * byLabel.value(q);
      }
    }
    TopK top = new TopK(NEAREST);
    for (int other : known) {
      float alike = byLabels[other] + cosine(unit, item, other);
      if (alike > 0) {
        top.offer(other, alike);
      }
    }
    nearest[f] = top.indices();
    weights[f] = top.scores();
    double sum = 0;
    for (int n = 0; n < nearest[f].length; n++) {
      weights[f][n] = weights[f][n] * weights[f][n] * weights[f][n];
      sum += weights[f][n];
    }
    for (int n = 0; n < nearest[f].length; n++) {
      weights[f][n] /= (float) sum;
    }
  }

  private static float cosine(Matrix unit, int item, int other) {
    return VectorMath.dot(
        unit.data(), unit.offset(item), unit.data(), unit.offset(other), unit.columns());
  }

  /** Gives every new item the score that its kin have; 0 where it is like nothing. */
  public void place(float[] scores) {
    for (int f = 0; f < fresh.length; f++) {
      double sum = 0;
      for (int n = 0; n < nearest[f].length; n++) {
        sum += weights[f][n] * scores[nearest[f][n]];
      }
      scores[fresh[f]] = (float) sum;
    }
  }

  /** Whether an item is new. */
  public boolean isFresh(int item) {
    return Arrays.binarySearch(fresh, item) >= 0;
  }

  /** The known items that a new one is like, nearest first; of an item that is not new none. */
  public int[] of(int item) {
    int f = Arrays.binarySearch(fresh, item);
    return f < 0 ? new int[0] : nearest[f].clone();
  }

  /** What each of {@link #of(int)} counts, summing to 1. */
  public float[] weights(int item) {
    int f = Arrays.binarySearch(fresh, item);
    return f < 0 ? new float[0] : weights[f].clone();
  }
}
