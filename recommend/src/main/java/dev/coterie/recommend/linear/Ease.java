package dev.coterie.recommend.linear;

import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.Recommender;
import java.util.Optional;

/**
 * Every item's score as a weighted sum over the history, the weights a ridge regression with a zero
 * diagonal in closed form (Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019),
 * on strengths faded by the last touch.
 *
 * <p>Plain, it foresees the faded history itself: B minimises ‖X − XB‖² + λ‖B‖². With a target
 * half-life it foresees what users met lately: B minimises ‖Y − XB‖² + λ‖B‖², where Y holds the
 * strengths faded by the <em>first</em> touch with that half-life. The same inverse P = (XᵀX +
 * λI)⁻¹ serves both: B = P·XᵀY − P·diag(β), with β so that the diagonal is 0. Where time matters
 * and seen items are left out, the second is the better question.
 *
 * <p>Memory: two dense matrices of floats over the items that at least two users touched, three
 * with a target where pairs are many.
 */
public final class Ease implements Recommender {
  /** For how many touched items it is meant: 1.2 GB and about a minute on two cores. */
  public static final int MOST_ITEMS = 10_000;

  /**
   * The settings.
   *
   * @param halfLife of a touch in the histories
   * @param ridge λ, above 0
   * @param dropout the share p of a history that is hidden at random while it is foreseen, which
   *     adds p/(1−p)·diag(XᵀX) to λI (Steck, "Autoencoders that don't overfit towards the
   *     Identity", NeurIPS 2020); 0 to below 1
   * @param target half-life of a first touch in what is foreseen; empty for the histories
   *     themselves
   */
  public record Options(
      HalfLife halfLife, double ridge, double dropout, Optional<HalfLife> target) {
    public Options {
      if (!(ridge > 0) || Double.isInfinite(ridge)) {
        throw new IllegalArgumentException("ridge must be above 0, not " + ridge);
      }
      if (!(dropout >= 0 && dropout < 1)) {
        throw new IllegalArgumentException("dropout must be 0 to below 1, not " + dropout);
      }
    }

    /** The histories themselves. */
    public static Options plain(HalfLife halfLife, double ridge) {
      return new Options(halfLife, ridge, 0, Optional.empty());
    }

    /** The histories themselves, of which a share is hidden. */
    public static Options denoising(HalfLife halfLife, double ridge, double dropout) {
      return new Options(halfLife, ridge, dropout, Optional.empty());
    }

    /** What users met lately. */
    public static Options next(HalfLife halfLife, double ridge, HalfLife target) {
      return new Options(halfLife, ridge, 0, Optional.of(target));
    }
  }

  private final Options options;

  public Ease(Options options) {
    this.options = options;
  }

  /** The same model from weights that were kept under a name, or learned, and then kept. */
  public Model fit(
      Interactions interactions,
      WeightStore store,
      String name,
      Workers workers,
      long seed,
      Progress progress) {
    TouchedItems touched = TouchedItems.of(interactions);
    Optional<Matrix> kept = store.find(name, touched.items().length);
    if (kept.isPresent()) {
      return new ItemWeights(touched, kept.get(), options.halfLife());
    }
    Model fitted = fit(interactions, workers, seed, progress);
    if (fitted instanceof ItemWeights linear) {
      store.keep(name, linear.weights());
    }
    return fitted;
  }

  @Override
  public Model fit(Interactions interactions, Workers workers, long seed, Progress progress) {
    RidgeInverse inverse =
        RidgeInverse.of(
            interactions, options.halfLife(), options.ridge(), options.dropout(), workers);
    return options.target().map(target -> inverse.next(target, workers)).orElseGet(inverse::plain);
  }

  /** Whether the items that enough users touched are at most {@value #MOST_ITEMS}. */
  public static boolean isPossible(Interactions interactions) {
    return TouchedItems.of(interactions).items().length <= MOST_ITEMS;
  }
}
