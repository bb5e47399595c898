package dev.coterie.domain;

import java.util.List;

/**
 * What a fit chose on a validation part inside the training data, and what it looked at.
 *
 * @param choices one for each setting that was not given
 */
public record Choices(List<Choice> choices) {
  public Choices {
    choices = List.copyOf(choices);
  }

  /**
   * One setting.
   *
   * @param setting its key in the configuration
   * @param chosen the value taken
   * @param criterion what the trials measure, and on what
   * @param trials all candidates
   */
  public record Choice(String setting, String chosen, Note criterion, List<Trial> trials) {}

  /** One candidate and its figure; higher is better. */
  public record Trial(String value, double figure) {}
}
