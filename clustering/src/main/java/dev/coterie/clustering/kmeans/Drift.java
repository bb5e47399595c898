package dev.coterie.clustering.kmeans;

import dev.coterie.clustering.Centres;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.NearestInGroups;
import dev.coterie.numeric.Workers;

/** How far each centre is now from where it was in earlier iterations. */
final class Drift {
  /** What a distance of floats may be off, as a share. */
  private static final double ROUNDING = 1e-3;

  private final int centres;
  private final int groups;
  private final float[] own;
  private final float[] group;

  /**
   * Measures from the centres of iterations 0 to {@code now}.
   *
   * @param packed tells the group of each centre
   */
  Drift(Matrix[] history, int now, NearestInGroups packed, Workers workers) {
    int k = history[now].rows();
    centres = k;
    groups = packed.groups();
    own = new float[(now + 1) * k];
    group = new float[(now + 1) * groups];
    workers.forBlocks(
        now,
        1,
        (from, to) -> {
          for (int c = 0; c < k; c++) {
            double squared = Centres.squared(history[from], c, history[now], c);
            float far = (float) (Math.sqrt(squared) * (1 + ROUNDING));
            int g = from * groups + packed.groupOf(c);
            own[from * k + c] = far;
            group[g] = Math.max(group[g], far);
          }
        });
  }

  float own(int stamp, int centre) {
    return own[stamp * centres + centre];
  }

  /** The farthest that any centre of the group has gone. */
  float group(int stamp, int of) {
    return group[stamp * groups + of];
  }
}
