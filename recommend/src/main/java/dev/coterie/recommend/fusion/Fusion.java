package dev.coterie.recommend.fusion;

import dev.coterie.recommend.Model;
import java.util.List;

/**
 * What was learned about joining models, in numbers that a person can read.
 *
 * @param method how scores are joined
 * @param weights one a model, at least 0; reciprocal ranks weigh all the same
 * @param memberNdcg NDCG@10 of each model alone on the users held out
 * @param ndcg of the joined ranking there
 * @param users who went for something new there
 * @param chance from the joined score to the chance that the user goes for the item in a time as
 *     long as the held-out part
 */
public record Fusion(
    Method method, double[] weights, double[] memberNdcg, double ndcg, int users, Isotonic chance) {

  /** How scores are joined. */
  public enum Method {
    /** The weighted sum of scores brought to 0 to 1. */
    WEIGHTED,
    /**
     * The sum over models of 1 / (60 + rank) (Cormack, Clarke and Buettcher, 2009), where too few
     * users were held out to learn weights.
     */
    RECIPROCAL_RANKS
  }

  /** Joins models that are in the order of the weights. */
  public FusedModel of(List<Model> members) {
    return of(members, Kin.none());
  }

  /** The same with a place for items that nobody touched. */
  public FusedModel of(List<Model> members, Kin kin) {
    return new FusedModel(this, members, kin);
  }
}
