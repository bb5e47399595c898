package dev.coterie.pipeline.choice;

import dev.coterie.domain.Decay;
import dev.coterie.domain.EventLog;
import dev.coterie.numeric.Workers;

/**
 * Training data with its end held out, to try segments on: they are found in what was known then,
 * and judged by what their users went on to touch.
 */
public final class TrialGround {
  private static final double[] RECENCIES = {3, 5, 7, 15, 30, 90, Double.POSITIVE_INFINITY};

  private final HeldOutEnd split;
  private final Foresight foresight;
  private final double[] weights;
  private final Workers workers;
  private final double everyone;

  public TrialGround(EventLog events, long seed, Workers workers) {
    this.split = HeldOutEnd.of(events, seed);
    this.foresight = new Foresight(split);
    this.workers = workers;
    Decay recency = events.hasTimes() ? foresight.recency(RECENCIES, workers) : Decay.NONE;
    this.weights = foresight.weights(recency);
    this.everyone =
        Foresight.mean(foresight.of(new int[events.users().size()], 1, weights, workers));
  }

  /** What was known before the end. */
  public EventLog known() {
    return split.known();
  }

  /** The moment of the cut. */
  public long now() {
    return split.now();
  }

  /** Users by whom segments are judged. */
  public int users() {
    return foresight.users();
  }

  /**
   * How much better best sellers of groups foresee than those of everyone: NDCG@10 over NDCG@10.
   *
   * @param group of each user
   */
  public double lift(int[] group, int groups) {
    return everyone == 0
        ? 1
        : Foresight.mean(foresight.of(group, groups, weights, workers)) / everyone;
  }
}
