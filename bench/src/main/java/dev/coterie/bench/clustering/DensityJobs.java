package dev.coterie.bench.clustering;

import dev.coterie.clustering.Clusterer;
import dev.coterie.clustering.Clustering;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.density.Dbscan;
import dev.coterie.clustering.density.Hdbscan;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** DBSCAN and HDBSCAN. */
final class DensityJobs {
  private DensityJobs() {}

  static void dbscan(String job, Path data, Workers workers) throws IOException {
    Dbscan.Options options = Dbscan.Options.of(1.15, 10, Distance.EUCLIDEAN);
    run(job, data.resolve("blobs-20000-384-40-1.2.npy"), new Dbscan(options), workers);
  }

  static void hdbscan(String job, Path data, Workers workers) throws IOException {
    Hdbscan.Options options = Hdbscan.Options.of(10, 10, Distance.EUCLIDEAN);
    run(job, data.resolve("blobs-10000-50-20-1.npy"), new Hdbscan(options), workers);
  }

  private static void run(String job, Path file, Clusterer<?> clusterer, Workers workers)
      throws IOException {
    Points points = Points.of(NumpyFile.matrix(file));
    Timing<Clustering> timing =
        Timing.of(5, () -> clusterer.fit(points, 1, workers, Progress.NONE));
    long noise = Arrays.stream(timing.result().label()).filter(l -> l < 0).count();
    timing.tell(job, timing.result().clusters(), noise + " noise");
  }
}
