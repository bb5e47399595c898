package dev.coterie.pipeline.audience;

import dev.coterie.domain.Recommendation.Reason;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.answer.Answers;
import dev.coterie.pipeline.recommend.Ranker;
import dev.coterie.pipeline.report.ReasonText;
import dev.coterie.recommend.History;
import dev.coterie.recommend.UserState;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Scores users by the best of some items that they have not touched yet, as the ranking of their
 * lists does. Who touched them all, or turned the rest down, is not eligible.
 */
final class ItemAudience {
  private static final int USERS_A_BLOCK = 16;

  private final Answers answers;
  private final IntFunction<UserState> states;
  private final ReasonText words;

  ItemAudience(Answers answers, IntFunction<UserState> states, ReasonText words) {
    this.answers = answers;
    this.states = states;
    this.words = words;
  }

  /**
   * Scores everyone.
   *
   * @param items catalogue numbers, at least one
   */
  Scored of(int[] items, Workers workers, Progress progress) {
    Ranker ranker = answers.ranker();
    int users = answers.fitted().events().users().size();
    float[] score = new float[users];
    double[] affinity = new double[users];
    int[] item = new int[users];
    boolean[] eligible = new boolean[users];
    AtomicInteger done = new AtomicInteger();
    workers.forBlocks(
        users,
        USERS_A_BLOCK,
        (from, to) -> {
          Ranker.Scores room = ranker.room();
          for (int u = from; u < to; u++) {
            UserState state = states.apply(u);
            ranker.score(state, room);
            item[u] = best(items, room.sum(), state.history());
            eligible[u] = item[u] >= 0;
            if (eligible[u]) {
              score[u] = room.sum()[item[u]];
              affinity[u] = ranker.fused().affinity(score[u]);
            }
          }
          progress.report("users", done.addAndGet(to - from), users);
        });
    BitSet may = new BitSet(users);
    for (int u = 0; u < users; u++) {
      may.set(u, eligible[u] && !answers.fitted().robots().get(u));
    }
    return new Scored(score, affinity, item, may, items, Scored.USUAL, u -> reasons(u, item[u]));
  }

  /** The item of the highest score that the user has not touched, −1 where there is none. */
  private static int best(int[] items, float[] scores, History history) {
    int best = -1;
    for (int item : items) {
      boolean mayBe = !history.contains(item) && Arrays.binarySearch(history.excluded(), item) < 0;
      if (mayBe && (best < 0 || scores[item] > scores[best])) {
        best = item;
      }
    }
    return best;
  }

  private List<String> reasons(int user, int item) {
    Ranker.Scores room = answers.ranker().room();
    UserState state = states.apply(user);
    answers.ranker().score(state, room);
    TopK one = new TopK(1);
    one.offer(item, room.sum()[item]);
    return answers.ranker().tell(one, state, room).getFirst().reasons().stream()
        .map(reason -> words.words(reason, name(reason)))
        .toList();
  }

  private String name(Reason reason) {
    return switch (reason) {
      case Reason.LikeItem like -> title(like.item());
      case Reason.SimilarText similar -> title(similar.item());
      case Reason.PopularInSegment _, Reason.NearestUsers _, Reason.PopularNow _ -> "";
    };
  }

  private String title(int item) {
    return answers.fitted().events().items().get(item).title();
  }
}
