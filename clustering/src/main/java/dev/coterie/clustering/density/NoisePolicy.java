package dev.coterie.clustering.density;

import dev.coterie.clustering.Clustering;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Supplier;

/** What becomes of the points that are in no cluster. */
public sealed interface NoisePolicy {
  /** They stay in none. */
  record Keep() implements NoisePolicy {}

  /** Each joins the cluster that is nearest to it; where there is no cluster, it stays in none. */
  record Nearest() implements NoisePolicy {}

  /** They become a cluster of their own, the last one. */
  record Segment() implements NoisePolicy {}

  /**
   * The least confident of them join the cluster that is nearest to them, until no more than a
   * share of all points is left.
   *
   * @param share 0 to 1
   */
  record AtMost(double share) implements NoisePolicy {
    public AtMost {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("the share of noise must be 0 to 1, not " + share);
      }
    }
  }

  /** They stay in none. */
  static NoisePolicy keep() {
    return new Keep();
  }

  /**
   * Labels after the policy.
   *
   * @param confidence how sure each point of noise is to be noise
   * @param nearest gives the nearest cluster of each point; asked only where there is a cluster and
   *     some noise that may join it
   */
  default int[] apply(int[] label, int clusters, float[] confidence, Supplier<int[]> nearest) {
    int noise = 0;
    for (int l : label) {
      noise += l == Clustering.NOISE ? 1 : 0;
    }
    int leave =
        switch (this) {
          case Keep _, Segment _ -> noise;
          case Nearest _ -> 0;
          case AtMost most -> (int) Math.floor(most.share() * label.length + 1e-9);
        };
    int[] after = label.clone();
    if (noise > leave && clusters > 0) {
      join(after, confidence, noise - leave, nearest.get());
    }
    for (int i = 0; this instanceof Segment && i < after.length; i++) {
      after[i] = after[i] == Clustering.NOISE ? clusters : after[i];
    }
    return after;
  }

  private static void join(int[] label, float[] confidence, int count, int[] nearest) {
    Integer[] places = new Integer[label.length];
    Arrays.setAll(places, i -> i);
    Integer[] noise =
        Arrays.stream(places)
            .filter(i -> label[i] == Clustering.NOISE)
            .sorted(Comparator.comparingDouble(i -> confidence[i]))
            .toArray(Integer[]::new);
    for (int p = 0; p < count; p++) {
      label[noise[p]] = nearest[noise[p]];
    }
  }
}
