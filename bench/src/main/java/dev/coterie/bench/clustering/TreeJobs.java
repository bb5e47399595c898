package dev.coterie.bench.clustering;

import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.hierarchy.Agglomerative;
import dev.coterie.clustering.hierarchy.Linkage;
import dev.coterie.clustering.hierarchy.Method;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Trees over 40 blobs. */
final class TreeJobs {
  private TreeJobs() {}

  static void link(String job, Path data, Workers workers) throws IOException {
    Points points = Points.of(NumpyFile.matrix(data.resolve("blobs-8000-384-40-2.npy")));
    Method method = Method.valueOf(job.toUpperCase(Locale.ROOT));
    Timing<Linkage> timing =
        Timing.of(
            5,
            () -> Agglomerative.link(points, method, Distance.EUCLIDEAN, workers, Progress.NONE));
    timing.tell(job, Arrays.stream(timing.result().height()).sum(), "sum of heights");
  }
}
