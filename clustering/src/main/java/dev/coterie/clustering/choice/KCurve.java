package dev.coterie.clustering.choice;

import java.util.ArrayList;
import java.util.List;

/**
 * Quality over the number of clusters.
 *
 * @param points by ascending k, at least one
 */
public record KCurve(List<Point> points) {
  /** What one k gave. */
  public record Point(int k, double inertia, double silhouette) {}

  public KCurve {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a curve without points");
    }
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).k() <= points.get(i - 1).k()) {
        throw new IllegalArgumentException(
            "k does not ascend: " + points.get(i - 1).k() + ", " + points.get(i).k());
      }
    }
  }

  /**
   * The k where the inertia stops falling fast: the point farthest below the chord from the first
   * to the last, both axes scaled to 0 to 1 (Satopää and others, "Kneedle", 2011). The first k
   * where nothing bends.
   */
  public int elbow() {
    Point first = points.getFirst();
    Point last = points.getLast();
    double fall = first.inertia() - last.inertia();
    int elbow = first.k();
    double farthest = 1e-9;
    for (Point point : points) {
      if (fall > 0 && last.k() > first.k()) {
        double across = (double) (point.k() - first.k()) / (last.k() - first.k());
        double down = (first.inertia() - point.inertia()) / fall;
        if (down - across > farthest) {
          farthest = down - across;
          elbow = point.k();
        }
      }
    }
    return elbow;
  }

  /** The point of the highest silhouette, the lowest k of equal ones. */
  public Point highest() {
    Point highest = points.getFirst();
    for (Point point : points) {
      highest = point.silhouette() > highest.silhouette() ? point : highest;
    }
    return highest;
  }

  /** The first point whose silhouette is at most {@code slack} below the highest. */
  public Point firstNearHighest(double slack) {
    double enough = highest().silhouette() - slack;
    List<Point> near = new ArrayList<>(points);
    near.removeIf(point -> point.silhouette() < enough);
    return near.getFirst();
  }
}
