package dev.coterie.pipeline.segment;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.kmeans.KMeans;
import dev.coterie.clustering.stability.Separation;
import dev.coterie.clustering.stability.Stability;
import dev.coterie.domain.Segmentation.Verdict;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How far segments may be trusted: whether they come back when half of the users are clustered, and
 * whether users lie in more than one heap at all. Segments that cut one heap can be useful, and the
 * figure says that this is what they do.
 *
 * @param adjustedRand of the whole
 * @param ofSegment mean Jaccard coefficient of each, empty where there is one
 * @param oneHeap chance that users lie in one heap
 */
record Trust(double adjustedRand, List<Double> ofSegment, double oneHeap) {
  private static final int STARTS = 2;

  /** A chance of one heap below this shows a gap. */
  private static final double GAP = 0.05;

  static Trust of(
      Matrix known,
      int[] segment,
      Matrix centres,
      SegmentOptions options,
      long seed,
      Workers workers) {
    if (centres.rows() < 2) {
      return new Trust(1, List.of(), 1);
    }
    Points points = Points.of(known);
    CentreClustering found =
        new CentreClustering(
            segment, centres, Distance.COSINE, 0, 1, true, CentreClustering.Work.UNKNOWN);
    Stability stability =
        Stability.of(
            points,
            found,
            new Grouping(options.by(), STARTS).into(centres.rows()),
            Stability.Options.defaults(),
            seed,
            workers,
            Progress.NONE);
    Separation separation =
        Separation.of(
            points,
            new KMeans(KMeans.Options.of(2, Distance.COSINE).withStarts(STARTS)),
            seed,
            workers);
    return new Trust(
        stability.adjustedRand(),
        Arrays.stream(stability.ofCluster()).boxed().toList(),
        separation.chance());
  }

  /** The verdict with what it is worth, where there are segments. */
  Verdict added(Verdict verdict) {
    return ofSegment.isEmpty()
        ? verdict
        : new Verdict(
            verdict.clusters(),
            verdict.basis(),
            String.format(
                Locale.ROOT,
                "%s %s; among half of the users the segments are found again with an adjusted Rand index of %.2f.",
                verdict.reason(),
                oneHeap < GAP ? "Gaps lie between users" : "No gap lies between users",
                adjustedRand));
  }
}
