package dev.coterie.clustering.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.clustering.Centres;
import dev.coterie.clustering.Clusterer;
import dev.coterie.clustering.ClusteringContract;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Golden;
import dev.coterie.clustering.Points;
import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GaussianMixtureTest extends ClusteringContract {
  private final Workers workers = Workers.of(2);

  @AfterEach
  void stop() {
    workers.close();
  }

  @Override
  protected Clusterer<?> forThreeGroups(Distance distance, double scale) {
    return new GaussianMixture(GaussianMixture.Options.of(3, Covariance.DIAGONAL, distance));
  }

  private static GaussianMixture.Options options(int k, Covariance kind, int iterations) {
    return new GaussianMixture.Options(k, kind, Distance.EUCLIDEAN, iterations, 0, 1e-6);
  }

  @ParameterizedTest
  @EnumSource
  void figuresAreThoseOfScikitLearn(Covariance kind) {
    String name = kind == Covariance.DIAGONAL ? "diag" : kind.name().toLowerCase(Locale.ROOT);
    double[] expected =
        Golden.cells("mixture.csv").stream()
            .filter(line -> line[0].equals(name))
            .flatMapToDouble(line -> Arrays.stream(line).skip(1).mapToDouble(Double::parseDouble))
            .toArray();
    Matrix points = Golden.points();
    Points all = Points.of(points);
    Matrix zeros = Matrix.zeros(4, 5);
    // The golden starts from labels; so does a step from their moments.
    Step step = new Step(all, Matrix.zeros(1, 5), new Features(kind, 5), 4, workers);
    double[] squares = new double[25];
    for (int i = 0; i < 120; i++) {
      for (int e = 0; e < 25; e++) {
        squares[e] += (double) points.get(i, e / 5) * points.get(i, e % 5);
      }
    }
    Moments moments = step.ofLabels(Golden.labels());
    Components components = ones(zeros, kind);
    for (int iteration = 0; iteration <= 5; iteration++) {
      components = moments.components(new Features(kind, 5), squares, 1e-6, ones(zeros, kind));
      moments = step.ofComponents(components, Step.Found.NOTHING);
    }
    assertThat(moments.logLikelihood() / 120).isCloseTo(expected[0], within(2e-4));
    for (int c = 0; c < 4; c++) {
      assertThat(components.weight()[c]).isCloseTo(expected[3 + c], within(1e-4));
      for (int j = 0; j < 5; j++) {
        assertThat(components.mean()[c][j]).isCloseTo(expected[7 + 5 * c + j], within(2e-3));
      }
    }
    MixtureClustering model =
        new MixtureClustering(
            new int[120],
            new float[120],
            components,
            zeros,
            Distance.EUCLIDEAN,
            moments.logLikelihood() / 120,
            120,
            5,
            false);
    assertThat(model.bic()).isCloseTo(expected[1], within(0.1));
    assertThat(model.aic()).isCloseTo(expected[2], within(0.1));
  }

  private static Components ones(Matrix centres, Covariance kind) {
    double[][] mean = new double[4][5];
    double[][] covariance = new double[4][kind.length(5)];
    for (double[] each : covariance) {
      for (int e = 0; e < each.length; e += each.length == 25 ? 6 : 1) {
        each[e] = 1;
      }
    }
    assertThat(centres.rows()).isEqualTo(4);
    return Components.of(kind, new double[] {0.25, 0.25, 0.25, 0.25}, mean, covariance);
  }

  @ParameterizedTest
  @EnumSource
  void likelihoodNeverFalls(Covariance kind) {
    for (Cases cases : Cases.ten().toList()) {
      Matrix points = cases.matrix("points", cases.size("n", 60, 500), cases.size("d", 1, 9));
      Matrix centres = points.select(new int[] {1, 5, 9, 20});
      double last = Double.NEGATIVE_INFINITY;
      for (int iterations = 1; iterations < 8; iterations++) {
        double now =
            new GaussianMixture(options(4, kind, iterations))
                .fitFrom(centres, Points.of(points), workers, Progress.NONE)
                .logLikelihood();
        assertThat(now).as("%s %s after %d", cases, kind, iterations).isGreaterThan(last - 1e-4);
        last = now;
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneComponentIsMeanAndCovarianceOfAll(Covariance kind) {
    Matrix points = new Cases(3).matrix("points", 200, 3);
    for (int i = 0; i < 200; i++) {
      points.set(i, 0, 3 * points.get(i, 0) + 500);
    }
    MixtureClustering found = new GaussianMixture(options(1, kind, 3)).fit(points, 1, workers);
    Matrix mean = Centres.means(Points.of(points), new int[200], Matrix.zeros(1, 3), workers);
    assertThat(found.means().data()).containsExactly(mean.data(), within(1e-3f));
    double variance = 0;
    for (int i = 0; i < 200; i++) {
      variance += Math.pow(points.get(i, 0) - (double) mean.get(0, 0), 2) / 200;
    }
    if (kind != Covariance.SPHERICAL) {
      assertThat(found.covariance(0)[0]).isCloseTo(variance, within(1e-3 * variance));
    }
    assertThat(found.weights()).containsExactly(1);
    assertThat(found.confidence(Points.of(points), workers)).containsOnly(1);
  }

  @ParameterizedTest
  @EnumSource
  void sharpComponentsFarApartAreMeasuredByDifferences(Covariance kind) {
    Cases cases = new Cases(5);
    Matrix points = cases.matrix("points", 300, 2);
    int[] truth = new int[300];
    for (int i = 0; i < 300; i++) {
      truth[i] = i % 3;
      points.set(i, 0, 0.01f * points.get(i, 0) + 400 * (i % 3));
      points.set(i, 1, 0.01f * points.get(i, 1));
    }
    MixtureClustering found =
        new GaussianMixture(options(3, kind, 5))
            .fitFrom(points.select(new int[] {0, 1, 2}), Points.of(points), workers, Progress.NONE);
    assertThat(found.label()).isEqualTo(truth);
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void weightsCountAsCopies(Cases cases) {
    Matrix few = cases.matrix("points", 40, 3);
    float[] weights = new float[40];
    List<Integer> rows = new java.util.ArrayList<>();
    for (int i = 0; i < 40; i++) {
      weights[i] = 1 + i % 3;
      for (int copy = 0; copy < weights[i]; copy++) {
        rows.add(i);
      }
    }
    Matrix many = few.select(rows.stream().mapToInt(row -> row).toArray());
    Matrix centres = few.select(new int[] {0, 7});
    GaussianMixture mixture = new GaussianMixture(options(2, Covariance.FULL, 4));
    MixtureClustering weighted =
        mixture.fitFrom(centres, new Points(few, weights), workers, Progress.NONE);
    MixtureClustering copied = mixture.fitFrom(centres, Points.of(many), workers, Progress.NONE);
    assertThat(weighted.logLikelihood()).isCloseTo(copied.logLikelihood(), within(0.02));
    assertThat(weighted.bic()).isCloseTo(copied.bic(), within(4.0));
  }

  @ParameterizedTest
  @EnumSource
  void asManyComponentsAsPointsAndEqualPoints(Covariance kind) {
    Matrix points = new Cases(4).matrix("points", 6, 3);
    MixtureClustering found = new GaussianMixture(options(6, kind, 5)).fit(points, 1, workers);
    assertThat(found.clusters()).isEqualTo(6);
    assertThat(found.logLikelihood()).isFinite();
    Matrix same = Matrix.zeros(9, 2);
    MixtureClustering equal = new GaussianMixture(options(3, kind, 5)).fit(same, 1, workers);
    assertThat(equal.logLikelihood()).isFinite();
    assertThat(new GaussianMixture(options(1, kind, 2)).fit(Matrix.zeros(1, 1), 1, workers).label())
        .containsExactly(0);
  }

  @ParameterizedTest
  @EnumSource
  void columnsThatFollowFromOthersAtAnyScaleDoNoHarm(Covariance kind) {
    Matrix points = new Cases(8).groups("points", 300, 3, 3);
    for (int i = 0; i < 300; i++) {
      points.set(i, 0, 10_000 * points.get(i, 0));
      points.set(i, 1, 3 * points.get(i, 0));
    }
    MixtureClustering found = new GaussianMixture(options(3, kind, 10)).fit(points, 1, workers);
    assertThat(found.logLikelihood()).isFinite();
    for (int i = 3; i < 300; i++) {
      assertThat(found.label()[i]).isEqualTo(found.label()[i % 3]);
    }
  }

  @Test
  void manyColumnsAreTakenPieceByPiece() {
    Matrix points = new Cases(6).groups("points", 200, 100, 2);
    MixtureClustering found =
        new GaussianMixture(
                new GaussianMixture.Options(2, Covariance.FULL, Distance.EUCLIDEAN, 3, 0, 0.1))
            .fit(points, 1, workers);
    for (int i = 2; i < 200; i++) {
      assertThat(found.label()[i]).isEqualTo(found.label()[i % 2]);
    }
  }

  @Test
  void badOptionsAreRefused() {
    assertThatThrownBy(() -> GaussianMixture.Options.of(0, Covariance.FULL, Distance.EUCLIDEAN))
        .hasMessageContaining("not 0");
    assertThatThrownBy(
            () ->
                new GaussianMixture.Options(1, Covariance.FULL, Distance.COSINE, 1, Double.NaN, 1))
        .hasMessageContaining("tolerance")
        .hasMessageContaining("NaN");
    assertThatThrownBy(
            () -> new GaussianMixture.Options(1, Covariance.FULL, Distance.COSINE, 1, 0, 0))
        .hasMessageContaining("regularisation");
    assertThatThrownBy(
            () ->
                new GaussianMixture(options(4, Covariance.TIED, 1))
                    .fit(Matrix.zeros(3, 2), 1, workers))
        .hasMessage("k = 4 is more than the 3 points");
  }
}
