package dev.coterie.live.answer;

import dev.coterie.domain.EditedTree;
import dev.coterie.domain.Item;
import dev.coterie.domain.Recommendation;
import dev.coterie.domain.Recommendation.Reason;
import dev.coterie.live.answer.Listed.Why;
import dev.coterie.live.people.Catalogue;
import dev.coterie.live.people.Catalogue.NewItem;
import dev.coterie.live.people.People.Known;
import dev.coterie.live.people.Recent;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.pipeline.answer.Answers;
import dev.coterie.pipeline.recommend.ListRules;
import dev.coterie.pipeline.recommend.Ranker;
import dev.coterie.pipeline.report.ReasonText;
import dev.coterie.pipeline.snapshot.ReasonCell;
import dev.coterie.recommend.UserState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Makes lists under the rules of the fit and of the catalogue as it is now: what is hidden,
 * expired, out of stock, excluded, turned down or (unless the fit said otherwise) seen is never in
 * one, and there are as many items as asked for while there are. An item that the snapshot does not
 * know is ranked as the items are that its text is near to.
 */
final class Lists {
  /** Lists that are kept until their user or the catalogue changes. */
  private static final int MOST_MADE = 20_000;

  /** From this cosine on an item is said to be near to words. */
  private static final double NEAR = 0.3;

  private final Answers answers;
  private final Catalogue catalogue;
  private final Shelves shelves;
  private final ReasonText words;
  private final EditedTree tree;
  private final Recent<String, Made> made = new Recent<>(MOST_MADE);
  private final ConcurrentLinkedQueue<Ranker.Scores> rooms = new ConcurrentLinkedQueue<>();

  Lists(Answers answers, Catalogue catalogue, Shelves shelves, ReasonText words) {
    this.answers = answers;
    this.tree = answers.tree();
    this.catalogue = catalogue;
    this.shelves = shelves;
    this.words = words;
  }

  /** What a list rests on beside the question. */
  private record Made(long stamp, long catalogue, long until, List<Listed> list) {
    boolean holds(Known user, Shelf shelf) {
      return stamp == user.stamp() && catalogue == shelf.version() && until == shelf.until();
    }
  }

  /** The list of a user. */
  List<Listed> of(Known user, Wish wish) {
    Shelf now = shelves.now();
    if (!wish.isPlain() || user.userId().isEmpty()) {
      return make(user, wish, now);
    }
    String key = wish.offset() + "+" + wish.limit() + " " + user.userId();
    Optional<Made> before = made.get(key).filter(each -> each.holds(user, now));
    if (before.isPresent()) {
      return before.get().list;
    }
    List<Listed> list = make(user, wish, now);
    made.put(key, new Made(user.stamp(), now.version(), now.until(), list));
    return list;
  }

  private List<Listed> make(Known user, Wish wish, Shelf shelf) {
    UserState state = user.person().state();
    Ranker.Scores scores = Optional.ofNullable(rooms.poll()).orElseGet(answers.ranker()::room);
    try {
      answers.ranker().score(state, scores);
      float[] closeness = closeness(state, shelf);
      int known = scores.sum().length;
      float[] sums = Arrays.copyOf(scores.sum(), known + shelf.fresh().size());
      for (int f = 0; f < shelf.fresh().size(); f++) {
        sums[known + f] = estimate(shelf.fresh().get(f), scores.sum());
      }
      float[] all = sums.clone();
      for (int i = 0; i < closeness.length; i++) {
        all[i] += closeness[i];
      }
      int[] list =
          rules(user, wish, shelf).list(all, state.history(), wish.offset() + wish.limit());
      int[] wanted = Arrays.copyOfRange(list, Math.min(wish.offset(), list.length), list.length);
      return tell(wanted, sums, closeness, user, wish, shelf, scores);
    } finally {
      rooms.add(scores);
    }
  }

  /**
   * What is added to each score for somebody of whom only words are known: how near an item is to
   * them, where the ranking, learned from histories, knows little. Empty for all others.
   */
  private float[] closeness(UserState state, Shelf shelf) {
    if (state.history().size() > 0 || state.vector().length == 0) {
      return new float[0];
    }
    Matrix vectors = answers.fitted().itemVectors();
    int wide = vectors.columns();
    float[] closeness = new float[vectors.rows() + shelf.fresh().size()];
    for (int i = 0; i < vectors.rows(); i++) {
      closeness[i] = VectorMath.cosine(state.vector(), 0, vectors.data(), vectors.offset(i), wide);
    }
    for (int f = 0; f < shelf.fresh().size(); f++) {
      closeness[vectors.rows() + f] =
          VectorMath.cosine(state.vector(), shelf.fresh().get(f).vector());
    }
    for (int i = 0; i < closeness.length; i++) {
      closeness[i] = Math.max(0, closeness[i]);
    }
    return closeness;
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

  /** The rules, narrowed to what is wished for. */
  private ListRules rules(Known user, Wish wish, Shelf shelf) {
    if (wish.isPlain() && user.newItems().isEmpty()) {
      return shelf.rules();
    }
    BitSet wished = shelf.rules().eligible();
    int known = answers.fitted().itemVectors().rows();
    for (int i = wished.nextSetBit(0); i >= 0; i = wished.nextSetBit(i + 1)) {
      Item item = shelf.items().get(i);
      boolean seen = i >= known && user.newItems().contains(item.id());
      if (seen
          || wish.exclude().contains(item.id())
          || !wish.category().map(category -> has(item, category)).orElse(true)) {
        wished.clear(i);
      }
    }
    return shelf.rules().within(wished);
  }

  private static boolean has(Item item, String category) {
    return item.categories().stream().anyMatch(category::equalsIgnoreCase);
  }

  private List<Listed> tell(
      int[] wanted,
      float[] sums,
      float[] closeness,
      Known user,
      Wish wish,
      Shelf shelf,
      Ranker.Scores scores) {
    int known = scores.sum().length;
    int[] fitted = Arrays.stream(wanted).filter(i -> i < known).toArray();
    float[] fittedSums = new float[fitted.length];
    for (int i = 0; i < fitted.length; i++) {
      fittedSums[i] = sums[fitted[i]];
    }
    Iterator<Recommendation> told =
        answers.ranker().tell(fitted, fittedSums, user.person().state(), scores).iterator();
    List<Listed> list = new ArrayList<>();
    for (int i : wanted) {
      List<Reason> reasons =
          i < known ? told.next().reasons() : reasons(shelf.fresh().get(i - known));
      float near = closeness.length == 0 ? 0 : closeness[i];
      Item item = shelf.items().get(i);
      // The chance belongs to the ranking's own score.
      Listed listed =
          new Listed(
              wish.offset() + list.size() + 1,
              item.id(),
              item.label(),
              sums[i] + near,
              answers.ranker().fused().affinity(sums[i]),
              reasons.stream().map(this::why).toList());
      list.add(near > NEAR ? near(listed) : listed);
    }
    return list;
  }

  private static List<Reason> reasons(NewItem item) {
    return item.neighbours().length == 0
        ? List.of()
        : List.of(new Reason.SimilarText(item.neighbours()[0]));
  }

  private static Listed near(Listed listed) {
    List<Why> reasons = new ArrayList<>();
    reasons.add(new Why("near_words", null, null, null, null, "near to what you look for"));
    reasons.addAll(listed.reasons().subList(0, Math.min(2, listed.reasons().size())));
    return new Listed(
        listed.rank(), listed.itemId(), listed.title(), listed.score(), listed.affinity(), reasons);
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
