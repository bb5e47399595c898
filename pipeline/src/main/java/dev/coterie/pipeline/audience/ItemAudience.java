package dev.coterie.pipeline.audience;

import dev.coterie.domain.Recommendation.Reason;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.VectorMath;
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

/**
 * Scores users by the best of some items that they have not touched yet, as the ranking of their
 * lists does. Who touched them all, or turned the rest down, is not eligible; in a large crowd nor
 * are those whose interest is far from the items, of whom the ranking is not asked.
 */
final class ItemAudience {
  private static final int USERS_A_BLOCK = 16;

  private final Answers answers;
  private final Crowd crowd;
  private final ReasonText words;

  ItemAudience(Answers answers, Crowd crowd, ReasonText words) {
    this.answers = answers;
    this.crowd = crowd;
    this.words = words;
  }

  /**
   * Scores users.
   *
   * @param items catalogue numbers, at least one
   * @param most how many users the ranking is asked about
   */
  Scored of(int[] items, int most, Workers workers, Progress progress) {
    Ranker ranker = answers.ranker();
    int users = crowd.size();
    BitSet asked = nearest(items, most);
    float[] score = new float[users];
    double[] affinity = new double[users];
    int[] item = new int[users];
    AtomicInteger done = new AtomicInteger();
    workers.forBlocks(
        users,
        USERS_A_BLOCK,
        (from, to) -> {
          Ranker.Scores room = ranker.room();
          for (int u = from; u < to; u++) {
            item[u] = -1;
            if (!asked.get(u)) {
              continue;
            }
            UserState state = crowd.state(u);
            ranker.score(state, room);
            item[u] = best(items, room.sum(), state.history());
            if (item[u] >= 0) {
              score[u] = room.sum()[item[u]];
              affinity[u] = ranker.fused().affinity(score[u]);
            }
          }
          progress.report("users", done.addAndGet(to - from), users);
        });
    BitSet may = new BitSet(users);
    for (int u = 0; u < users; u++) {
      may.set(u, item[u] >= 0);
    }
    return new Scored(score, affinity, item, may, items, Scored.USUAL, u -> reasons(u, item[u]));
  }

  /** Those who count, the nearest to the middle of the items where they are too many. */
  private BitSet nearest(int[] items, int most) {
    BitSet asked = new BitSet();
    if (crowd.size() <= most) {
      for (int u = 0; u < crowd.size(); u++) {
        asked.set(u, crowd.member(u).counts());
      }
      return asked;
    }
    Matrix vectors = answers.fitted().itemVectors();
    float[] middle = new float[vectors.columns()];
    for (int item : items) {
      VectorMath.axpy(1, vectors.data(), vectors.offset(item), middle, 0, middle.length);
    }
    VectorMath.normalise(middle, 0, middle.length);
    TopK best = new TopK(most);
    for (int u = 0; u < crowd.size(); u++) {
      Crowd.Member member = crowd.member(u);
      if (member.counts()) {
        best.offer(u, member.cosine(middle));
      }
    }
    for (int u : best.indices()) {
      asked.set(u);
    }
    return asked;
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
    UserState state = crowd.state(user);
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
