package dev.coterie.live.answer;

import dev.coterie.domain.EditedTree;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.domain.Recommendation;
import dev.coterie.domain.Recommendation.Reason;
import dev.coterie.live.answer.Listed.Why;
import dev.coterie.live.people.Catalogue;
import dev.coterie.live.people.Catalogue.NewItem;
import dev.coterie.live.people.People.Known;
import dev.coterie.live.people.Recent;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.VectorMath;
import dev.coterie.pipeline.answer.Answers;
import dev.coterie.pipeline.recommend.Ranker;
import dev.coterie.pipeline.report.ReasonText;
import dev.coterie.pipeline.report.ReportLanguage;
import dev.coterie.pipeline.snapshot.ReasonCell;
import dev.coterie.recommend.UserState;
import dev.coterie.recommend.ranking.Ranking;
import dev.coterie.recommend.ranking.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes lists under the serving rules: what is hidden, expired, excluded, turned down or (unless
 * the fit said otherwise) seen is never in one, and there are as many items as asked for while
 * there are. An item that the snapshot does not know is ranked as the items are that its text is
 * near to.
 */
final class Lists {
  /** Lists that are kept until their user or the catalogue changes. */
  private static final int MOST_MADE = 20_000;

  /** From this cosine on an item is said to be near to words. */
  private static final double NEAR = 0.3;

  private final Answers answers;
  private final Catalogue catalogue;
  private final LongSupplier clock;
  private final ReasonText words;
  private final EditedTree tree;
  private final Recent<String, Made> made = new Recent<>(MOST_MADE);
  private final ConcurrentLinkedQueue<Ranker.Scores> rooms = new ConcurrentLinkedQueue<>();

  Lists(Answers answers, Catalogue catalogue, LongSupplier clock) {
    this.answers = answers;
    this.tree = answers.tree();
    this.catalogue = catalogue;
    this.clock = clock;
    this.words =
        new ReasonText(
            ReportLanguage.ENGLISH,
            answers.fitted().events().kinds().stream().map(kind -> kind.name()).toList());
  }

  /** What a list rests on beside the question. */
  private record Made(long stamp, long catalogue, List<Listed> list) {}

  /** The list of a user. */
  List<Listed> of(Known user, Wish wish) {
    if (!wish.isPlain() || user.userId().isEmpty() || catalogue.hasWindows()) {
      return make(user, wish);
    }
    long version = catalogue.version();
    String key = wish.offset() + "+" + wish.limit() + " " + user.userId();
    Optional<Made> before =
        made.get(key).filter(each -> each.stamp == user.stamp() && each.catalogue == version);
    if (before.isPresent()) {
      return before.get().list;
    }
    List<Listed> list = make(user, wish);
    made.put(key, new Made(user.stamp(), version, list));
    return list;
  }

  private List<Listed> make(Known user, Wish wish) {
    UserState state = user.person().state();
    List<NewItem> fresh = fresh(user, wish);
    Ranker.Scores scores = Optional.ofNullable(rooms.poll()).orElseGet(answers.ranker()::room);
    try {
      answers.ranker().score(state, scores);
      float[] closeness = closeness(state);
      TopK best = new TopK(wish.offset() + wish.limit());
      int known = scores.sum().length;
      for (int i = 0; i < fresh.size(); i++) {
        float near = closeness.length == 0 ? 0 : closeness(state, fresh.get(i));
        best.offer(known + i, estimate(fresh.get(i), scores.sum()) + near);
      }
      Ranking.mask(
          scores.sum(),
          state.history(),
          new Rules(answers.configuration().recommend().seen(), eligible(wish)));
      for (int i = 0; i < known; i++) {
        best.offer(i, scores.sum()[i] + (closeness.length == 0 ? 0 : closeness[i]));
      }
      return tell(best, fresh, user, wish, closeness, scores);
    } finally {
      rooms.add(scores);
    }
  }

  /**
   * What is added to each score for somebody of whom only words are known: how near an item is to
   * them, where the ranking, learned from histories, knows little. Empty for all others.
   */
  private float[] closeness(UserState state) {
    if (state.history().size() > 0 || state.vector().length == 0) {
      return new float[0];
    }
    Matrix vectors = answers.fitted().itemVectors();
    float[] closeness = new float[vectors.rows()];
    for (int i = 0; i < closeness.length; i++) {
      closeness[i] =
          Math.max(
              0,
              VectorMath.cosine(
                  state.vector(), 0, vectors.data(), vectors.offset(i), vectors.columns()));
    }
    return closeness;
  }

  private static float closeness(UserState state, NewItem item) {
    return Math.max(0, VectorMath.cosine(state.vector(), item.vector()));
  }

  /** The mean of the nearest known items, by their nearness, less the further they are. */
  private static float estimate(NewItem item, float[] scores) {
    double sum = 0;
    double weights = 0;
    for (int n = 0; n < item.neighbours().length; n++) {
      sum += item.cosines()[n] * item.cosines()[n] * scores[item.neighbours()[n]];
      weights += item.cosines()[n];
    }
    return weights == 0 ? 0 : (float) (sum / weights);
  }

  private List<NewItem> fresh(Known user, Wish wish) {
    List<NewItem> fresh = new ArrayList<>();
    for (NewItem item : catalogue.fresh(clock.getAsLong())) {
      String id = item.live().item().id();
      if (!wish.exclude().contains(id)
          && !user.newItems().contains(id)
          && wish.category().map(category -> has(item.live().item(), category)).orElse(true)) {
        fresh.add(item);
      }
    }
    return fresh;
  }

  private BitSet eligible(Wish wish) {
    BitSet eligible = catalogue.eligible(clock.getAsLong());
    for (String id : wish.exclude()) {
      int number = answers.item(id);
      if (number != EventLog.NONE) {
        eligible.clear(number);
      }
    }
    if (wish.category().isPresent()) {
      for (int i = eligible.nextSetBit(0); i >= 0; i = eligible.nextSetBit(i + 1)) {
        if (!has(catalogue.item(i), wish.category().get())) {
          eligible.clear(i);
        }
      }
    }
    return eligible;
  }

  private static boolean has(Item item, String category) {
    return item.categories().stream().anyMatch(category::equalsIgnoreCase);
  }

  private List<Listed> tell(
      TopK best,
      List<NewItem> fresh,
      Known user,
      Wish wish,
      float[] closeness,
      Ranker.Scores scores) {
    int known = scores.sum().length;
    int[] all = best.indices();
    float[] sums = best.scores();
    int from = Math.min(wish.offset(), all.length);
    int[] told = new int[all.length - from];
    float[] toldSums = new float[told.length];
    int n = 0;
    for (int i = from; i < all.length; i++) {
      if (all[i] < known) {
        told[n] = all[i];
        // The chance belongs to the ranking's own score.
        toldSums[n++] = sums[i] - (closeness.length == 0 ? 0 : closeness[all[i]]);
      }
    }
    List<Recommendation> recommendations =
        answers
            .ranker()
            .tell(
                Arrays.copyOf(told, n), Arrays.copyOf(toldSums, n), user.person().state(), scores);
    List<Listed> list = new ArrayList<>();
    int next = 0;
    for (int i = from; i < all.length; i++) {
      if (all[i] < known) {
        Recommendation one = recommendations.get(next++);
        Listed listed =
            listed(i + 1, catalogue.item(all[i]), sums[i], one.affinity(), one.reasons());
        list.add(closeness.length > 0 && closeness[all[i]] > NEAR ? near(listed) : listed);
      } else {
        NewItem item = fresh.get(all[i] - known);
        float near = closeness.length == 0 ? 0 : closeness(user.person().state(), item);
        List<Reason> reasons =
            item.neighbours().length == 0
                ? List.of()
                : List.of(new Reason.SimilarText(item.neighbours()[0]));
        list.add(
            listed(
                i + 1,
                item.live().item(),
                sums[i],
                answers.ranker().fused().affinity(sums[i] - near),
                reasons));
      }
    }
    return list;
  }

  private static Listed near(Listed listed) {
    List<Why> reasons = new ArrayList<>();
    reasons.add(new Why("near_words", null, null, null, null, "near to what you look for"));
    reasons.addAll(listed.reasons().subList(0, Math.min(2, listed.reasons().size())));
    return new Listed(
        listed.rank(), listed.itemId(), listed.title(), listed.score(), listed.affinity(), reasons);
  }

  private Listed listed(int rank, Item item, double score, double affinity, List<Reason> reasons) {
    return new Listed(
        rank, item.id(), item.label(), score, affinity, reasons.stream().map(this::why).toList());
  }

  /** What a segment of the fit is now; null where people split it. */
  private @Nullable String segmentNow(String id) {
    List<String> now = tree.now(id);
    return now.size() == 1 ? now.getFirst() : null;
  }

  private Why why(Reason reason) {
    ReasonCell cell = ReasonCell.of(reason, answers.fitted().events().items());
    String name = cell.itemId() == null ? "" : catalogue.itemOrId(cell.itemId()).label();
    return new Why(
        cell.type(),
        cell.itemId(),
        cell.segmentId() == null ? null : segmentNow(cell.segmentId()),
        cell.share(),
        cell.users(),
        words.words(reason, name));
  }
}
