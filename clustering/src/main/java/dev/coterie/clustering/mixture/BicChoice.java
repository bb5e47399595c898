package dev.coterie.clustering.mixture;

import dev.coterie.clustering.Points;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The mixture whose number of components has the lowest BIC ("Estimating the dimension of a model",
 * Schwarz, 1978) of those that were tried. Where three in a row were no better than one before
 * them, no more are.
 *
 * @param clustering that was chosen
 * @param least of the numbers that were tried
 * @param most of the numbers that were tried
 */
public record BicChoice(MixtureClustering clustering, int least, int most) {
  private static final int PATIENCE = 3;

  /**
   * Fits a mixture for one number after another.
   *
   * @param mixture gives the algorithm for a number
   * @param grid ascending, at least one, none above the number of points
   */
  public static BicChoice of(
      Points points,
      IntFunction<GaussianMixture> mixture,
      int[] grid,
      long seed,
      Workers workers,
      Progress progress) {
    Optional<MixtureClustering> best = Optional.empty();
    int worse = 0;
    int tried = 0;
    while (tried < grid.length && worse < PATIENCE) {
      MixtureClustering next =
          mixture.apply(grid[tried++]).fit(points, seed, workers, Progress.NONE);
      boolean better = best.isEmpty() || next.bic() < best.get().bic();
      worse = better ? 0 : worse + 1;
      best = better ? Optional.of(next) : best;
      progress.report("number of components", tried, grid.length);
    }
    return new BicChoice(best.orElseThrow(), grid[0], grid[tried - 1]);
  }
}
