package dev.coterie.pipeline.segment;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.kmeans.KMeans;
import dev.coterie.clustering.quality.Silhouette;
import dev.coterie.domain.Segmentation.Basis;
import dev.coterie.domain.Segmentation.Verdict;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.Locale;
import java.util.Optional;

/**
 * The segments of an earlier fit, from whose centres K-means can start again. They are kept where
 * that is not worse than what is found anew, so that a team's segments do not change because other
 * ones are as good.
 *
 * @param centres in the item space of this fit, one unit row a segment; empty where there are none
 * @param anew whether another number of segments is looked for too
 */
public record FormerCentres(Optional<Matrix> centres, boolean anew) {
  public static final FormerCentres NONE = new FormerCentres(Optional.empty(), true);

  /** A silhouette that is lower by less is not worse. */
  private static final double WORSE = 0.01;

  /** As many segments as there were, unless another number is looked for or wanted. */
  SegmentOptions number(SegmentOptions options, Matrix known) {
    return anew || !isPossible(known, options)
        ? options
        : options.withK(centres.map(Matrix::rows).orElse(1));
  }

  /** What was found anew, or the former segments where they still hold. */
  SegmentCount orNew(SegmentCount found, Matrix known, SegmentOptions options, Workers workers) {
    if (centres.isEmpty() || found.clustering().isEmpty() || !isPossible(known, options)) {
      return found;
    }
    Matrix start = centres.get();
    KMeans.Options means =
        KMeans.Options.of(start.rows(), Distance.COSINE).withStarts(options.starts());
    CentreClustering former =
        new KMeans(means).fitFrom(start, Points.of(known), workers, Progress.NONE);
    double now = silhouette(known, former, workers);
    double anew = silhouette(known, found.clustering().get(), workers);
    if (now < anew - WORSE) {
      return this.anew ? found : foundAnew(found, now, anew);
    }
    return new SegmentCount(
        Optional.of(former),
        found.curve(),
        0,
        new Verdict(
            true,
            Basis.FORMER,
            String.format(
                Locale.ROOT,
                "The %d segments of the earlier fit still hold: their silhouette is %.3f, that of %d found anew %.3f.",
                start.rows(),
                now,
                found.clustering().get().clusters(),
                anew)));
  }

  private static SegmentCount foundAnew(SegmentCount found, double now, double anew) {
    return new SegmentCount(
        found.clustering(),
        found.curve(),
        found.noise(),
        new Verdict(
            true,
            Basis.FORMER,
            String.format(
                Locale.ROOT,
                "As many segments as in the earlier fit, found anew: their silhouette is %.3f, from the earlier centres it would be %.3f.",
                anew,
                now)));
  }

  private boolean isPossible(Matrix known, SegmentOptions options) {
    int k = centres.map(Matrix::rows).orElse(0);
    return options.by() == Algorithm.KMEANS
        && options.k().orElse(k) == k
        && k > 1
        && k <= known.rows()
        && centres.map(Matrix::columns).orElse(0) == known.columns();
  }

  private static double silhouette(Matrix known, CentreClustering clustering, Workers workers) {
    return Silhouette.of(known, clustering.label(), clustering.clusters(), Distance.COSINE, workers)
        .mean();
  }
}
