package dev.coterie.clustering.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.numeric.Cases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssignmentTest {
  @Test
  void whatIsBestOneByOneIsNotBestTogether() {
    double[][] gains = {{10, 9}, {9, 1}};
    assertThat(Assignment.highest(gains)).containsExactly(1, 0);
  }

  @Test
  void rowsBeyondTheColumnsHaveNone() {
    double[][] gains = {{1}, {3}, {2}};
    assertThat(Assignment.highest(gains)).containsExactly(-1, 0, -1);
    assertThat(Assignment.highest(new double[0][])).isEmpty();
    assertThat(Assignment.highest(new double[2][0])).containsExactly(-1, -1);
  }

  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void noOtherAssignmentHasAHigherSum(Cases cases) {
    int rows = cases.size("rows", 1, 6);
    int columns = cases.size("columns", 1, 6);
    double[][] gains = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        gains[i][j] = cases.size("gain " + i + " " + j, 0, 20) / 4.0 - 2;
      }
    }
    int[] found = Assignment.highest(gains);
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += found[i] < 0 ? 0 : gains[i][found[i]];
    }
    assertThat(java.util.Arrays.stream(found).filter(j -> j >= 0).distinct().count())
        .isEqualTo(Math.min(rows, columns));
    assertThat(sum).as("%s", cases).isCloseTo(best(gains, 0, 0, rows - columns), within(1e-9));
  }

  /** Tries everything: row after row takes a free column, or none while rows are left over. */
  private static double best(double[][] gains, int row, int taken, int leftOver) {
    if (row == gains.length) {
      return 0;
    }
    double best = leftOver > 0 ? best(gains, row + 1, taken, leftOver - 1) : -1e9;
    for (int j = 0; j < gains[0].length; j++) {
      if ((taken & (1 << j)) == 0) {
        best = Math.max(best, gains[row][j] + best(gains, row + 1, taken | (1 << j), leftOver));
      }
    }
    return best;
  }
}
