package dev.coterie.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkersTest {
  @ParameterizedTest
  @CsvSource({"1, true", "1, false", "3, true", "3, false"})
  void thingsKeepTheirOrderAndMayRunLoopsOfTheirOwn(int threads, boolean small) {
    try (Workers workers = Workers.of(threads)) {
      List<Double> made =
          workers.each(50, small, (i, hands) -> hands.sum(100, 7, (from, to) -> i * (to - from)));

      assertThat(made).isEqualTo(IntStream.range(0, 50).mapToObj(i -> 100.0 * i).toList());
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void whatOneThrowsIsThrown(boolean small) {
    try (Workers workers = Workers.of(2)) {
      assertThatThrownBy(
              () ->
                  workers.each(
                      20,
                      small,
                      (i, hands) -> {
                        if (i == 13) {
                          throw new IllegalArgumentException("thirteen");
                        }
                        return i;
                      }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("thirteen");
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "8"})
  void aSumHasTheSameBitsForAnyNumberOfThreads(int threads) {
    double[] numbers = new double[10_000];
    Arrays.setAll(numbers, i -> 1.0 / (i + 1));
    try (Workers one = Workers.of(1);
        Workers workers = Workers.of(threads)) {
      assertThat(workers.sum(numbers.length, 64, (from, to) -> sum(numbers, from, to)))
          .isEqualTo(one.sum(numbers.length, 64, (from, to) -> sum(numbers, from, to)));
    }
  }

  private static double sum(double[] numbers, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += numbers[i];
    }
    return sum;
  }
}
