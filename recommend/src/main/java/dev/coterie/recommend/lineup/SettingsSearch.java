package dev.coterie.recommend.lineup;

import static dev.coterie.recommend.lineup.Settings.faded;

import dev.coterie.numeric.Progress;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.evaluation.HeldOut;
import dev.coterie.recommend.evaluation.Metric;
import dev.coterie.recommend.factor.ImplicitAls;
import dev.coterie.recommend.linear.Ease;
import dev.coterie.recommend.linear.RidgeInverse;
import dev.coterie.recommend.linear.Slim;
import dev.coterie.recommend.ranking.Ranking;
import dev.coterie.recommend.ranking.Rules;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Chooses the settings on users of whom a later part is held out, few candidates each. Half-lives
 * are shares of the time that the data cover. The linear models are compared on the {@value
 * #TRIAL_ITEMS} items that most users touched, where an inverse takes a small part of the time.
 */
final class SettingsSearch {
  private static final int TRIAL_ITEMS = 1_200;
  private static final int MOST_USERS = 2_000;
  private static final int PLACES = 10;

  private final Training training;
  private final HeldOut heldOut;
  private final int[] asked;
  private final Workers workers;
  private final long seed;
  private final long span;
  private final Interactions fewItems;
  private final List<Choice> choices = new ArrayList<>();
  private Settings settings;

  SettingsSearch(Training training, HeldOut heldOut, Workers workers, long seed) {
    this.training = training;
    this.heldOut = heldOut;
    this.workers = workers;
    this.seed = seed;
    this.span = training.interactions().span();
    this.settings = Settings.initial(span);
    this.fewItems = training.interactions().onItems(mostTouched(training.interactions()));
    int users = heldOut.users().length;
    int step = Math.max(1, Math.ceilDiv(users, MOST_USERS));
    this.asked = IntStream.range(0, users).filter(u -> u % step == 0).toArray();
  }

  /** Settings and how they were chosen; the initial ones where nobody is held out. */
  Map.Entry<Settings, List<Choice>> run(Collection<Member> members, Progress progress) {
    boolean linear = Ease.isPossible(training.interactions());
    int done = 0;
    for (Member member : members) {
      progress.report("choosing settings", done++, members.size());
      if (asked.length == 0) {
        continue;
      }
      switch (member) {
        case RECENT_POPULARITY -> chooseRecent();
        case GROUP -> chooseGroup();
        case GROUP_NEIGHBOURS -> chooseNeighbours();
        case EASE -> {
          if (linear) {
            chooseEase();
          }
        }
        case NEXT -> {
          if (linear && span > 0) {
            chooseNext();
          }
        }
        case SPARSE -> {
          if (span == 0) {
            chooseSparse();
          }
        }
        case FACTORS -> {
          if (span == 0) {
            chooseFactors();
          }
        }
        case POPULARITY, SUBGROUP, CONTENT -> {
          // Nothing to choose: popularity and content have no settings, subgroups take the groups'.
        }
      }
    }
    return Map.entry(settings, List.copyOf(choices));
  }

  private void chooseRecent() {
    if (span == 0) {
      return;
    }
    Trials<HalfLife> trials = new Trials<>(Member.RECENT_POPULARITY);
    for (double share :
        new double[] {1.0 / 240, 1.0 / 140, 1.0 / 100, 1.0 / 50, 1.0 / 25, 1.0 / 8}) {
      HalfLife halfLife = faded(span, share);
      trials.add(
          "half-life " + halfLife,
          halfLife,
          () -> fit(Member.RECENT_POPULARITY, settings.withRecent(halfLife)));
    }
    settings = settings.withRecent(trials.best());
  }

  private void chooseGroup() {
    if (training.levels() == 0) {
      return;
    }
    Trials<Settings> trials = new Trials<>(Member.GROUP);
    for (double share :
        span == 0 ? new double[] {1} : new double[] {1.0 / 140, 1.0 / 50, 1.0 / 8}) {
      for (double shrinkage : new double[] {150, 600}) {
        HalfLife halfLife = faded(span, share);
        Settings tried = settings.withGroup(halfLife, shrinkage);
        trials.add(
            "half-life " + halfLife + ", shrinkage " + (int) shrinkage,
            tried,
            () -> fit(Member.GROUP, tried));
      }
    }
    settings = trials.best();
  }

  private void chooseNeighbours() {
    if (!training.hasVectors()) {
      return;
    }
    Trials<Settings> trials = new Trials<>(Member.GROUP_NEIGHBOURS);
    for (double share : span == 0 ? new double[] {1} : new double[] {1.0 / 100, 1.0 / 25}) {
      for (int count : new int[] {50, 200}) {
        HalfLife halfLife = faded(span, share);
        Settings tried = settings.withNeighbours(count, halfLife);
        trials.add(
            count + " neighbours, half-life " + halfLife,
            tried,
            () -> fit(Member.GROUP_NEIGHBOURS, tried));
      }
    }
    settings = trials.best();
  }

  private void chooseEase() {
    Trials<Ease.Options> trials = new Trials<>(Member.EASE);
    for (double share : span == 0 ? new double[] {1} : new double[] {1.0 / 12, 1.0 / 4}) {
      tryEase(trials, faded(span, share), 100, 0);
    }
    if (span > 0) {
      tryEase(trials, HalfLife.NEVER, 100, 0);
      tryEase(trials, trials.best().halfLife(), 500, 0);
    } else {
      tryEase(trials, HalfLife.NEVER, 100, 0.33);
      tryEase(trials, HalfLife.NEVER, 30, trials.best().dropout());
      tryEase(trials, HalfLife.NEVER, trials.best().ridge(), 0.5);
    }
    settings = settings.withEase(trials.best());
  }

  private void tryEase(
      Trials<Ease.Options> trials, HalfLife halfLife, double ridge, double dropout) {
    trials.add(
        "half-life " + halfLife + ", ridge " + (int) ridge + ", dropout " + dropout,
        Ease.Options.denoising(halfLife, ridge, dropout),
        () -> RidgeInverse.of(fewItems, halfLife, ridge, dropout, workers).plain());
  }

  private void chooseSparse() {
    Trials<Slim.Options> trials = new Trials<>(Member.SPARSE);
    for (double[] penalties : new double[][] {{1, 10}, {0.3, 10}, {1, 30}, {1, 100}}) {
      Slim.Options tried = settings.sparse().withPenalties(penalties[0], penalties[1]);
      trials.add(
          "lasso " + penalties[0] + ", ridge " + (int) penalties[1],
          tried,
          () -> new Slim(tried).fit(fewItems, workers, seed, Progress.NONE));
    }
    settings = settings.withSparse(trials.best());
  }

  /** One start is enough to tell settings apart. */
  private void chooseFactors() {
    Trials<ImplicitAls.Options> trials = new Trials<>(Member.FACTORS);
    for (double unobserved : new double[] {0.1, 0.3, 1}) {
      tryFactors(trials, unobserved, settings.factors().ridge());
    }
    double unobserved = trials.best().unobserved();
    for (double ridge : new double[] {0.003, 0.03}) {
      tryFactors(trials, unobserved, ridge);
    }
    settings = settings.withFactors(trials.best());
  }

  private void tryFactors(Trials<ImplicitAls.Options> trials, double unobserved, double ridge) {
    ImplicitAls.Options tried = settings.factors().withUnobserved(unobserved).withRidge(ridge);
    trials.add(
        "unobserved " + unobserved + ", ridge " + ridge,
        tried,
        () ->
            new ImplicitAls(tried.withStarts(1))
                .fit(training.interactions(), workers, seed, Progress.NONE));
  }

  /** First the target, then the history's half-life, then the ridge, each at the best so far. */
  private void chooseNext() {
    Trials<Ease.Options> trials = new Trials<>(Member.NEXT);
    Ease.Options start = settings.next();
    RidgeInverse inverse = RidgeInverse.of(fewItems, start.halfLife(), start.ridge(), 0, workers);
    for (double share : new double[] {1.0 / 100, 1.0 / 50, 1.0 / 25, 1.0 / 8}) {
      tryNext(trials, inverse, start.halfLife(), start.ridge(), faded(span, share));
    }
    HalfLife target = trials.best().target().orElse(HalfLife.NEVER);
    tryNext(trials, HalfLife.NEVER, start.ridge(), target);
    tryNext(trials, trials.best().halfLife(), 200, target);
    if (trials.best().ridge() == 200) {
      tryNext(trials, trials.best().halfLife(), 40, target);
    }
    settings = settings.withNext(trials.best());
  }

  private void tryNext(
      Trials<Ease.Options> trials, HalfLife halfLife, double ridge, HalfLife target) {
    tryNext(
        trials, RidgeInverse.of(fewItems, halfLife, ridge, 0, workers), halfLife, ridge, target);
  }

  private void tryNext(
      Trials<Ease.Options> trials,
      RidgeInverse inverse,
      HalfLife halfLife,
      double ridge,
      HalfLife target) {
    trials.add(
        "half-life " + halfLife + ", ridge " + (int) ridge + ", target " + target,
        Ease.Options.next(halfLife, ridge, target),
        () -> inverse.next(target, workers));
  }

  private Model fit(Member member, Settings tried) {
    return tried
        .recommender(member, training)
        .fit(training.interactions(), workers, seed, Progress.NONE);
  }

  private double ndcg(Model model) {
    Rules rules = new Rules(false, heldOut.items());
    TopK[] lists =
        Ranking.all(
            model,
            asked.length,
            u -> training.state(heldOut.users()[asked[u]]),
            rules,
            PLACES,
            workers);
    double sum = 0;
    for (int u = 0; u < lists.length; u++) {
      sum += Metric.NDCG.of(lists[u].indices(), heldOut.relevant()[asked[u]], PLACES);
    }
    return sum / lists.length;
  }

  private static BitSet mostTouched(Interactions interactions) {
    int[] users = interactions.usersByItem();
    float[] counts = new float[users.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = users[i];
    }
    BitSet items = new BitSet(counts.length);
    for (int item : TopK.of(counts, TRIAL_ITEMS).indices()) {
      items.set(item);
    }
    return items;
  }

  /** The candidates for one setting of one member. */
  private final class Trials<T> {
    private final Member member;
    private final List<Choice.Trial> trials = new ArrayList<>();
    private final TreeMap<Double, T> values = new TreeMap<>();
    private final TreeMap<Double, String> names = new TreeMap<>();

    Trials(Member member) {
      this.member = member;
    }

    void add(String name, T value, Supplier<Model> model) {
      double figure = ndcg(model.get());
      trials.add(new Choice.Trial(name, figure));
      values.putIfAbsent(figure, value);
      names.putIfAbsent(figure, name);
    }

    T best() {
      choices.removeIf(choice -> choice.member() == member);
      choices.add(new Choice(member, names.lastEntry().getValue(), trials));
      return values.lastEntry().getValue();
    }
  }
}
