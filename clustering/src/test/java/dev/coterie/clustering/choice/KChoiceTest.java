package dev.coterie.clustering.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.clustering.Distance;
import dev.coterie.clustering.Points;
import dev.coterie.clustering.kmeans.KMeans;
import dev.coterie.numeric.Cases;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KChoiceTest {
  private static KChoice choose(Matrix points, Distance distance, KChoice.Options options) {
    try (Workers workers = Workers.of(2)) {
      return KChoice.choose(
          Points.of(points),
          k -> new KMeans(KMeans.Options.of(k, distance)),
          options,
          1,
          workers,
          Progress.NONE);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void findsThePlantedNumber(Cases cases) {
    int groups = cases.size("groups", 3, 8);
    Matrix points = cases.groups("points", 300, 16, groups);
    for (Distance distance : Distance.values()) {
      KChoice choice = choose(points, distance, KChoice.Options.of(2, 3, 4, 5, 6, 7, 8, 9, 10, 12));
      assertThat(choice.k()).as("%s: %s", cases, choice.reason()).isEqualTo(groups);
      assertThat(choice.clustering().clusters()).isEqualTo(groups);
      assertThat(choice.reason()).startsWith("k = " + groups + " ").endsWith(".");
      assertThat(choice.curve().points()).hasSize(10);
    }
  }

  @Test
  void thePlantedNumberIsTheLargestThatIsFoundAgain() {
    Matrix points = new Cases(3).groups("points", 400, 10, 5);
    KChoice.Options options =
        new KChoice.Options(
            new int[] {2, 3, 4, 5, 6, 8, 10}, KChoice.Rule.STABILITY, 0.005, 10_000);
    KChoice choice = choose(points, Distance.EUCLIDEAN, options);
    assertThat(choice.k()).as(choice.reason()).isEqualTo(5);
    assertThat(choice.reason()).contains("found again in samples");
    assertThat(choice.clustering().clusters()).isEqualTo(5);
  }

  @Test
  void elbowIsWhereTheInertiaBends() {
    KCurve curve =
        new KCurve(
            List.of(
                new KCurve.Point(2, 100, 0.3),
                new KCurve.Point(3, 60, 0.4),
                new KCurve.Point(4, 20, 0.399),
                new KCurve.Point(6, 15, 0.2),
                new KCurve.Point(10, 10, 0.1)));
    assertThat(curve.elbow()).isEqualTo(4);
    assertThat(curve.highest().k()).isEqualTo(3);
    assertThat(curve.firstNearHighest(0.2).k()).isEqualTo(2);
    assertThat(curve.firstNearHighest(0).k()).isEqualTo(3);
  }

  @Test
  void aCurveThatDoesNotBendHasItsElbowAtTheFirst() {
    KCurve flat = new KCurve(List.of(new KCurve.Point(2, 5, 0), new KCurve.Point(3, 5, 0)));
    assertThat(flat.elbow()).isEqualTo(2);
    assertThat(flat.highest().k()).isEqualTo(2);
    assertThatThrownBy(() -> new KCurve(List.of())).hasMessage("a curve without points");
    KCurve.Point point = new KCurve.Point(2, 5, 0);
    assertThatThrownBy(() -> new KCurve(List.of(point, point)))
        .hasMessage("k does not ascend: 2, 2");
  }

  @Test
  void elbowRuleTakesTheElbow() {
    Matrix points = new Cases(3).groups("points", 200, 16, 5);
    KChoice choice =
        choose(
            points,
            Distance.EUCLIDEAN,
            new KChoice.Options(new int[] {2, 3, 4, 5, 6, 7, 8}, KChoice.Rule.ELBOW, 0, 50));
    assertThat(choice.k()).isEqualTo(choice.curve().elbow());
    assertThat(choice.reason()).startsWith("k = " + choice.k() + " is where the inertia bends");
  }

  @Test
  void candidatesAboveThePointsAreLeftOut() {
    Matrix three = new Cases(1).matrix("points", 3, 2);
    KChoice choice = choose(three, Distance.EUCLIDEAN, KChoice.Options.of(3, 9));
    assertThat(choice.k()).isEqualTo(3);
    assertThat(choice.reason()).isEqualTo("k = 3 was the only candidate.");
    assertThatThrownBy(() -> choose(three, Distance.EUCLIDEAN, KChoice.Options.of(4)))
        .hasMessage("every k of the grid is above the 3 points");
  }

  @Test
  void badOptionsAreRefusedByNameAndValue() {
    assertThatThrownBy(() -> KChoice.Options.of()).hasMessage("grid has no candidates");
    assertThatThrownBy(() -> KChoice.Options.of(3, 2)).hasMessageContaining("[3, 2]");
    assertThatThrownBy(() -> new KChoice.Options(new int[] {2}, KChoice.Rule.ELBOW, Double.NaN, 10))
        .hasMessage("slack must be 0 to 1, not NaN");
    assertThatThrownBy(() -> new KChoice.Options(new int[] {2}, KChoice.Rule.ELBOW, 0, 1))
        .hasMessageContaining("sample");
  }
}
