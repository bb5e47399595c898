package dev.coterie.bench.clustering;

import dev.coterie.clustering.mixture.Covariance;
import dev.coterie.numeric.Workers;
import java.io.IOException;
import java.nio.file.Path;

/** Runs one job on Coterie's side: the name of the job, and the folder of the peers' data. */
final class Jobs {
  private Jobs() {}

  public static void main(String[] args) throws IOException {
    String job = args[0];
    Path data = Path.of(args[1]);
    try (Workers workers = Workers.of(2)) {
      switch (job) {
        case "kernel" -> KMeansJobs.kernel(job, data, workers);
        case "kmeans-separate" ->
            KMeansJobs.kMeans(job, data.resolve("blobs-100000-384-100-0.9.npy"), 300, workers);
        case "kmeans-overlapping" ->
            KMeansJobs.kMeans(job, data.resolve("blobs-100000-384-100-5.npy"), 50, workers);
        case "kmeans-many" ->
            KMeansJobs.kMeans(job, data.resolve("blobs-200000-64-1000-1.5.npy"), 50, workers);
        case "minibatch-same-starts" ->
            KMeansJobs.miniBatch(job, data.resolve("blobs-100000-384-100-0.9.npy"), true, workers);
        case "minibatch-defaults" ->
            KMeansJobs.miniBatch(job, data.resolve("blobs-100000-384-100-0.9.npy"), false, workers);
        case "silhouette" -> SilhouetteJobs.euclidean(job, data, workers);
        case "ward", "average", "complete", "single" -> TreeJobs.link(job, data, workers);
        case "dbscan" -> DensityJobs.dbscan(job, data, workers);
        case "hdbscan" -> DensityJobs.hdbscan(job, data, workers);
        case "mixture-diagonal" ->
            MixtureJobs.mixture(
                job, data.resolve("blobs-50000-384-40-3.npy"), Covariance.DIAGONAL, 20, workers);
        case "mixture-full" ->
            MixtureJobs.mixture(
                job, data.resolve("blobs-50000-64-40-3.npy"), Covariance.FULL, 10, workers);
        default -> throw new IllegalArgumentException("no such job: " + job);
      }
    }
  }
}
