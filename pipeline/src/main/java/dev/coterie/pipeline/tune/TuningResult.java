package dev.coterie.pipeline.tune;

import dev.coterie.domain.Segmentation;
import dev.coterie.pipeline.FitConfiguration;
import java.util.List;

/**
 * What was tried, and what is best.
 *
 * @param users by whom lifts are judged
 * @param possible how many candidates there are
 * @param trials in the order in which they were made; the first is what a fit would choose by
 *     default
 * @param best place of the best trial
 * @param configuration of a fit with the best settings
 * @param segments how many such a fit of all the data finds
 * @param fit its figures, those that its manifest will have
 */
public record TuningResult(
    Objective objective,
    int users,
    int possible,
    List<Trial> trials,
    int best,
    FitConfiguration configuration,
    int segments,
    Segmentation.Overall fit) {
  /**
   * One candidate.
   *
   * @param segments how many were found
   * @param figure by the objective, higher is better
   */
  public record Trial(Candidate candidate, int segments, double figure, double seconds) {}
}
