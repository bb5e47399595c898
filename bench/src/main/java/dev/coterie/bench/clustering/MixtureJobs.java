package dev.coterie.bench.clustering;

import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.mixture.Covariance;
import dev.coterie.clustering.mixture.GaussianMixture;
import dev.coterie.clustering.mixture.MixtureClustering;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.io.IOException;
import java.nio.file.Path;

/** Gaussian mixtures of 20 components over 40 blobs. */
final class MixtureJobs {
  private MixtureJobs() {}

  static void mixture(String job, Path file, Covariance covariance, int iterations, Workers workers)
      throws IOException {
    Points points = Points.of(NumpyFile.matrix(file));
    Matrix start = NumpyFile.matrix(file.resolveSibling(job + ".npy"));
    GaussianMixture mixture =
        new GaussianMixture(
            new GaussianMixture.Options(
                start.rows(), covariance, Distance.EUCLIDEAN, iterations, 0, 1e-6));
    Timing<MixtureClustering> timing =
        Timing.of(5, () -> mixture.fitFrom(start, points, workers, Progress.NONE));
    timing.tell(job, timing.result().logLikelihood(), "mean log-likelihood");
  }
}
