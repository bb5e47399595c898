package dev.coterie.pipeline.backtest;

import dev.coterie.pipeline.backtest.BacktestResult.GroupFigures;
import dev.coterie.recommend.evaluation.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether segments earn their place in lists.
 *
 * @param verdict in plain words, with for whom
 * @param differences of NDCG by {@value #ALONE} (a segment's recent best sellers against
 *     everyone's) and {@value #JOINED} (the fused ranking against the one without segments), paired
 *     and bootstrapped
 * @param byCount the same for other numbers of segments, K-means, the smallest first; may be none
 */
public record SegmentWorth(
    String verdict, Map<String, Estimate> differences, List<AtCount> byCount) {
  public SegmentWorth {
    byCount = List.copyOf(byCount);
  }

  /** What so many segments are worth, by the settings and weights that were chosen for others. */
  public record AtCount(int segments, Map<String, Estimate> differences) {}

  static final String ALONE = "segment_alone";
  static final String JOINED = "segments_in_fused";

  static SegmentWorth of(
      Map<String, Estimate> differences,
      List<GroupFigures> byHistory,
      double baseline,
      double without,
      String baselineName,
      List<AtCount> byCount) {
    String alone =
        Optional.ofNullable(differences.get(ALONE))
            .map(
                worth ->
                    "the best sellers of a user's segment foresee "
                        + told(worth, baseline, baselineName)
                        + forWhom(ALONE, worth, byHistory))
            .orElse("there are no segments to tell best sellers of");
    Estimate joined = differences.get(JOINED);
    String beside =
        joined == null || (joined.low() == 0 && joined.high() == 0)
            ? "beside the other recommenders they change nothing"
            : "the fused ranking with them foresees "
                + told(joined, without, "the one without")
                + forWhom(JOINED, joined, byHistory);
    String help =
        helps(joined)
            ? "help"
            : hurts(joined) ? "harm the fused ranking" : "add nothing sure to the fused ranking";
    return new SegmentWorth(
        "Segments %s on this data: %s; %s.".formatted(help, alone, beside), differences, byCount);
  }

  private static String told(Estimate worth, double base, String other) {
    String sure = helps(worth) ? "better" : hurts(worth) ? "worse" : "not clearly better or worse";
    String share =
        base > 0 ? String.format(Locale.ROOT, "%+.0f %%, ", 100 * worth.mean() / base) : "";
    return String.format(
        Locale.ROOT,
        "%s than %s (%sNDCG %+.4f, 95 %% from %+.4f to %+.4f)",
        sure,
        other,
        share,
        worth.mean(),
        worth.low(),
        worth.high());
  }

  /** The lengths of history for which a difference is sure. */
  private static String forWhom(String key, Estimate whole, List<GroupFigures> byHistory) {
    String sure =
        byHistory.stream()
            .filter(
                group -> {
                  Estimate worth = group.worth().get(key);
                  return worth != null && (hurts(whole) ? hurts(worth) : helps(worth));
                })
            .map(GroupFigures::group)
            .collect(Collectors.joining(", "));
    return sure.isEmpty()
        ? ", for no length of history surely"
        : ", surely for users with " + sure + " known events";
  }

  private static boolean helps(@Nullable Estimate worth) {
    return worth != null && worth.low() > 0;
  }

  private static boolean hurts(@Nullable Estimate worth) {
    return worth != null && worth.high() < 0;
  }
}
