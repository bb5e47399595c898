package dev.coterie.pipeline.segment;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.layout.NeighbourLayout;
import dev.coterie.clustering.quality.CentreQuality;
import dev.coterie.clustering.quality.Silhouette;
import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.GivenRule;
import dev.coterie.domain.Membership;
import dev.coterie.domain.Segmentation;
import dev.coterie.domain.Segmentation.Overall;
import dev.coterie.domain.Segmentation.Quality;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.MatrixProduct;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the tree of segments and subsegments, and every user's place in it.
 *
 * <p>Segments are numbered by size, the largest first, and so are the subsegments of each.
 */
public final class Segmenting {
  private final SegmentOptions options;
  private final long seed;
  private final Workers workers;

  private Segmenting(SegmentOptions options, long seed, Workers workers) {
    this.options = options;
    this.seed = seed;
    this.workers = workers;
  }

  /**
   * Finds segments among users.
   *
   * @param points one unit row a user; a row of zeros for a user of whom nothing is known, who gets
   *     a place, in the middle of all segments, but does not shape it
   * @param without users who get a place but do not shape it either
   * @param given segments that are there already; the others are found around them
   * @param former the segments of an earlier fit
   * @param otherwise the number of segments where none is given and the silhouette has no peak
   */
  public static Segmentation find(
      Matrix points,
      BitSet without,
      GivenGroups given,
      FormerCentres former,
      SegmentOptions options,
      int otherwise,
      long seed,
      Workers workers,
      Progress progress) {
    return new Segmenting(options, seed, workers)
        .find(points, without, given, former, otherwise, progress);
  }

  /**
   * The tree alone for a given number of segments, not judged; see {@link #find} for the rest.
   *
   * @param k not more than there are users of whom something is known, or 1
   */
  public static Tree tree(
      Matrix points, BitSet without, SegmentOptions options, int k, long seed, Workers workers) {
    SegmentOptions given = options.withK(k);
    Matrix known = known(points, without);
    Segmenting segmenting = new Segmenting(given, seed, workers);
    return segmenting.tree(
        points,
        without,
        segmenting.centres(
            SegmentCount.choose(known, given, k, seed, workers, Progress.NONE), known),
        GivenGroups.none(points.rows()));
  }

  /** The users in two dimensions: a picture, never what segments are made from. */
  public static Matrix map(Matrix points, long seed, Workers workers) {
    return NeighbourLayout.of(points, seed, workers);
  }

  /**
   * The centres alone of a number of segments that is tried, the largest first; of fewer where
   * fewer users are known, and of none where nobody is.
   */
  public static Matrix centres(
      Matrix points, BitSet without, SegmentOptions options, int k, long seed, Workers workers) {
    Matrix known = known(points, without);
    if (known.rows() == 0) {
      return known;
    }
    SegmentOptions trial = options.forTrial(Math.min(k, known.rows()));
    return new Segmenting(trial, seed, workers)
        .centres(SegmentCount.choose(known, trial, 1, seed, workers, Progress.NONE), known);
  }

  /**
   * The centres of the segments that the options ask for, the largest first; of one where there are
   * no segments, and of none where nobody is known.
   */
  public static Matrix centres(
      Matrix points, BitSet without, SegmentOptions options, long seed, Workers workers) {
    Matrix known = known(points, without);
    return known.rows() == 0
        ? known
        : new Segmenting(options, seed, workers)
            .centres(SegmentCount.choose(known, options, 1, seed, workers, Progress.NONE), known);
  }

  /** How well segments are found again among half of the users: mean adjusted Rand index. */
  public static double stability(
      Matrix points,
      BitSet without,
      Matrix centres,
      SegmentOptions options,
      long seed,
      Workers workers) {
    Matrix known = known(points, without);
    Segmenting segmenting = new Segmenting(options, seed, workers);
    return Trust.of(known, segmenting.nearest(known, centres), centres, options, seed, workers)
        .adjustedRand();
  }

  /**
   * Memberships of any users in a tree that is there.
   *
   * @param points one unit row a user, made as the tree's were; a row of zeros for a user of whom
   *     nothing is known, who is taken to be in the middle of all segments
   * @param centres one row a segment
   * @param parent segment of each subsegment
   * @param subCentres one row a subsegment
   * @param given who is in the last segments, which were given
   */
  public static Places place(
      Matrix points,
      Matrix centres,
      int[] parent,
      Matrix subCentres,
      GivenGroups given,
      double temperature,
      Workers workers) {
    return Places.of(points, centres, parent, subCentres, given, temperature, workers);
  }

  private Segmentation find(
      Matrix points,
      BitSet without,
      GivenGroups given,
      FormerCentres former,
      int otherwise,
      Progress progress) {
    BitSet outside = given.members();
    outside.or(without);
    Matrix known = known(points, outside);
    if (known.rows() == 0 && given.size() > 0) {
      throw new BadInput(
          "The given segments hold everyone, so that nothing is left to find.\nNarrow their rules, or raise their minimum.");
    }
    SegmentCount anew =
        SegmentCount.choose(
            known, former.number(options, known), otherwise, seed, workers, progress);
    SegmentCount count = former.orNew(anew, known, options, workers);
    Matrix found = centres(count, known);
    Matrix centres = given.after(found);
    Tree tree = tree(points, without, found, given);
    Places places = tree.places();
    Trust trust = Trust.of(known, nearest(known, found), found, options, seed, workers);
    Silhouette silhouette =
        Silhouette.of(points, places.segment(), centres.rows(), Distance.COSINE, workers);
    Silhouette subSilhouette =
        Silhouette.of(points, places.subsegment(), tree.parent().length, Distance.COSINE, workers);
    List<Quality> quality = new ArrayList<>();
    quality.addAll(quality(points, places.segment(), centres, silhouette));
    quality.addAll(quality(points, places.subsegment(), tree.subCentres(), subSilhouette));
    return new Segmentation(
        Segmentation.firstIds(
            centres.rows(), given.rules().stream().map(GivenRule::id).toList(), tree.parent()),
        centres,
        tree.subCentres(),
        tree.parent(),
        places.segment(),
        places.subsegment(),
        places.membership(),
        places.subMembership(),
        silhouette.ofPoint(),
        List.copyOf(quality),
        trust.ofSegment(),
        overall(points, places.segment(), centres.rows(), silhouette.mean(), trust, count.noise()),
        count.curve(),
        trust.added(count.verdict()),
        options.temperature(),
        given.rules());
  }

  /** The tree of found centres and of given ones after them. */
  private Tree tree(Matrix points, BitSet without, Matrix found, GivenGroups given) {
    Matrix centres = given.after(found);
    int[] label = nearest(points, found);
    for (int u = 0; u < label.length && given.size() > 0; u++) {
      label[u] = given.of()[u] < 0 ? label[u] : found.rows() + given.of()[u];
    }
    int[] known =
        IntStream.range(0, points.rows())
            .filter(u -> !without.get(u) && isKnown(points, u))
            .toArray();
    Subsegments inside =
        Subsegments.find(
            points.select(known),
            IntStream.of(known).map(u -> label[u]).toArray(),
            centres,
            options,
            seed,
            workers);
    return new Tree(
        centres,
        inside.parent(),
        inside.centres(),
        Places.of(
            points,
            centres,
            inside.parent(),
            inside.centres(),
            given,
            options.temperature(),
            workers));
  }

  private static Matrix known(Matrix points, BitSet without) {
    return points.select(
        IntStream.range(0, points.rows())
            .filter(u -> !without.get(u) && isKnown(points, u))
            .toArray());
  }

  private Matrix centres(SegmentCount count, Matrix known) {
    return count
        .clustering()
        .map(clustering -> bySize(clustering.centres(), known))
        .orElseGet(() -> centre(known.columns(), known));
  }

  private Overall overall(
      Matrix points, int[] segment, int k, double silhouette, Trust trust, double noise) {
    CentreQuality figures = CentreQuality.of(points, segment, k, Distance.COSINE, workers);
    return new Overall(
        silhouette,
        figures.inertia(),
        figures.centreDistance(),
        figures.daviesBouldin(),
        figures.calinskiHarabasz(),
        trust.adjustedRand(),
        trust.oneHeap(),
        noise);
  }

  private static List<Quality> quality(
      Matrix points, int[] label, Matrix centres, Silhouette silhouette) {
    int[] sizes = new int[centres.rows()];
    double[] cosines = new double[centres.rows()];
    for (int u = 0; u < label.length; u++) {
      sizes[label[u]]++;
      cosines[label[u]] +=
          VectorMath.dot(
              points.data(),
              points.offset(u),
              centres.data(),
              centres.offset(label[u]),
              points.columns());
    }
    return IntStream.range(0, sizes.length)
        .mapToObj(
            g ->
                new Quality(
                    sizes[g], silhouette.ofCluster()[g], sizes[g] == 0 ? 0 : cosines[g] / sizes[g]))
        .toList();
  }

  private Matrix bySize(Matrix centres, Matrix known) {
    int[] sizes = new int[centres.rows()];
    for (int g : nearest(known, centres)) {
      sizes[g]++;
    }
    return centres.select(
        IntStream.range(0, sizes.length)
            .filter(g -> sizes[g] > 0)
            .boxed()
            .sorted(Comparator.comparingInt((Integer g) -> -sizes[g]))
            .mapToInt(Integer::intValue)
            .toArray());
  }

  private int[] nearest(Matrix points, Matrix centres) {
    int[] label = new int[points.rows()];
    CentreClustering.nearest(centres, Distance.COSINE, workers)
        .find(points, workers, label, new float[label.length]);
    return label;
  }

  /** The mean direction of rows; zeros where there is none. */
  private static Matrix centre(int dimension, Matrix known) {
    Matrix centre = Matrix.zeros(1, dimension);
    for (int u = 0; u < known.rows(); u++) {
      VectorMath.axpy(1, known.data(), known.offset(u), centre.data(), 0, dimension);
    }
    VectorMath.normalise(centre, 0);
    return centre;
  }

  private static boolean isKnown(Matrix points, int u) {
    return VectorMath.norm(points.data(), points.offset(u), points.columns()) > 0;
  }

  /**
   * Segments, subsegments, and where users belong among them.
   *
   * @param centres one unit row a segment
   * @param parent segment of each subsegment, ascending
   * @param subCentres one unit row a subsegment
   */
  public record Tree(Matrix centres, int[] parent, Matrix subCentres, Places places) {}

  /**
   * Where users belong. A user of whom nothing is known is placed by the mean of the segments'
   * centres: all memberships are near each other, and the hard label is the most usual segment, not
   * the first.
   *
   * @param segment the arg max of each row of {@code membership}
   * @param subsegment the arg max of {@code subMembership} within that segment
   * @param membership users × segments, rows sum to 1
   * @param subMembership users × subsegments, summing to 1 within each segment
   */
  public record Places(int[] segment, int[] subsegment, Matrix membership, Matrix subMembership) {
    static Places of(
        Matrix users,
        Matrix centres,
        int[] parent,
        Matrix subCentres,
        GivenGroups given,
        double temperature,
        Workers workers) {
      Matrix points = withUnknown(users, centres);
      Matrix similarity = MatrixProduct.timesTransposed(points, centres, workers);
      given.hold(similarity, temperature);
      Matrix membership = Membership.ofSegments(similarity, temperature);
      Matrix subMembership =
          Membership.within(
              MatrixProduct.timesTransposed(points, subCentres, workers), parent, temperature);
      int[] segment = new int[points.rows()];
      int[] subsegment = new int[points.rows()];
      for (int u = 0; u < segment.length; u++) {
        segment[u] = Membership.argMax(membership, u);
        subsegment[u] = Membership.argMaxWithin(subMembership, u, parent, segment[u]);
      }
      return new Places(segment, subsegment, membership, subMembership);
    }

    private static Matrix withUnknown(Matrix users, Matrix centres) {
      Matrix all = users.copy();
      float[] middle = centre(centres.columns(), centres).row(0);
      for (int u = 0; u < all.rows(); u++) {
        if (!isKnown(all, u)) {
          all.setRow(u, middle);
        }
      }
      return all;
    }
  }
}
