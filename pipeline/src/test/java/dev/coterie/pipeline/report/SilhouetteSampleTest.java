package dev.coterie.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilhouetteSampleTest {
  private static ReportData.Users users(int... sizes) {
    List<String> ids = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int s = 0; s < sizes.length; s++) {
      for (int u = 0; u < sizes[s]; u++) {
        ids.add("s" + (s + 1) + "-" + u);
        labels.add(s);
      }
    }
    int count = ids.size();
    float[] silhouette = new float[count];
    for (int u = 0; u < count; u++) {
      silhouette[u] = (u * 7919L % count) / (float) count;
    }
    int[] segment = labels.stream().mapToInt(Integer::intValue).toArray();
    float[] flat = new float[count];
    return new ReportData.Users(ids, segment, segment, flat, silhouette, flat, flat);
  }

  @Test
  void fewUsersAreAllShownInDescendingOrder() {
    float[][] sample = SilhouetteSample.of(users(40, 3, 0), 3);
    assertThat(sample[0]).hasSize(40);
    assertThat(sample[1]).hasSize(3);
    assertThat(sample[2]).isEmpty();
    for (int i = 1; i < sample[0].length; i++) {
      assertThat(sample[0][i]).isLessThanOrEqualTo(sample[0][i - 1]);
    }
  }

  @Test
  void manyUsersKeepTheShapeAndTheProportions() {
    float[][] sample = SilhouetteSample.of(users(40_000, 10_000, 15), 3);
    assertThat(sample[0].length).isBetween(1550, 1650);
    assertThat(sample[1].length).isBetween(380, 420);
    assertThat(sample[2]).hasSize(12);
    double sum = 0;
    for (float value : sample[0]) {
      sum += value;
    }
    assertThat(sum / sample[0].length).isBetween(0.49, 0.51);
  }
}
