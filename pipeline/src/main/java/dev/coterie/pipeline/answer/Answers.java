package dev.coterie.pipeline.answer;

import dev.coterie.domain.Affinities;
import dev.coterie.domain.EditedTree;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.domain.Profiles;
import dev.coterie.domain.Profiles.Interest;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.ConfigurationFile;
import dev.coterie.pipeline.FitConfiguration;
import dev.coterie.pipeline.answer.Placing.Placed;
import dev.coterie.pipeline.embed.EmbedderSource;
import dev.coterie.pipeline.embed.ItemEmbedding;
import dev.coterie.pipeline.embed.VectorCache;
import dev.coterie.pipeline.recommend.Audience;
import dev.coterie.pipeline.recommend.Ranker;
import dev.coterie.pipeline.recommend.RecommenderFitting;
import dev.coterie.pipeline.segment.Segmenting.Places;
import dev.coterie.pipeline.snapshot.Fitted;
import dev.coterie.pipeline.snapshot.Learned;
import dev.coterie.pipeline.snapshot.SegmentRow;
import dev.coterie.pipeline.snapshot.SnapshotReader;
import dev.coterie.recommend.History;
import dev.coterie.recommend.UserState;
import dev.coterie.recommend.UserTraits;
import dev.coterie.recommend.linear.WeightStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A snapshot in memory with its recommenders made again: it answers for every user, of the fit or
 * not, from the user's events. Immutable but for the {@linkplain Entities places} of new items and
 * texts; may be asked by many threads.
 */
public final class Answers {
  private final FitConfiguration configuration;
  private final List<SegmentRow> segments;
  private final EditedTree tree;
  private final EditedTree.Placement shown;
  private final int revision;
  private final Learned learned;
  private final Fitted fitted;
  private final Map<String, Integer> items;
  private final Entities entities;
  private final Placing placing;
  private final Ranker ranker;

  private Answers(
      SnapshotReader snapshot,
      UnaryOperator<EmbedderSource> models,
      VectorCache cache,
      WeightStore store,
      Workers workers,
      Progress progress) {
    this.configuration =
        ConfigurationFile.defaults().overlay(snapshot.manifest().configuration()).read();
    this.segments = snapshot.segments();
    this.tree = snapshot.tree();
    this.revision = snapshot.edits().revision();
    progress.report("reading what was learned", 0, 0);
    this.learned = snapshot.learned();
    this.fitted = snapshot.fitted();
    this.shown = shown(tree, fitted);
    this.items = numbers(fitted.events().items());
    EmbedderSource source = models.apply(EmbedderSource.of(configuration.embedding().remote()));
    this.entities =
        new Entities(
            learned,
            new ItemEmbedding(configuration.embedding(), cache, source),
            configuration.seed());
    this.placing = new Placing(learned, entities, configuration);
    this.ranker =
        RecommenderFitting.again(
            fitted.events(),
            fitted.robots(),
            audience(),
            fitted.ranking(),
            store,
            configuration.seed(),
            workers,
            progress);
  }

  private Answers(Answers same, SnapshotReader edited) {
    this.configuration = same.configuration;
    this.segments = edited.segments();
    this.tree = edited.tree();
    this.revision = edited.edits().revision();
    this.learned = same.learned;
    this.fitted = same.fitted;
    this.shown = shown(tree, fitted);
    this.items = same.items;
    this.entities = same.entities;
    this.placing = same.placing;
    this.ranker = same.ranker;
  }

  /**
   * The same snapshot under other edits; what was learned is shared.
   *
   * @param edited this snapshot, as it was changed meanwhile
   */
  public Answers edited(SnapshotReader edited) {
    return new Answers(this, edited);
  }

  /**
   * Reads a snapshot and makes its recommenders.
   *
   * @param models turns the way in which models are opened into one that keeps them open
   * @param store of this snapshot's weights
   * @throws dev.coterie.domain.CoterieException.BadInput where the snapshot is not whole
   */
  public static Answers of(
      SnapshotReader snapshot,
      UnaryOperator<EmbedderSource> models,
      VectorCache cache,
      WeightStore store,
      Workers workers,
      Progress progress) {
    return new Answers(snapshot, models, cache, store, workers, progress);
  }

  /** The same where no weights are kept. */
  public static Answers of(
      SnapshotReader snapshot,
      UnaryOperator<EmbedderSource> models,
      VectorCache cache,
      Workers workers,
      Progress progress) {
    return of(snapshot, models, cache, WeightStore.NONE, workers, progress);
  }

  private static Map<String, Integer> numbers(List<Item> items) {
    Map<String, Integer> numbers = HashMap.newHashMap(items.size());
    for (int i = 0; i < items.size(); i++) {
      numbers.put(items.get(i).id(), i);
    }
    return numbers;
  }

  private Audience audience() {
    return new Audience(
        new UserTraits(
            fitted.interest(),
            List.of(fitted.membership(), fitted.subMembership()),
            learned.parent()),
        fitted.itemVectors(),
        List.of(learned.segmentIds(), learned.subsegmentIds()));
  }

  /**
   * What is understood of one user.
   *
   * @param profiles one row, without the few interests
   * @param place one row, in the tree as people changed it
   * @param state what the ranking asks for, which knows the tree as it was fitted; items are those
   *     of the snapshot
   * @param now as of which the user is seen, {@link EventLog#NO_TIME} without times
   */
  public record Person(Profiles profiles, EditedTree.Placement place, UserState state, long now) {}

  /**
   * Understands the one user of a log; a log without events is of nobody known.
   *
   * @param log of one user
   */
  public Person person(EventLog log, Workers workers) {
    Placed placed = placing.place(log, workers);
    long now = placing.now(log);
    History history = log.size() == 0 ? History.none(now) : history(log, now);
    boolean known = log.size() > 0;
    UserState state =
        known
            ? new UserState(
                history,
                placed.profiles().interest().row(0),
                List.of(
                    placed.places().membership().row(0), placed.places().subMembership().row(0)))
            : UserState.of(history);
    Places places = placed.places();
    return new Person(
        placed.profiles(),
        tree.place(places.membership(), places.subMembership(), placed.profiles().interest()),
        state,
        now);
  }

  /** The few interests of the one user of a log, heaviest first; items as the log numbers them. */
  public List<Interest> interests(EventLog log, Workers workers) {
    return placing.interests(log, workers).getFirst();
  }

  private History history(EventLog log, long now) {
    float[] affinity = Affinities.of(log, learned.ratings());
    int[] item = new int[log.size()];
    float[] weight = new float[log.size()];
    long[] time = new long[log.size()];
    int n = 0;
    for (int e = 0; e < log.size(); e++) {
      int number =
          log.item()[e] == EventLog.NONE
              ? EventLog.NONE
              : item(log.items().get(log.item()[e]).id());
      if (number != EventLog.NONE) {
        item[n] = number;
        weight[n] = affinity[e];
        time[n++] = log.time()[e];
      }
    }
    return ranker
        .interactions()
        .history(Arrays.copyOf(item, n), Arrays.copyOf(weight, n), Arrays.copyOf(time, n), now);
  }

  /** What the ranking asks for of a user of the fit, as the user was then. */
  public UserState fittedState(int user) {
    return new UserState(
        ranker.interactions().history(user),
        fitted.interest().row(user),
        List.of(fitted.membership().row(user), fitted.subMembership().row(user)));
  }

  /** The number of an item in the snapshot's catalogue, {@link EventLog#NONE} where it has none. */
  public int item(String id) {
    return items.getOrDefault(id, EventLog.NONE);
  }

  public FitConfiguration configuration() {
    return configuration;
  }

  /** Segments, then subsegments. */
  public List<SegmentRow> segments() {
    return segments;
  }

  /** How often people changed it. */
  public int revision() {
    return revision;
  }

  /** The tree as people changed it. */
  public EditedTree tree() {
    return tree;
  }

  /** Where the users of the fit are in that tree. */
  public EditedTree.Placement shown() {
    return shown;
  }

  private static EditedTree.Placement shown(EditedTree tree, Fitted fitted) {
    return tree.place(fitted.membership(), fitted.subMembership(), fitted.interest());
  }

  public Learned learned() {
    return learned;
  }

  public Fitted fitted() {
    return fitted;
  }

  public Entities entities() {
    return entities;
  }

  public Ranker ranker() {
    return ranker;
  }
}
