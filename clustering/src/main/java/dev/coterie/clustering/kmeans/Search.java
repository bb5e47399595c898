package dev.coterie.clustering.kmeans;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Distance;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Finds the nearest centre of each point, iteration after iteration: by bounds where they pay, all
 * distances otherwise. Labels are the same either way.
 */
final class Search {
  /** Centres times columns from which a look at the bounds costs little beside the distances. */
  private static final int WORTH = 256;

  /** Bounds do not pay where more than this share of the distances is computed all the same. */
  private static final double SHARE = 0.97;

  /** Iterations without bounds before they are tried again, twice as many each time. */
  private static final int PAUSE = 2;

  /** Searches with new bounds that say nothing of those after. */
  private static final int EARLY = 5;

  private final Matrix points;
  private final Distance distance;
  private final Workers workers;
  private final float[] score;
  private @Nullable Bounds bounds;
  private boolean allowed;
  private int tried;
  private int resting;
  private int pause = PAUSE;
  private long computed;
  private long possible;

  Search(Matrix points, Matrix start, Distance distance, Workers workers) {
    this.points = points;
    this.distance = distance;
    this.workers = workers;
    this.score = new float[points.rows()];
    this.allowed = (long) start.rows() * start.columns() >= WORTH && start.rows() > 1;
  }

  void assign(Matrix centres, int[] label) {
    long all = (long) points.rows() * centres.rows();
    possible += all;
    allowed = allowed && Bounds.fit(centres, distance);
    if (!allowed || resting > 0) {
      bounds = null;
      resting--;
      CentreClustering.nearest(centres, distance, workers).find(points, workers, label, score);
      computed += all;
      return;
    }
    if (bounds == null) {
      bounds = new Bounds(points, centres, distance, workers);
      tried = 0;
    }
    long needed = bounds.assign(centres, label);
    computed += needed;
    tried++;
    // The first search with new bounds computes everything, and the next ones little less, since
    // centres move far from where they started.
    if (tried > EARLY && needed > SHARE * all) {
      resting = pause;
      pause *= 2;
    }
  }

  /** Tells that the label of a point was changed since. */
  void relabelled(int point) {
    if (bounds != null) {
      bounds.forget(point);
    }
  }

  CentreClustering.Work work() {
    return new CentreClustering.Work(computed, possible);
  }
}
