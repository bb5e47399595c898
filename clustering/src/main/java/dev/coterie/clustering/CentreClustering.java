package dev.coterie.clustering;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.NearestRows;
import dev.coterie.numeric.Workers;

/**
 * Clusters around centres.
 *
 * @param label of each point, 0 to clusters − 1
 * @param centres one row a cluster: the weighted mean of its points, by cosine brought to length 1
 * @param distance by which points are compared
 * @param inertia Σ weight · ‖x − centre‖² over the points as compared (by cosine: 2 − 2 cos)
 * @param iterations of the run that was kept
 * @param converged whether that run settled before its limit
 * @param work that the run took
 */
public record CentreClustering(
    int[] label,
    Matrix centres,
    Distance distance,
    double inertia,
    int iterations,
    boolean converged,
    Work work)
    implements Clustering {
  /**
   * What the search for nearest centres cost.
   *
   * @param computed distances that were computed
   * @param possible those that a search without bounds computes
   */
  public record Work(long computed, long possible) {
    /** For algorithms that do not count. */
    public static final Work UNKNOWN = new Work(0, 0);
  }

  @Override
  public int clusters() {
    return centres.rows();
  }

  /** The cluster of the nearest centre for each row, the lower one of equally near ones. */
  @Override
  public int[] assign(Matrix rows, Workers workers) {
    rows.requireFinite("points");
    int[] labels = new int[rows.rows()];
    nearest(centres, distance, workers)
        .find(distance.prepared(rows, workers), workers, labels, new float[rows.rows()]);
    return labels;
  }

  /**
   * How much nearer a point is to its own centre than to the nearest other one: 1 − a / b, 0 where
   * another one is nearer; 1 on the centre itself, and where there is no other.
   */
  @Override
  public float[] confidence(Points points, Workers workers) {
    return CentreMargins.of(points.prepared(distance, workers).matrix(), label, centres, workers);
  }

  /** Looks up the nearest of some centres, for rows as {@link Distance#prepared} returns them. */
  public static NearestRows nearest(Matrix centres, Distance distance, Workers workers) {
    return switch (distance) {
      case EUCLIDEAN -> NearestRows.byDistance(centres, workers);
      case COSINE -> NearestRows.byDot(centres, workers);
    };
  }
}
