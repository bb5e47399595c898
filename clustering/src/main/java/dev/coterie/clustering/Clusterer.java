package dev.coterie.clustering;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;

/**
 * Puts points into clusters. The same points, options and seed give the same labels for any number
 * of threads.
 *
 * @param <C> what the algorithm knows of the clusters that it found
 */
public interface Clusterer<C extends Clustering> {
  /**
   * Clusters the points.
   *
   * @throws IllegalArgumentException where the options ask for more clusters than there are points
   */
  C fit(Points points, long seed, Workers workers, Progress progress);

  /** Clusters rows that all count alike, telling nobody how far it is. */
  default C fit(Matrix rows, long seed, Workers workers) {
    return fit(Points.of(rows), seed, workers, Progress.NONE);
  }
}
