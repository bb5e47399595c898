package dev.coterie.pipeline.segment;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Clustering;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.PrincipalAxes;
import dev.coterie.clustering.density.Dbscan;
import dev.coterie.clustering.density.Hdbscan;
import dev.coterie.clustering.pairs.CoreDistances;
import dev.coterie.clustering.pairs.PairBlocks;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.Arrays;

/**
 * Groups of users at dense places, found along the principal axes of their vectors: in the many
 * columns of the item space nothing is dense.
 *
 * @param clustering one group of everyone where no place is dense
 * @param found dense places
 * @param noise users at none of them, who are with the nearest group
 */
record DenseGroups(CentreClustering clustering, int found, int noise) {
  /** Axes that users are projected on. */
  static final int AXES = 10;

  /** Twice the columns, as the authors of DBSCAN advise (Sander and others, 1998). */
  private static final int NEIGHBOURS = 2 * AXES;

  /** The smallest group of HDBSCAN: this share of the users, and so many at least. */
  private static final double SHARE = 0.01;

  private static final int LEAST = 8;

  static DenseGroups find(
      Algorithm algorithm, Points points, long seed, Workers workers, Progress progress) {
    Points reduced = Points.of(reduced(points.matrix(), seed, workers));
    Clustering dense =
        algorithm == Algorithm.DBSCAN
            ? new Dbscan(Dbscan.Options.of(knee(reduced, workers), NEIGHBOURS, Distance.EUCLIDEAN))
                .fit(reduced, seed, workers, progress)
            : new Hdbscan(Hdbscan.Options.of(least(points.size()), LEAST, Distance.EUCLIDEAN))
                .fit(reduced, seed, workers, progress);
    LabelledUsers labelled = LabelledUsers.of(points.matrix(), dense.label());
    return new DenseGroups(
        labelled.groups() == 0
            ? LabelledUsers.of(points.matrix(), new int[points.size()]).around(workers)
            : labelled.around(workers),
        labelled.groups(),
        labelled.noise());
  }

  /** The users along their principal axes, all that there are where they are few. */
  static Matrix reduced(Matrix users, long seed, Workers workers) {
    return users.columns() <= AXES
        ? users
        : PrincipalAxes.of(users, AXES, seed, workers).apply(users, workers);
  }

  private static int least(int users) {
    return Math.max(LEAST, (int) Math.ceil(SHARE * users));
  }

  /**
   * Where the distance to the last of a user's neighbours begins to grow fast: on the curve of
   * these distances, ascending, the point farthest below the chord.
   */
  private static double knee(Points points, Workers workers) {
    PairBlocks pairs = new PairBlocks(points.matrix(), workers);
    float[] squared = CoreDistances.squared(pairs, NEIGHBOURS, workers);
    double[] apart = new double[squared.length];
    Arrays.setAll(apart, u -> Math.sqrt(squared[u]));
    Arrays.sort(apart);
    double least = apart[0];
    double most = apart[apart.length - 1];
    double knee = most;
    double deepest = 0;
    for (int u = 0; u < apart.length; u++) {
      double below = u * (most - least) / Math.max(1, apart.length - 1) + least - apart[u];
      if (below > deepest) {
        deepest = below;
        knee = apart[u];
      }
    }
    return knee;
  }
}
