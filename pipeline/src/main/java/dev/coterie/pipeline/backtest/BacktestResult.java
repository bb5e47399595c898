package dev.coterie.pipeline.backtest;

import dev.coterie.domain.Choices;
import dev.coterie.domain.Manifest;
import dev.coterie.recommend.evaluation.Estimate;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a backtest found.
 *
 * @param split how the events were parted
 * @param protocol by which it is judged
 * @param note what a reader should know: why that split, what stands in for what; may be blank
 * @param users how many were evaluated
 * @param baseline the model that the others are compared with
 * @param models in order, the fused one last
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
    Manifest.Fusion fusion,
    List<Choices.Choice> choices) {
  public BacktestResult {
    models = List.copyOf(models);
    choices = List.copyOf(choices);
  }

  /**
   * One model.
   *
   * @param metrics by name and k, such as {@code ndcg@10}, with 95 % intervals
   * @param difference of the NDCG to the baseline's on the same users, by k, with 95 % intervals
   */
  public record ModelFigures(
      String name,
      SequencedMap<String, Estimate> metrics,
      SequencedMap<String, Estimate> difference) {}
}
