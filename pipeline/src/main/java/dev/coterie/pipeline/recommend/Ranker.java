package dev.coterie.pipeline.recommend;

import dev.coterie.domain.Item;
import dev.coterie.domain.Recommendation;
import dev.coterie.domain.Recommendation.Reason;
import dev.coterie.numeric.TopK;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.Term;
import dev.coterie.recommend.UserState;
import dev.coterie.recommend.fusion.FusedModel;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A fitted ranking, and how its lists are told.
 *
 * @param interactions that it was fitted to, which weigh the histories of others too
 * @param segmentIds of each level, in the order of the memberships
 */
public record Ranker(FusedModel fused, Interactions interactions, List<List<String>> segmentIds) {
  private static final int REASONS = 3;

  public Ranker {
    segmentIds = List.copyOf(segmentIds);
  }

  /** Room for the scores of one user; for one thread at a time. */
  public record Scores(float[] sum, float[][] parts) {}

  /** Room for one user. */
  public Scores room() {
    return new Scores(new float[fused.items()], new float[fused.members()][fused.items()]);
  }

  /** Scores all items for a user. */
  public void score(UserState state, Scores scores) {
    fused.score(state, scores.sum(), scores.parts());
  }

  /**
   * A user's list by rules: as many items as asked for, or as the rules leave.
   *
   * @param n at least 1
   */
  public List<Recommendation> list(UserState state, ListRules rules, int n, Scores scores) {
    score(state, scores);
    int[] items = rules.list(scores.sum(), state.history(), n);
    float[] sums = new float[items.length];
    for (int i = 0; i < items.length; i++) {
      sums[i] = scores.sum()[items[i]];
    }
    return tell(items, sums, state, scores);
  }

  /** The best items of a user, first to last, with affinity and reasons. */
  public List<Recommendation> tell(TopK best, UserState state, Scores scores) {
    return tell(best.indices(), best.scores(), state, scores);
  }

  /**
   * The same of items in any order, which are ranked as they are given.
   *
   * @param sums their scores
   */
  public List<Recommendation> tell(int[] items, float[] sums, UserState state, Scores scores) {
    List<List<Term>> terms = fused.because(state, items, scores.parts(), REASONS);
    Recommendation[] list = new Recommendation[items.length];
    for (int i = 0; i < items.length; i++) {
      list[i] =
          new Recommendation(
              items[i], i + 1, sums[i], fused.affinity(sums[i]), reasons(terms.get(i)));
    }
    return Arrays.asList(list);
  }

  /**
   * Items that may be recommended: a catalogue that lacks an item does not sell it. Without a
   * catalogue none is listed, and all may.
   */
  public static BitSet eligible(List<Item> items) {
    BitSet eligible = new BitSet(items.size());
    for (int i = 0; i < items.size(); i++) {
      eligible.set(i, items.get(i).listed());
    }
    if (eligible.isEmpty()) {
      eligible.set(0, items.size());
    }
    return eligible;
  }

  private List<Reason> reasons(List<Term> terms) {
    return terms.stream().map(this::reason).distinct().toList();
  }

  private Reason reason(Term term) {
    return switch (term) {
      case Term.Touched t -> new Reason.LikeItem(t.item());
      case Term.SimilarContent t -> new Reason.SimilarText(t.item());
      case Term.PopularInGroup t ->
          new Reason.PopularInSegment(segmentIds.get(t.level()).get(t.group()), t.touched());
      case Term.NearestUsers t -> new Reason.NearestUsers(t.users());
      case Term.Popular t -> new Reason.PopularNow(t.users());
    };
  }
}
