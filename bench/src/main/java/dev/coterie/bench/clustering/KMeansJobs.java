package dev.coterie.bench.clustering;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.kmeans.KMeans;
import dev.coterie.clustering.kmeans.MiniBatch;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.NearestRows;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** K-means and its kin. */
final class KMeansJobs {
  private KMeansJobs() {}

  static void kMeans(String job, Path points, int iterations, Workers workers) throws IOException {
    Matrix x = NumpyFile.matrix(points);
    Matrix start = NumpyFile.matrix(points.resolveSibling(job + ".npy"));
    KMeans kMeans =
        new KMeans(new KMeans.Options(start.rows(), Distance.EUCLIDEAN, 1, iterations, 0));
    Timing<CentreClustering> timing =
        Timing.of(5, () -> kMeans.fitFrom(start, Points.of(x), workers, Progress.NONE));
    CentreClustering found = timing.result();
    double share = 100.0 * found.work().computed() / found.work().possible();
    String note =
        String.format(
            Locale.ROOT, "%d iterations, %.1f %% of distances", found.iterations(), share);
    timing.tell(job, found.inertia(), note);
  }

  /** Mini-batch K-means, from given centres or its own. */
  static void miniBatch(String job, Path points, boolean given, Workers workers)
      throws IOException {
    Matrix x = NumpyFile.matrix(points);
    Matrix start = NumpyFile.matrix(points.resolveSibling(job + ".npy"));
    MiniBatch miniBatch = new MiniBatch(MiniBatch.Options.of(start.rows(), Distance.EUCLIDEAN));
    Timing<CentreClustering> timing =
        Timing.of(
            5,
            () ->
                given
                    ? miniBatch.fitFrom(start, Points.of(x), workers, Progress.NONE)
                    : miniBatch.fit(Points.of(x), 1, workers, Progress.NONE));
    CentreClustering found = timing.result();
    timing.tell(job, found.inertia(), found.iterations() + " steps");
  }

  /** The nearest of 100 rows for 100,000, in GFLOP/s. */
  static void kernel(String job, Path data, Workers workers) throws IOException {
    Matrix x = NumpyFile.matrix(data.resolve("blobs-100000-384-100-0.9.npy"));
    Matrix rows = NumpyFile.matrix(data.resolve(job + ".npy"));
    int[] label = new int[x.rows()];
    float[] score = new float[x.rows()];
    Timing<int[]> timing =
        Timing.of(
            50,
            () -> {
              NearestRows.byDistance(rows, workers).find(x, workers, label, score);
              return label;
            });
    double flops = 2.0 * x.rows() * rows.rows() * x.columns();
    timing.tell(job, flops / timing.seconds() / 1e9, "GFLOP/s, the nearest found");
  }
}
