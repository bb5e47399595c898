package dev.coterie.recommend.linear;

import dev.coterie.numeric.Matrix;
import java.util.Optional;

/**
 * Keeps the weights of linear models, which take long to learn and are the same for the same
 * training. One store is of one training; what it gives is trusted.
 */
public interface WeightStore {
  /** Keeps nothing. */
  WeightStore NONE =
      new WeightStore() {
        @Override
        public Optional<Matrix> find(String model, int items) {
          return Optional.empty();
        }

        @Override
        public void keep(String model, Matrix weights) {}
      };

  /**
   * The weights of a model that were kept.
   *
   * @param items rows and columns that they must have
   */
  Optional<Matrix> find(String model, int items);

  /** Keeps weights; what cannot be kept is learned again another time. */
  void keep(String model, Matrix weights);
}
