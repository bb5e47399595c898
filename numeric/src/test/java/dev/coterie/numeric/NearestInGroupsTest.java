package dev.coterie.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NearestInGroupsTest {
  @ParameterizedTest
  @MethodSource("dev.coterie.numeric.Cases#ten")
  void groupByGroupItFindsWhatTheWholeSearchFinds(Cases cases) {
    int k = cases.size("k", 1, 150);
    int d = cases.size("d", 1, 30);
    Matrix rows = cases.matrix("rows", k, d);
    Matrix points = cases.matrix("points", 50, d);
    int[] expected = new int[50];
    float[] expectedScore = new float[50];
    try (Workers workers = Workers.of(1)) {
      NearestRows.byDot(rows, workers).find(points, workers, expected, expectedScore);
      NearestInGroups groups = new NearestInGroups(rows, new float[k], 32, workers);
      int[] which = {49, 3, 3, 17, 20};
      NearestInGroups.Found found = groups.new Found(which.length);
      float[] score = new float[which.length];
      for (int m = 0; m < which.length; m++) {
        float best = Float.NEGATIVE_INFINITY;
        int row = -1;
        float second = Float.NEGATIVE_INFINITY;
        int sizes = 0;
        for (int g = 0; g < groups.groups(); g++) {
          // In two parts, as a caller does who learns of more points.
          groups.search(points, which, 0, 2, g, found, score);
          groups.search(points, which, 2, which.length, g, found, score);
          sizes += groups.size(g);
          if (score[m] > best) {
            second = best;
            best = score[m];
            row = found.row(g, m, best);
            assertThat(groups.groupOf(row)).isEqualTo(g);
            second = Math.max(second, found.second(g, m, row));
          } else {
            second = Math.max(second, score[m]);
          }
        }
        assertThat(sizes).isEqualTo(k);
        assertThat(row).as("%s", cases).isEqualTo(expected[which[m]]);
        assertThat(best).isEqualTo(expectedScore[which[m]]);
        float expectedSecond = secondDot(rows, points, which[m]);
        assertThat(second == expectedSecond || Math.abs(second - expectedSecond) < 1e-4f).isTrue();
      }
    }
  }

  private static float secondDot(Matrix rows, Matrix points, int point) {
    float[] dots = new float[rows.rows()];
    for (int j = 0; j < dots.length; j++) {
      dots[j] = VectorMath.dot(rows.row(j), points.row(point));
    }
    Arrays.sort(dots);
    return dots.length > 1 ? dots[dots.length - 2] : Float.NEGATIVE_INFINITY;
  }
}
