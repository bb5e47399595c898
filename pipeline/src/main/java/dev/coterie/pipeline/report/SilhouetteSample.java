package dev.coterie.pipeline.report;

import java.util.Arrays;

/**
 * The silhouettes of each segment's users in descending order, thinned out evenly where there are
 * more than a picture can show; every segment keeps a few.
 */
final class SilhouetteSample {
  private static final int BARS = 2000;
  private static final int LEAST = 12;

  private SilhouetteSample() {}

  /** One row a segment, as long as the segment is large beside the others. */
  static float[][] of(ReportData.Users users, int segments) {
    int[] sizes = new int[segments];
    for (int segment : users.segment()) {
      sizes[segment]++;
    }
    float[][] sorted = new float[segments][];
    for (int s = 0; s < segments; s++) {
      sorted[s] = new float[sizes[s]];
    }
    int[] filled = new int[segments];
    for (int u = 0; u < users.size(); u++) {
      int segment = users.segment()[u];
      sorted[segment][filled[segment]++] = users.silhouette()[u];
    }
    double stride = Math.max(1, users.size() / (double) BARS);
    for (int s = 0; s < segments; s++) {
      Arrays.sort(sorted[s]);
      int wanted = Math.min(sizes[s], Math.max(LEAST, (int) Math.round(sizes[s] / stride)));
      sorted[s] = thinned(sorted[s], wanted);
    }
    return sorted;
  }

  private static float[] thinned(float[] ascending, int wanted) {
    float[] out = new float[wanted];
    for (int i = 0; i < wanted; i++) {
      long from = (long) ((i + 0.5) * ascending.length / wanted);
      out[wanted - 1 - i] = ascending[(int) Math.min(from, ascending.length - 1)];
    }
    return out;
  }
}
