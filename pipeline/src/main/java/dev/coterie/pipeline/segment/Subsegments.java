package dev.coterie.pipeline.segment;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.kmeans.KMeans;
import dev.coterie.clustering.quality.Silhouette;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The finer clusters inside each segment: K-means among its users with the number of the best
 * silhouette; one subsegment where the segment is small, or where no number separates its users.
 *
 * @param parent segment of each, ascending
 * @param centres one unit row each
 */
record Subsegments(int[] parent, Matrix centres) {
  private static final int USERS_A_SUBSEGMENT = 25;
  private static final int MOST = 5;

  static Subsegments find(
      Matrix known,
      int[] segment,
      Matrix segmentCentres,
      SegmentOptions options,
      long seed,
      Workers workers) {
    List<Integer> parents = new ArrayList<>();
    List<float[]> centres = new ArrayList<>();
    for (int g = 0; g < segmentCentres.rows(); g++) {
      Matrix members = members(known, segment, g);
      Matrix found = inside(members, segmentCentres.row(g), options, seed, workers);
      for (int c = 0; c < found.rows(); c++) {
        parents.add(g);
        centres.add(found.row(c));
      }
    }
    return new Subsegments(
        parents.stream().mapToInt(Integer::intValue).toArray(),
        Matrix.ofRows(centres.toArray(float[][]::new)));
  }

  private static Matrix inside(
      Matrix members, float[] centre, SegmentOptions options, long seed, Workers workers) {
    Matrix best = Matrix.ofRows(new float[][] {centre});
    double bestSilhouette = SegmentCount.NOTHING;
    for (int k = 2; k <= Math.min(MOST, members.rows() / USERS_A_SUBSEGMENT); k++) {
      CentreClustering clustering =
          new KMeans(KMeans.Options.of(k, Distance.COSINE).withStarts(options.starts()))
              .fit(Points.of(members), seed, workers, Progress.NONE);
      double silhouette =
          Silhouette.of(members, clustering.label(), k, Distance.COSINE, workers).mean();
      if (silhouette > bestSilhouette) {
        bestSilhouette = silhouette;
        best = bySize(clustering);
      }
    }
    return best;
  }

  /** The centres, that of the most users first. */
  private static Matrix bySize(CentreClustering clustering) {
    int[] sizes = clustering.sizes();
    return clustering
        .centres()
        .select(
            IntStream.range(0, sizes.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer c) -> -sizes[c]))
                .mapToInt(Integer::intValue)
                .toArray());
  }

  private static Matrix members(Matrix known, int[] segment, int g) {
    int[] rows = new int[segment.length];
    int size = 0;
    for (int u = 0; u < segment.length; u++) {
      if (segment[u] == g) {
        rows[size++] = u;
      }
    }
    return known.select(Arrays.copyOf(rows, size));
  }
}
