package dev.coterie.recommend;

import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;

/** Trains a model; keeps nothing between two calls, so the same call twice gives the same bytes. */
@FunctionalInterface
public interface Recommender {
  /**
   * Fits a model.
   *
   * @param seed of whatever chance the training needs
   */
  Model fit(Interactions interactions, Workers workers, long seed, Progress progress);
}
