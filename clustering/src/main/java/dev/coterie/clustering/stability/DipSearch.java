package dev.coterie.clustering.stability;

/**
 * The search of {@link Dip}: the interval that holds the peak shrinks to where the convex minorant
 * before it and the concave majorant after it are farthest apart, and the dip is the largest
 * distance from the distribution function that they leave outside. Distances count points.
 */
final class DipSearch {
  private final double[] x;
  private final int[] convex;
  private final int[] concave;

  /** Corners of the minorant from the high end down, of the majorant from the low end up. */
  private final int[] down;

  private final int[] up;
  private int downs;
  private int ups;

  /** Corners between which the two curves are farthest apart. */
  private int widestDown;

  private int widestUp;

  /**
   * Prepares the search.
   *
   * @param x ascending
   * @param convex the corner before each point on the convex minorant that ends there
   * @param concave the corner after each point on the concave majorant that starts there
   */
  DipSearch(double[] x, int[] convex, int[] concave) {
    this.x = x;
    this.convex = convex;
    this.concave = concave;
    this.down = new int[x.length + 1];
    this.up = new int[x.length + 1];
  }

  double dip() {
    int low = 0;
    int high = x.length - 1;
    double dip = 1;
    while (true) {
      corners(low, high);
      double apart = apart();
      if (apart < dip) {
        return dip;
      }
      dip = Math.max(dip, Math.max(belowMinorant(), aboveMajorant()));
      if (low == down[widestDown] && high == up[widestUp]) {
        return dip;
      }
      low = down[widestDown];
      high = up[widestUp];
    }
  }

  private void corners(int low, int high) {
    downs = 0;
    down[0] = high;
    while (down[downs] > low) {
      down[downs + 1] = convex[down[downs]];
      downs++;
    }
    ups = 0;
    up[0] = low;
    while (up[ups] < high) {
      up[ups + 1] = concave[up[ups]];
      ups++;
    }
  }

  /** The largest distance between the curves, at a corner of either. */
  private double apart() {
    widestDown = downs;
    widestUp = ups;
    if (downs == 1 && ups == 1) {
      return 1;
    }
    int i = downs - 1;
    int j = 1;
    double widest = 0;
    do {
      int lower = down[i];
      int upper = up[j];
      if (lower > upper) {
        int before = down[i + 1];
        double far = upper - before + 1 - along(before, lower, upper);
        j++;
        if (far >= widest) {
          widest = far;
          widestDown = i + 1;
          widestUp = j - 1;
        }
      } else {
        int before = up[j - 1];
        double far = along(before, upper, lower) - (lower - before - 1);
        i--;
        if (far >= widest) {
          widest = far;
          widestDown = i + 1;
          widestUp = j;
        }
      }
      i = Math.max(0, i);
      j = Math.min(ups, j);
    } while (down[i] != up[j]);
    return widest;
  }

  private double belowMinorant() {
    double most = 0;
    for (int c = widestDown; c < downs; c++) {
      int from = down[c + 1];
      int to = down[c];
      double far = 1;
      for (int p = from; to - from > 1 && x[to] > x[from] && p <= to; p++) {
        far = Math.max(far, p - from + 1 - along(from, to, p));
      }
      most = Math.max(most, far);
    }
    return most;
  }

  private double aboveMajorant() {
    double most = 0;
    for (int c = widestUp; c < ups; c++) {
      int from = up[c];
      int to = up[c + 1];
      double far = 1;
      for (int p = from; to - from > 1 && x[to] > x[from] && p <= to; p++) {
        far = Math.max(far, along(from, to, p) - (p - from - 1));
      }
      most = Math.max(most, far);
    }
    return most;
  }

  /** How far up the chord between two points is at a third, in points above the first. */
  private double along(int from, int to, int at) {
    return (x[at] - x[from]) * (to - from) / (x[to] - x[from]);
  }
}
