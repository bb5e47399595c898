package dev.coterie.pipeline.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.clustering.Points;
import dev.coterie.clustering.hierarchy.Method;
import dev.coterie.clustering.quality.Agreement;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Membership;
import dev.coterie.domain.Segmentation;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.PlantedEvents;
import dev.coterie.pipeline.PlantedEvents.Shape;
import dev.coterie.pipeline.PlantedFit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentingTest {
  private static final Workers WORKERS = Workers.of(2);
  private static final PlantedEvents PLANTED =
      PlantedEvents.of(Shape.PLAIN.withMixed(0.1, 0.1), 11);
  private static final Matrix POINTS = PlantedFit.of(PLANTED.log(), WORKERS).profiles().interest();
  private static final Segmentation FOUND = find(POINTS, SegmentOptions.defaults());

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  private static Segmentation find(Matrix points, SegmentOptions options) {
    return find(points, options, WORKERS);
  }

  private static Segmentation find(Matrix points, SegmentOptions options, Workers workers) {
    return Segmenting.find(
        points,
        new BitSet(),
        GivenGroups.none(points.rows()),
        FormerCentres.NONE,
        options,
        10,
        42,
        workers,
        Progress.NONE);
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 1", "2, 0, 1", "3, 0.4, 1", "4, 0.4, 0.06"})
  void plantedInterestsAreFoundWithTheirNumberChosen(long seed, double chinese, double bilingual) {
    PlantedEvents planted =
        PlantedEvents.of(
            Shape.PLAIN.withUsers(500).withLanguages(chinese, bilingual).withMixed(0.1, 0.1), seed);
    Segmentation found = PlantedFit.of(planted.log(), WORKERS).segmentation();
    assertThat(found.verdict().clusters()).isTrue();
    int[] clear =
        IntStream.range(0, 500).filter(u -> planted.isPure(u) || planted.moved(u)).toArray();
    assertThat(
            Agreement.of(pick(found.segment(), clear), pick(planted.interestOfUser(), clear))
                .adjustedRand())
        .isGreaterThanOrEqualTo(0.85);
  }

  private static int[] pick(int[] values, int[] indices) {
    return Arrays.stream(indices).map(i -> values[i]).toArray();
  }

  @Test
  void usersWithTwoInterestsGoToOneOfThem() {
    int[][] votes = new int[FOUND.segments()][4];
    for (int u = 0; u < POINTS.rows(); u++) {
      if (PLANTED.isPure(u)) {
        votes[FOUND.segment()[u]][PLANTED.interestOfUser()[u]]++;
      }
    }
    int two = 0;
    int right = 0;
    for (int u = 0; u < POINTS.rows(); u++) {
      if (!PLANTED.isPure(u) && !PLANTED.moved(u)) {
        int[] vote = votes[FOUND.segment()[u]];
        int interest = IntStream.range(0, 4).reduce((a, b) -> vote[b] > vote[a] ? b : a).orElse(0);
        two++;
        right +=
            interest == PLANTED.interestOfUser()[u] || interest == PLANTED.secondInterest()[u]
                ? 1
                : 0;
      }
    }
    assertThat((double) right / two).isGreaterThanOrEqualTo(0.9);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void aGivenNumberIsTaken(int k) {
    Segmentation found = find(POINTS, SegmentOptions.defaults().withK(k));
    assertThat(found.segments()).isEqualTo(k);
    assertThat(found.curve()).isEmpty();
    assertThat(found.verdict().reason()).contains("asked for");
  }

  @Test
  void oneSegmentCanBeAskedFor() {
    Segmentation found = find(POINTS, SegmentOptions.defaults().withK(1));
    assertThat(found.segments()).isEqualTo(1);
    assertThat(found.segment()).containsOnly(0);
  }

  @Test
  void oneSegmentCanBeAskedForWhereNobodyIsKnown() {
    holds(find(Matrix.zeros(5, 8), SegmentOptions.defaults().withK(1)));
  }

  @Test
  void moreSegmentsThanUsersAreRefused() {
    assertThatThrownBy(() -> find(POINTS, SegmentOptions.defaults().withK(301)))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("301")
        .hasMessageContaining("300 users");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 19})
  void tooFewUsersAreOneSegment(int users) {
    Segmentation found =
        find(POINTS.select(IntStream.range(0, users).toArray()), SegmentOptions.defaults());
    assertThat(found.segments()).isEqualTo(1);
    assertThat(found.verdict().clusters()).isFalse();
    assertThat(found.verdict().reason()).startsWith("Too little data").contains(users + " user");
    assertThat(found.segment()).hasSize(users).containsOnly(0);
    holds(found);
  }

  @Test
  void usersWhoAreAllAlikeAreOneSegmentAndThatIsSaid() {
    Segmentation found = find(POINTS.select(new int[50]), SegmentOptions.defaults());
    assertThat(found.segments()).isEqualTo(1);
    assertThat(found.verdict().clusters()).isFalse();
    assertThat(found.verdict().reason()).contains("alike");
    holds(found);
  }

  @Test
  void usersOfWhomNothingIsKnownGetAPlaceButShapeNothing() {
    Matrix more = Matrix.zeros(POINTS.rows() + 10, POINTS.columns());
    for (int u = 0; u < POINTS.rows(); u++) {
      more.setRow(u, POINTS.row(u));
    }
    Segmentation found = find(more, SegmentOptions.defaults());
    holds(found);
    assertThat(found.centroids()).isEqualTo(FOUND.centroids());
    assertThat(found.segment()).startsWith(FOUND.segment());
  }

  @Test
  void usersOfWhomNothingIsKnownAreInTheMiddleOfAllSegments() {
    Matrix more = Matrix.zeros(POINTS.rows() + 1, POINTS.columns());
    for (int u = 0; u < POINTS.rows(); u++) {
      more.setRow(u, POINTS.row(u));
    }
    Segmentation found = find(more, SegmentOptions.defaults());
    int unknown = POINTS.rows();
    float[] middle = new float[POINTS.columns()];
    for (int g = 0; g < found.segments(); g++) {
      for (int j = 0; j < middle.length; j++) {
        middle[j] += found.centroids().get(g, j);
      }
    }
    double[] cosine = new double[found.segments()];
    for (int g = 0; g < cosine.length; g++) {
      for (int j = 0; j < middle.length; j++) {
        cosine[g] += middle[j] * found.centroids().get(g, j);
      }
    }
    int nearest =
        IntStream.range(0, cosine.length).reduce((a, b) -> cosine[b] > cosine[a] ? b : a).orElse(0);
    assertThat(found.segment()[unknown]).isEqualTo(nearest);
    Segmenting.Places again =
        Segmenting.place(
            Matrix.zeros(1, POINTS.columns()),
            found.centroids(),
            found.parent(),
            found.subCentroids(),
            GivenGroups.none(1),
            found.temperature(),
            WORKERS);
    assertThat(again.segment()[0]).isEqualTo(nearest);
    assertThat(again.membership().row(0)).isEqualTo(found.membership().row(unknown));
  }

  @Test
  void usersWhoAreAlikeHaveOneSubsegment() {
    int[] copies = new int[200];
    Arrays.setAll(copies, u -> u % 2 == 0 ? 0 : firstOfAnotherInterest());
    Segmentation found = find(POINTS.select(copies), SegmentOptions.defaults().withK(2));
    assertThat(found.segments()).isEqualTo(2);
    assertThat(found.subsegments()).isEqualTo(2);
  }

  private static int firstOfAnotherInterest() {
    return IntStream.range(0, POINTS.rows())
        .filter(u -> PLANTED.interestOfUser()[u] != PLANTED.interestOfUser()[0])
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void everyAlgorithmGivesEveryUserASegment(Algorithm algorithm) {
    SegmentOptions options = SegmentOptions.defaults().withAlgorithm(algorithm);
    Segmentation found = find(POINTS, options);
    holds(found);
    assertThat(found.verdict().clusters()).isTrue();
    assertThat(found.segments()).isBetween(2, 30);
    int[] pure = IntStream.range(0, POINTS.rows()).filter(PLANTED::isPure).toArray();
    if (algorithm != Algorithm.SINGLE) {
      assertThat(
              Agreement.of(pick(found.segment(), pure), pick(PLANTED.interestOfUser(), pure))
                  .adjustedRand())
          .isGreaterThan(0.6);
    }
    try (Workers workers = Workers.of(8)) {
      Segmentation again = find(POINTS, options, workers);
      assertThat(again.segment()).isEqualTo(found.segment());
      assertThat(again.overall()).isEqualTo(found.overall());
      assertThat(again.stability()).isEqualTo(found.stability());
    }
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void aGivenNumberIsTakenByEveryAlgorithmThatTakesOne(Algorithm algorithm) {
    Segmentation found = find(POINTS, SegmentOptions.defaults().withAlgorithm(algorithm).withK(5));
    if (algorithm.findsNumber()) {
      assertThat(found.verdict().basis()).isEqualTo(Segmentation.Basis.DENSITY);
      assertThat(found.verdict().reason()).contains("dense places").contains("nearest");
      assertThat(found.overall().noise()).isBetween(0.0, 1.0);
    } else {
      assertThat(found.verdict().basis()).isEqualTo(Segmentation.Basis.GIVEN);
      assertThat(found.segments()).isBetween(2, 5);
      assertThat(found.overall().noise()).isZero();
    }
  }

  @Test
  void plantedSegmentsComeBackAndLieApart() {
    assertThat(FOUND.overall().stability()).isGreaterThan(0.7);
    assertThat(FOUND.stability())
        .hasSize(FOUND.segments())
        .allSatisfy(jaccard -> assertThat(jaccard).isBetween(0.0, 1.0));
    assertThat(FOUND.overall().oneHeap()).isLessThan(0.05);
    assertThat(find(POINTS, SegmentOptions.defaults().withK(1)).stability()).isEmpty();
  }

  @Test
  void usersSpreadEvenlyAreOneHeapWhateverIsAskedFor() {
    SplittableRandom random = new SplittableRandom(3);
    Matrix spread = Matrix.zeros(400, 8);
    for (int u = 0; u < spread.rows(); u++) {
      for (int j = 0; j < spread.columns(); j++) {
        spread.set(u, j, (float) random.nextGaussian());
      }
      VectorMath.normalise(spread, u);
    }
    Segmentation found = find(spread, SegmentOptions.defaults().withK(6));
    assertThat(found.overall().oneHeap()).isGreaterThan(0.05);
    assertThat(found.overall().stability()).isLessThan(0.6);
  }

  @Test
  void tooManyUsersForATreeAreLinkedByCentres() {
    Points points = Points.of(POINTS);
    UserTree whole = UserTree.of(points, Method.WARD, 300, 60, 1, WORKERS, Progress.NONE);
    UserTree small = UserTree.of(points, Method.WARD, 200, 60, 1, WORKERS, Progress.NONE);
    assertThat(small.tree().points()).isEqualTo(60);
    int[] label = small.cut(4, WORKERS).label();
    assertThat(label).hasSize(POINTS.rows());
    assertThat(Agreement.of(label, whole.cut(4, WORKERS).label()).adjustedRand())
        .isGreaterThan(0.7);
  }

  @Test
  void nobodyKnownIsOneSegment() {
    Segmentation found = find(Matrix.zeros(30, 8), SegmentOptions.defaults());
    assertThat(found.segments()).isEqualTo(1);
    assertThat(found.verdict().reason()).startsWith("Too little data");
    holds(found);
  }

  @Test
  void usersLeftOutShapeNothing() {
    BitSet without = new BitSet();
    without.set(0, 40);
    Segmentation found =
        Segmenting.find(
            POINTS,
            without,
            GivenGroups.none(POINTS.rows()),
            FormerCentres.NONE,
            SegmentOptions.defaults(),
            10,
            42,
            WORKERS,
            Progress.NONE);
    Segmentation alone =
        find(POINTS.select(IntStream.range(40, 300).toArray()), SegmentOptions.defaults());
    assertThat(found.centroids()).isEqualTo(alone.centroids());
    assertThat(found.segment()).hasSize(300);
  }

  @Test
  void membershipsSumToOneAndTheLabelIsTheHighest() {
    holds(FOUND);
    assertThat(FOUND.segments()).isGreaterThan(1);
  }

  private static void holds(Segmentation found) {
    found.membership().requireFinite("membership");
    found.subMembership().requireFinite("membership of subsegments");
    for (int u = 0; u < found.segment().length; u++) {
      double[] sums = new double[found.segments()];
      double sum = 0;
      for (int g = 0; g < found.segments(); g++) {
        sum += found.membership().get(u, g);
      }
      for (int c = 0; c < found.subsegments(); c++) {
        sums[found.parent()[c]] += found.subMembership().get(u, c);
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
      for (double ofSegment : sums) {
        assertThat(ofSegment).isCloseTo(1, within(1e-5));
      }
      assertThat(Membership.argMax(found.membership(), u)).isEqualTo(found.segment()[u]);
      int sub = found.subsegment()[u];
      assertThat(found.parent()[sub]).isEqualTo(found.segment()[u]);
      for (int c = 0; c < found.subsegments(); c++) {
        if (found.parent()[c] == found.segment()[u]) {
          assertThat(found.subMembership().get(u, c))
              .isLessThanOrEqualTo(found.subMembership().get(u, sub));
        }
      }
    }
  }

  @Test
  void theLargestComesFirstAtBothLevels() {
    int[] sizes = sizes(FOUND.segment(), FOUND.segments());
    for (int g = 1; g < sizes.length; g++) {
      assertThat(sizes[g]).isLessThanOrEqualTo(sizes[g - 1]);
    }
    assertThat(FOUND.quality()).hasSize(FOUND.segments() + FOUND.subsegments());
    for (int g = 0; g < sizes.length; g++) {
      assertThat(FOUND.quality().get(g).size()).isEqualTo(sizes[g]);
    }
    int[] subSizes = sizes(FOUND.subsegment(), FOUND.subsegments());
    assertThat(FOUND.parent()).isSorted();
    for (int c = 1; c < subSizes.length; c++) {
      if (FOUND.parent()[c] == FOUND.parent()[c - 1]) {
        assertThat(subSizes[c]).isLessThanOrEqualTo(subSizes[c - 1]);
      }
    }
  }

  private static int[] sizes(int[] label, int groups) {
    int[] sizes = new int[groups];
    for (int group : label) {
      sizes[group]++;
    }
    return sizes;
  }

  @Test
  void newUsersGetThePlacesThatTheyWouldHaveHad() {
    int[] some = {3, 77, 150};
    Segmenting.Places places =
        Segmenting.place(
            POINTS.select(some),
            FOUND.centroids(),
            FOUND.parent(),
            FOUND.subCentroids(),
            GivenGroups.none(some.length),
            FOUND.temperature(),
            WORKERS);
    assertThat(places.segment()).isEqualTo(pick(FOUND.segment(), some));
    assertThat(places.subsegment()).isEqualTo(pick(FOUND.subsegment(), some));
    assertThat(places.membership()).isEqualTo(FOUND.membership().select(some));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void isTheSameForAnyThreads(int threads) {
    try (Workers workers = Workers.of(threads)) {
      Segmentation found = find(POINTS, SegmentOptions.defaults(), workers);
      assertThat(found.segment()).isEqualTo(FOUND.segment());
      assertThat(found.subsegment()).isEqualTo(FOUND.subsegment());
      assertThat(found.membership()).isEqualTo(FOUND.membership());
      assertThat(found.subMembership()).isEqualTo(FOUND.subMembership());
      assertThat(found.silhouette()).isEqualTo(FOUND.silhouette());
      assertThat(found.curve()).isEqualTo(FOUND.curve());
      assertThat(found.quality()).isEqualTo(FOUND.quality());
      assertThat(found.overall()).isEqualTo(FOUND.overall());
    }
  }

  @Test
  void theCurveRisesInK() {
    assertThat(FOUND.curve()).extracting(Segmentation.KPoint::k).isSorted().startsWith(2);
    assertThat(FOUND.curve())
        .allSatisfy(point -> assertThat(point.silhouette()).isBetween(-1.0, 1.0));
  }

  @Test
  void optionsRefuseWhatMakesNoSense() {
    assertThatThrownBy(() -> SegmentOptions.defaults().withK(0)).hasMessageContaining("not 0");
    assertThatThrownBy(
            () -> new SegmentOptions(Optional.empty(), Optional.empty(), 30, 5, Double.NaN))
        .hasMessageContaining("temperature");
    assertThatThrownBy(
            () -> new SegmentOptions(Optional.of(Algorithm.HDBSCAN), Optional.of(4), 30, 5, 0.1))
        .hasMessage("k is not for hdbscan, which finds the number itself");
  }
}
