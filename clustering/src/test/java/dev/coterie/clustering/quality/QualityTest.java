package dev.coterie.clustering.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Golden;
import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QualityTest {
  private static final Workers ONE = Workers.of(1);
  private static final Workers THREE = Workers.of(3);

  @AfterAll
  static void stop() {
    ONE.close();
    THREE.close();
  }

  @ParameterizedTest
  @EnumSource
  void figuresAreThoseOfScikitLearn(Distance distance) {
    String group = distance.name();
    Matrix points = Golden.points();
    int[] labels = Golden.labels();
    Silhouette silhouette = Silhouette.of(points, labels, 4, distance, THREE);
    assertThat(silhouette.mean()).isCloseTo(Golden.quality(group, "silhouette"), within(1e-5));
    List<String[]> ofPoint = Golden.cells("silhouette.csv");
    for (int i = 0; i < ofPoint.size(); i++) {
      double expected = Double.parseDouble(ofPoint.get(i)[distance == Distance.EUCLIDEAN ? 0 : 1]);
      assertThat((double) silhouette.ofPoint()[i]).as("%d", i).isCloseTo(expected, within(1e-4));
    }
    CentreQuality quality = CentreQuality.of(points, labels, 4, distance, THREE);
    assertThat(quality.inertia()).isCloseTo(Golden.quality(group, "inertia"), within(1e-3));
    assertThat(quality.centreDistance())
        .isCloseTo(Golden.quality(group, "centreDistance"), within(1e-5));
    assertThat(quality.daviesBouldin())
        .isCloseTo(Golden.quality(group, "daviesBouldin"), within(1e-4));
    assertThat(quality.calinskiHarabasz())
        .isCloseTo(Golden.quality(group, "calinskiHarabasz"), within(1e-3));
  }

  @Test
  void agreementIsThatOfScikitLearn() {
    Agreement agreement = Agreement.of(Golden.labels(), Golden.truth());
    assertThat(agreement.adjustedRand()).isCloseTo(Golden.quality("TRUTH", "ari"), within(1e-8));
    assertThat(agreement.normalisedMutualInformation())
        .isCloseTo(Golden.quality("TRUTH", "nmi"), within(1e-8));
    assertThat(agreement.purity()).isCloseTo(Golden.quality("TRUTH", "purity"), within(1e-8));
    assertThat(agreement.adjustedMutualInformation())
        .isCloseTo(Golden.quality("TRUTH", "ami"), within(1e-8));
    assertThat(agreement.homogeneity())
        .isCloseTo(Golden.quality("TRUTH", "homogeneity"), within(1e-8));
    assertThat(agreement.completeness())
        .isCloseTo(Golden.quality("TRUTH", "completeness"), within(1e-8));
    assertThat(agreement.vMeasure()).isCloseTo(Golden.quality("TRUTH", "v"), within(1e-8));
    assertThat(agreement.fowlkesMallows())
        .isCloseTo(Golden.quality("TRUTH", "fowlkesMallows"), within(1e-8));
  }

  @Test
  void agreementAtItsEnds() {
    assertThat(figures(new int[] {7, 7, -1}, new int[] {0, 0, 3}))
        .containsExactly(new double[] {1, 1, 1, 1, 1, 1, 1}, within(1e-12));
    assertThat(figures(new int[] {1, 1, 1}, new int[] {2, 2, 2}))
        .containsExactly(new double[] {1, 1, 1, 1, 1, 1, 1}, within(1e-12));
    // One point has no pairs, so that none of them agree.
    assertThat(figures(new int[] {0}, new int[] {0})).containsExactly(1, 1, 1, 1, 1, 1, 0);
    Agreement none = Agreement.of(new int[] {0, 0, 0, 0}, new int[] {0, 0, 1, 1});
    assertThat(none.adjustedRand()).isZero();
    assertThat(none.normalisedMutualInformation()).isZero();
    assertThat(none.purity()).isEqualTo(0.5);
    assertThat(none.adjustedMutualInformation()).isCloseTo(0, within(1e-9));
    assertThat(none.homogeneity()).isZero();
    assertThat(none.completeness()).isOne();
    assertThatThrownBy(() -> Agreement.of(new int[1], new int[2]))
        .hasMessage("1 labels against 2 of the truth");
    assertThatThrownBy(() -> Agreement.of(new int[0], new int[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double[] figures(int[] label, int[] truth) {
    Agreement agreement = Agreement.of(label, truth);
    return new double[] {
      agreement.adjustedRand(),
      agreement.normalisedMutualInformation(),
      agreement.purity(),
      agreement.adjustedMutualInformation(),
      agreement.homogeneity(),
      agreement.completeness(),
      agreement.fowlkesMallows()
    };
  }

  @Test
  void silhouetteBySquaresIsThatOfScikitLearn() {
    Silhouette silhouette = Silhouette.ofSquares(Golden.points(), Golden.labels(), 4, THREE);
    assertThat(silhouette.mean()).isCloseTo(Golden.quality("SQUARES", "silhouette"), within(1e-5));
    Matrix points = Matrix.of(4, 1, new float[] {0, 1, 10, 30});
    Silhouette s = Silhouette.ofSquares(points, new int[] {0, 0, 1, 2}, 4, ONE);
    assertThat(s.ofPoint()).containsExactly(new float[] {0.99f, 80f / 81, 0, 0}, within(1e-6f));
    assertThat(Silhouette.ofSquares(points, new int[4], 1, ONE).mean()).isZero();
  }

  @Test
  void silhouetteByHand() {
    Matrix points = Matrix.of(4, 1, new float[] {0, 1, 10, 30});
    Silhouette s = Silhouette.of(points, new int[] {0, 0, 1, 2}, 4, Distance.EUCLIDEAN, ONE);
    assertThat(s.ofPoint()).containsExactly(new float[] {0.9f, 8f / 9, 0, 0}, within(1e-6f));
    assertThat(s.ofCluster()[0]).isCloseTo((0.9 + 8.0 / 9) / 2, within(1e-6));
    assertThat(s.ofCluster()[3]).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void oneClusterDuplicatesAndZeros(Distance distance) {
    Matrix same = Matrix.zeros(6, 2);
    Arrays.fill(same.data(), 3);
    int[] two = {0, 1, 0, 1, 0, 1};
    assertThat(Silhouette.of(same, two, 2, distance, ONE).ofPoint()).containsOnly(0);
    assertThat(Silhouette.of(same, new int[6], 1, distance, ONE).mean()).isZero();
    assertThat(Silhouette.of(same, new int[6], 2, distance, ONE).mean()).isZero();
    assertThat(Silhouette.of(Matrix.zeros(6, 2), two, 2, distance, ONE).mean()).isZero();
    assertThat(Silhouette.of(Matrix.zeros(0, 2), new int[0], 1, distance, ONE).mean()).isZero();
    assertThat(CentreQuality.of(same, two, 2, distance, ONE))
        .isEqualTo(new CentreQuality(0, 0, 0, 1));
    assertThat(CentreQuality.of(same, new int[6], 3, distance, ONE))
        .isEqualTo(new CentreQuality(0, 0, 0, 0));
  }

  @ParameterizedTest
  @EnumSource
  void silhouetteFarFromTheOriginAndOnAnyNumberOfThreads(Distance distance) {
    Matrix points = new Cases(3).groups("points", 1300, 6, 4);
    int[] label = new int[1300];
    Arrays.setAll(label, i -> i % 4 == 3 && i % 8 == 3 ? 0 : i % 4);
    Silhouette one = Silhouette.of(points, label, 4, distance, ONE);
    assertThat(Silhouette.of(points, label, 4, distance, THREE).ofPoint()).isEqualTo(one.ofPoint());
    if (distance == Distance.EUCLIDEAN) {
      Matrix moved = points.copy();
      for (int i = 0; i < moved.data().length; i++) {
        moved.data()[i] += 1000;
      }
      assertThat(Silhouette.of(moved, label, 4, distance, ONE).mean())
          .isCloseTo(one.mean(), within(1e-3));
    }
  }

  @Test
  void sampledMeanIsNearTheExactOne() {
    Matrix points = new Cases(3).groups("points", 2000, 3, 4);
    int[] label = new int[2000];
    Arrays.setAll(label, i -> i % 4 == 3 && i % 8 == 3 ? 0 : i % 4);
    double exact = Silhouette.of(points, label, 4, Distance.EUCLIDEAN, THREE).mean();
    double sampled = Silhouette.sampledMean(points, label, 4, Distance.EUCLIDEAN, 800, 1, THREE);
    assertThat(sampled).isNotEqualTo(exact).isCloseTo(exact, within(0.05));
    assertThat(Silhouette.sampledMean(points, label, 4, Distance.EUCLIDEAN, 2000, 1, ONE))
        .isEqualTo(exact);
    int held = 0;
    for (int seed = 0; seed < 40; seed++) {
      Silhouette.Estimate estimate =
          Silhouette.sampled(points, label, 4, Distance.EUCLIDEAN, 400, seed, THREE);
      held += estimate.low() <= exact && exact <= estimate.high() ? 1 : 0;
      assertThat(estimate.high() - estimate.low()).isBetween(0.005, 0.2);
    }
    assertThat(held).isGreaterThanOrEqualTo(34);
  }

  @Test
  void badLabelsAreRefusedByPlace() {
    assertThatThrownBy(
            () -> Silhouette.of(Matrix.zeros(2, 1), new int[] {0, 2}, 2, Distance.EUCLIDEAN, ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("label 2 of point 1 is not one of 0 to 1");
    assertThatThrownBy(
            () -> CentreQuality.of(Matrix.zeros(2, 1), new int[1], 2, Distance.COSINE, ONE))
        .hasMessage("1 labels for 2 points");
  }
}
