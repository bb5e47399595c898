package dev.coterie.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MetricTest {
  private static final double LOG2_3 = Math.log(3) / Math.log(2);

  private static int[] numbers(String text) {
    return text == null
        ? new int[0]
        : java.util.Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
  }

  @ParameterizedTest(name = "list {0}, relevant {1}, k {2}")
  @CsvSource({
    // list, relevant, k, precision, recall, map, mrr, hit rate
    "5 3 9,   3 4,     3, 0.333333, 0.5,  0.25,     0.5, 1",
    "3 4 9,   3 4,     3, 0.666667, 1,    1,        1,   1",
    "9 3 4,   3 4,     3, 0.666667, 1,    0.583333, 0.5, 1",
    "9 3 4,   3 4,     2, 0.5,      0.5,  0.25,     0.5, 1",
    "3,       3 4 5,   2, 0.5,      0.333333, 0.5,  1,   1",
    "3 4 5 6, 1 3,    10, 0.1,      0.5,  0.5,      1,   1",
    "7 8,     1 2,     2, 0,        0,    0,        0,   0",
    ",        1 2,     2, 0,        0,    0,        0,   0",
    "1 2,     ,        2, 0,        0,    0,        0,   0",
  })
  void followsItsFormula(
      String list,
      String relevant,
      int k,
      double precision,
      double recall,
      double map,
      double mrr,
      double hitRate) {
    int[] given = numbers(list);
    int[] truth = numbers(relevant);
    assertThat(Metric.PRECISION.of(given, truth, k)).isCloseTo(precision, within(1e-6));
    assertThat(Metric.RECALL.of(given, truth, k)).isCloseTo(recall, within(1e-6));
    assertThat(Metric.MAP.of(given, truth, k)).isCloseTo(map, within(1e-6));
    assertThat(Metric.MRR.of(given, truth, k)).isCloseTo(mrr, within(1e-6));
    assertThat(Metric.HIT_RATE.of(given, truth, k)).isCloseTo(hitRate, within(1e-6));
  }

  @Test
  void ndcgDiscountsByRankAndItsIdealEndsAtK() {
    assertThat(Metric.NDCG.of(new int[] {9, 3}, new int[] {3}, 2))
        .isCloseTo(1 / LOG2_3, within(1e-12));
    assertThat(Metric.NDCG.of(new int[] {9, 3}, new int[] {3, 4}, 2))
        .isCloseTo(1 / LOG2_3 / (1 + 1 / LOG2_3), within(1e-12));
    assertThat(Metric.NDCG.of(new int[] {3, 4}, new int[] {1, 2, 3, 4, 5}, 2))
        .isCloseTo(1, within(1e-12));
    assertThat(Metric.NDCG.of(new int[] {3}, new int[] {3}, 100)).isCloseTo(1, within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void edgesAreZero(Metric metric) {
    assertThat(metric.of(new int[0], new int[] {1}, 3)).isZero();
    assertThat(metric.of(new int[] {1}, new int[0], 3)).isZero();
    assertThat(metric.of(new int[] {2}, new int[] {1}, 3)).isZero();
    assertThat(metric.of(new int[] {1}, new int[] {1}, 1)).isEqualTo(1);
    assertThatThrownBy(() -> metric.of(new int[] {1}, new int[] {1}, 0))
        .hasMessageContaining("k must be at least 1");
  }
}
