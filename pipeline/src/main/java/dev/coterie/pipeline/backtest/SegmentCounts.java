package dev.coterie.pipeline.backtest;

import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.Understanding;
import dev.coterie.pipeline.recommend.RecommenderFitting.Compared;
import dev.coterie.pipeline.recommend.RecommenderFitting.Regrouped;
import dev.coterie.recommend.evaluation.HeldOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks what other numbers of segments are worth than the one that was chosen. */
final class SegmentCounts {
  private static final int[] GRID = {2, 5, 10, 20, 50, 100};

  /** Users a segment should have, for its best sellers to tell anything. */
  private static final int USERS_EACH = 10;

  private SegmentCounts() {}

  static List<SegmentWorth.AtCount> of(
      Understanding users,
      BitSet robots,
      Compared compared,
      HeldOut heldOut,
      Judging judging,
      int places,
      long seed,
      Workers workers,
      Progress progress) {
    int[] counts =
        Arrays.stream(GRID).filter(k -> (long) k * USERS_EACH <= heldOut.users().length).toArray();
    int[] order = Asked.byIndex(compared.training().interactions().items());
    List<SegmentWorth.AtCount> worth = new ArrayList<>();
    for (int segments : counts) {
      progress.report("trying other numbers of segments", worth.size(), counts.length);
      Regrouped other = compared.regroup().apply(users.audienceIn(segments, robots, seed, workers));
      Map<String, Asked> lists = new LinkedHashMap<>();
      lists.put(
          SegmentWorth.ALONE,
          Asked.of(other.segment(), other.states(), heldOut, places, order, workers));
      if (compared.leansOnSegments()) {
        lists.put(
            SegmentWorth.JOINED,
            Asked.of(other.fused(), other.states(), heldOut, places, order, workers));
      }
      worth.add(judging.at(segments, lists));
    }
    return worth;
  }
}
