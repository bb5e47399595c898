package dev.coterie.pipeline.backtest;

import dev.coterie.domain.Choices;
import dev.coterie.domain.Manifest;
import dev.coterie.recommend.evaluation.Estimate;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest found.
 *
 * @param split how the events were parted
 * @param protocol by which it is judged
 * @param note what a reader should know: why that split, what stands in for what; may be blank
 * @param users how many were evaluated
 * @param baseline the model that the others are compared with
 * @param models in order, the fused one last
 * @param segments whether segments are worth anything here; null where new items are foreseen
 * @param byHistory figures by how many events of a user were known
 * @param bySegment figures by the user's segment
 * @param fusion how the fused one joins the others, and what told so inside the known part
 * @param choices of settings, inside the known part
 */
public record BacktestResult(
    String split,
    String protocol,
    String note,
    int users,
    String baseline,
    List<ModelFigures> models,
    @Nullable SegmentWorth segments,
    List<GroupFigures> byHistory,
    List<GroupFigures> bySegment,
    Manifest.Fusion fusion,
    List<Choices.Choice> choices) {
  public BacktestResult {
    models = List.copyOf(models);
    byHistory = List.copyOf(byHistory);
    bySegment = List.copyOf(bySegment);
    choices = List.copyOf(choices);
  }

  /** The models that others are compared with by the paired bootstrap. */
  public List<String> compared() {
    return models.stream().flatMap(model -> model.above().keySet().stream()).distinct().toList();
  }

  /**
   * One model.
   *
   * @param metrics by name and k, such as {@code ndcg@10}, with 95 % intervals
   * @param difference of the NDCG to the baseline's on the same users, by k, with 95 % intervals
   * @param above the same at the first k to the baseline's and to that of {@code ease}, by model,
   *     with intervals by the paired bootstrap
   * @param variation of the lists of the first k
   */
  public record ModelFigures(
      String name,
      SequencedMap<String, Estimate> metrics,
      SequencedMap<String, Estimate> difference,
      SequencedMap<String, Estimate> above,
      Variation variation) {}

  /**
   * What a model's lists are like; {@link dev.coterie.recommend.evaluation.Variety} has the
   * formulas.
   *
   * @param auc over all candidates
   * @param calibration null where items have no categories
   */
  public record Variation(
      Estimate auc,
      double gini,
      Estimate novelty,
      Estimate diversity,
      @Nullable Estimate calibration,
      double sameList) {}

  /**
   * Some of the users.
   *
   * @param group which
   * @param users how many of them were evaluated
   * @param ndcg by model, at the first k
   * @param worth differences that segments make to them, as {@link SegmentWorth} has them
   */
  public record GroupFigures(
      String group,
      int users,
      SequencedMap<String, Estimate> ndcg,
      SequencedMap<String, Estimate> worth) {}
}
