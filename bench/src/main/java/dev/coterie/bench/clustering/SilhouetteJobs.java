package dev.coterie.bench.clustering;

import dev.coterie.clustering.Distance;
import dev.coterie.clustering.quality.Silhouette;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import java.io.IOException;
import java.nio.file.Path;

/** The exact silhouette of 20 blobs. */
final class SilhouetteJobs {
  private SilhouetteJobs() {}

  static void euclidean(String job, Path data, Workers workers) throws IOException {
    Matrix x = NumpyFile.matrix(data.resolve("blobs-20000-384-20-2.npy"));
    int[] label = NumpyFile.labels(data.resolve("blobs-20000-384-20-2.labels.npy"));
    Timing<Silhouette> timing =
        Timing.of(5, () -> Silhouette.of(x, label, 20, Distance.EUCLIDEAN, workers));
    timing.tell(job, timing.result().mean(), "");
  }
}
