package dev.coterie.pipeline.recommend;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.domain.Recommendation;
import dev.coterie.domain.Recommendation.Reason;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.Term;
import dev.coterie.recommend.UserState;
import dev.coterie.recommend.fusion.FusedModel;
import dev.coterie.recommend.ranking.Ranking;
import dev.coterie.recommend.ranking.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;

/** Makes everyone's list, each item with its reasons. */
final class Lists {
  private static final int REASONS = 3;
  private static final int USERS_A_BLOCK = 16;

  private Lists() {}

  static List<List<Recommendation>> of(
      EventLog events,
      IntFunction<UserState> states,
      FusedModel fused,
      List<List<String>> segmentIds,
      RecommendOptions options,
      Workers workers) {
    Rules rules = new Rules(options.seen(), eligible(events.items()));
    int users = events.users().size();
    List<List<Recommendation>> lists = new ArrayList<>();
    for (int u = 0; u < users; u++) {
      lists.add(List.of());
    }
    workers.forBlocks(
        users,
        USERS_A_BLOCK,
        (from, to) -> {
          float[] scores = new float[fused.items()];
          float[][] parts = new float[fused.members()][fused.items()];
          for (int u = from; u < to; u++) {
            UserState state = states.apply(u);
            fused.score(state, scores, parts);
            TopK best = Ranking.best(scores, state.history(), rules, options.length());
            lists.set(u, list(best, state, fused, parts, segmentIds));
          }
        });
    return List.copyOf(lists);
  }

  /**
   * Items that may be recommended: a catalogue that lacks an item does not sell it. Without a
   * catalogue none is listed, and all may.
   */
  private static BitSet eligible(List<Item> items) {
    BitSet eligible = new BitSet(items.size());
    for (int i = 0; i < items.size(); i++) {
      eligible.set(i, items.get(i).listed());
    }
    if (eligible.isEmpty()) {
      eligible.set(0, items.size());
    }
    return eligible;
  }

  private static List<Recommendation> list(
      TopK best,
      UserState state,
      FusedModel fused,
      float[][] parts,
      List<List<String>> segmentIds) {
    int[] items = best.indices();
    float[] scores = best.scores();
    List<List<Term>> terms = fused.because(state, items, parts, REASONS);
    Recommendation[] list = new Recommendation[items.length];
    for (int i = 0; i < items.length; i++) {
      list[i] =
          new Recommendation(
              items[i],
              i + 1,
              scores[i],
              fused.affinity(scores[i]),
              terms.get(i).stream().map(term -> reason(term, segmentIds)).distinct().toList());
    }
    return Arrays.asList(list);
  }

  private static Reason reason(Term term, List<List<String>> segmentIds) {
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
