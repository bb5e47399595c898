package dev.coterie.pipeline.recommend;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.Recommendation;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.UserState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Makes everyone's list, each item with its reasons. */
final class Lists {
  private static final int USERS_A_BLOCK = 16;

  private Lists() {}

  static List<List<Recommendation>> of(
      EventLog events,
      IntFunction<UserState> states,
      Ranker ranker,
      ListRules rules,
      int length,
      Workers workers) {
    int users = events.users().size();
    List<List<Recommendation>> lists = new ArrayList<>();
    for (int u = 0; u < users; u++) {
      lists.add(List.of());
    }
    workers.forBlocks(
        users,
        USERS_A_BLOCK,
        (from, to) -> {
          Ranker.Scores scores = ranker.room();
          for (int u = from; u < to; u++) {
            UserState state = states.apply(u);
            lists.set(u, ranker.list(state, rules, length, scores));
          }
        });
    return List.copyOf(lists);
  }
}
