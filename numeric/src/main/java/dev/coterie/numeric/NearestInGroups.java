package dev.coterie.numeric;

import java.util.Arrays;

/**
 * The nearest and the second nearest row of a small matrix, group by group, for points picked by
 * the caller: {@link NearestRows} for searches that know where they need not look. Scores have the
 * same bits as those of {@link NearestRows}.
 */
public final class NearestInGroups {
  private static final Kernels KERNELS = Kernels.CHOSEN;

  private final Panels panels;
  private final float[] bias;
  private final int[] start;
  private final int[] groupOf;

  /**
   * Packs the rows.
   *
   * @param bias what is added to the dot product with each row to give its score
   * @param width rows of a group; rounded to what the processor handles at once
   */
  public NearestInGroups(Matrix rows, float[] bias, int width, Workers workers) {
    panels = new Panels(rows.rows(), rows.columns(), widest(width));
    panels.packRows(rows.data(), 0, rows.columns(), workers);
    this.bias = Arrays.copyOf(bias, panels.padded);
    Arrays.fill(this.bias, rows.rows(), panels.padded, Float.NEGATIVE_INFINITY);
    start = starts(panels);
    groupOf = new int[rows.rows()];
    for (int g = 0; g < groups(); g++) {
      Arrays.fill(groupOf, start[g], Math.min(start[g + 1], rows.rows()), g);
    }
  }

  private static int widest(int width) {
    int widest = 1;
    while (2 * widest <= KERNELS.widestPanel() && 2 * widest * KERNELS.lanes() <= width) {
      widest *= 2;
    }
    return widest;
  }

  private static int[] starts(Panels panels) {
    int[] starts = new int[panels.padded / KERNELS.lanes() + 1];
    int groups = 0;
    while (starts[groups] < panels.padded) {
      starts[groups + 1] = starts[groups] + panels.widthAt(starts[groups]);
      groups++;
    }
    return Arrays.copyOf(starts, groups + 1);
  }

  public int groups() {
    return start.length - 1;
  }

  public int groupOf(int row) {
    return groupOf[row];
  }

  /** How many rows the group has. */
  public int size(int group) {
    return Math.min(start[group + 1], groupOf.length) - start[group];
  }

  /** What searches of up to {@code most} points found; one a thread. */
  public final class Found {
    private final float[] scores;
    private final int rows;

    public Found(int most) {
      rows = most + 3;
      scores = new float[rows * panels.padded];
    }

    /**
     * The row of the highest score that the m-th point has in a group, the lowest of equal ones.
     */
    public int row(int group, int m, float score) {
      int width = start[group + 1] - start[group];
      return start[group] + KERNELS.firstEqual(score, scores, at(group, m), width);
    }

    /** The highest score but that of one row; negative infinity where the group has no other. */
    public float second(int group, int m, int row) {
      int at = at(group, m);
      scores[at + row - start[group]] = Float.NEGATIVE_INFINITY;
      return KERNELS.max(scores, at, start[group + 1] - start[group]);
    }

    private int at(int group, int m) {
      return start[group] * rows + m * (start[group + 1] - start[group]);
    }
  }

  /**
   * Searches one group for the points {@code which[from]} to {@code which[to - 1]}.
   *
   * @param score takes the highest score, x·row + bias, that each has in the group
   */
  public void search(
      Matrix points, int[] which, int from, int to, int group, Found found, float[] score) {
    int first = start[group];
    int width = start[group + 1] - first;
    int vectors = panels.vectorsAt(first);
    for (int m = from; m < to; m += 4) {
      KERNELS.tile(
          points.data(),
          points.offset(which[m]),
          points.offset(which[Math.min(m + 1, to - 1)]),
          points.offset(which[Math.min(m + 2, to - 1)]),
          points.offset(which[Math.min(m + 3, to - 1)]),
          panels.data(),
          panels.offset(first),
          vectors,
          panels.depth,
          found.scores,
          found.at(group, m),
          width);
    }
    for (int m = from; m < to; m++) {
      score[m] = KERNELS.addAndMax(found.scores, found.at(group, m), bias, first, width);
    }
  }
}
