package dev.coterie.clustering.choice;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Clusterer;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.stability.Separation;
import dev.coterie.clustering.stability.Stability;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A clustering for those who do not know how many clusters there are, nor whether there are any: k
 * by {@link KChoice}, and a verdict. Clusters are found where points held back lie in more than one
 * heap ({@link Separation}, at a level of 5 %) and the clustering is found again in samples ({@link
 * Stability}, an adjusted Rand index of 0.5 or more).
 *
 * @param clustersFound the verdict; where it is no, the clustering puts all points into one cluster
 * @param why in a sentence or two, in English
 * @param clustering that was chosen
 * @param choice of k
 * @param separation of the points
 * @param stability of the clustering with the chosen k
 */
public record AutoChoice(
    boolean clustersFound,
    String why,
    CentreClustering clustering,
    KChoice choice,
    Separation separation,
    Stability stability) {
  private static final double LEVEL = 0.05;
  private static final double STABLE = 0.5;

  /** Each k from 2 to 12, then in steps of about a fifth to 50, none above half the points. */
  public static int[] grid(int points) {
    int most = Math.max(1, Math.min(50, points / 2));
    int least = Math.min(2, most);
    return IntStream.iterate(least, k -> k <= most, k -> k < 12 ? k + 1 : k + k / 5).toArray();
  }

  /**
   * Chooses and judges.
   *
   * @param clusterer gives the algorithm for a k
   */
  public static AutoChoice of(
      Points points,
      IntFunction<? extends Clusterer<CentreClustering>> clusterer,
      long seed,
      Workers workers,
      Progress progress) {
    KChoice choice =
        KChoice.choose(
            points, clusterer, KChoice.Options.of(grid(points.size())), seed, workers, progress);
    Points prepared = points.prepared(choice.clustering().distance(), workers);
    Separation separation =
        choice.k() < 2
            ? new Separation(0, 1)
            : Separation.of(prepared, clusterer.apply(2), seed, workers);
    Stability stability =
        Stability.of(
            points,
            choice.clustering(),
            clusterer.apply(choice.k()),
            Stability.Options.defaults(),
            seed,
            workers,
            progress);
    boolean found = separation.chance() < LEVEL && stability.adjustedRand() >= STABLE;
    String figures =
        String.format(
            Locale.ROOT,
            "a gap between heaps has a chance of %.3f of being none (%d splits tested), and %d"
                + " clusters are found again in samples with an adjusted Rand index of %.2f",
            separation.chance(),
            separation.tests(),
            choice.k(),
            stability.adjustedRand());
    return new AutoChoice(
        found,
        found
            ? choice.reason() + " The points cluster: " + figures + "."
            : "The points do not cluster: "
                + figures
                + "; both 0.05 or less and 0.5 or more count.",
        found ? choice.clustering() : clusterer.apply(1).fit(points, seed, workers, progress),
        choice,
        separation,
        stability);
  }
}
