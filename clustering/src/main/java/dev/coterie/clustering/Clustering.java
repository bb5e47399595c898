package dev.coterie.clustering;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;

/** The clusters that an algorithm found: labels of the points, and a model that places new ones. */
public interface Clustering {
  /** The label of a point that is in no cluster. */
  int NOISE = -1;

  /** The cluster of each point, 0 to clusters − 1, or {@link #NOISE}. */
  int[] label();

  /** How many clusters there are, noise not counted. */
  int clusters();

  /** How many points each cluster has. */
  default int[] sizes() {
    int[] sizes = new int[clusters()];
    for (int l : label()) {
      if (l != NOISE) {
        sizes[l]++;
      }
    }
    return sizes;
  }

  /**
   * The cluster of each of some other rows.
   *
   * @throws IllegalArgumentException where a value is not finite, naming row and column
   */
  int[] assign(Matrix rows, Workers workers);

  /**
   * How sure the label of each point is, 0 to 1; of a point in no cluster, how sure it is to be in
   * none. What that means is for each family to say.
   *
   * @param points those that were clustered
   */
  float[] confidence(Points points, Workers workers);
}
