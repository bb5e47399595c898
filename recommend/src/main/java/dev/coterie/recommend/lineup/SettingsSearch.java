package dev.coterie.recommend.lineup;

import static dev.coterie.recommend.lineup.Settings.faded;

import dev.coterie.numeric.Progress;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.Interactions;
import dev.coterie.recommend.linear.Ease;
import dev.coterie.recommend.linear.RidgeInverse;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Chooses the settings on users of whom a part is held out, few candidates each. Half-lives are
 * shares of the time that the data cover. The linear models are compared on the {@value
 * #TRIAL_ITEMS} items that most users touched, where an inverse takes a small part of the time.
 */
final class SettingsSearch {
  private static final int TRIAL_ITEMS = 1_200;

  private final Judge judge;
  private final Judge fewItems;
  private final Workers workers;
  private final long seed;
  private final long span;
  private final List<Choice> choices = new ArrayList<>();
  private Settings settings;

  SettingsSearch(Judge judge, Workers workers, long seed) {
    this.judge = judge;
    this.workers = workers;
    this.seed = seed;
    this.span = judge.training().interactions().span();
    this.settings = Settings.initial(span);
    this.fewItems = judge.on(training -> training.onItems(mostTouched(training.interactions())));
  }

  /** Settings and how they were chosen; the initial ones where nobody is held out. */
  Map.Entry<Settings, List<Choice>> run(Collection<Member> members, Progress progress) {
    if (!judge.canTell()) {
      return Map.entry(settings, List.of());
    }
    boolean linear = Ease.isPossible(judge.training().interactions());
    int done = 0;
    if (span == 0) {
      TimelessSearch search = new TimelessSearch(settings, judge, fewItems, workers, seed);
      settings = search.run(members, progress);
      choices.addAll(search.choices());
    }
    for (Member member : members) {
      progress.report("choosing settings", done++, members.size());
      switch (member) {
        case RECENT_POPULARITY -> chooseRecent();
        case GROUP -> chooseGroup();
        case GROUP_NEIGHBOURS -> chooseNeighbours();
        case EASE -> {
          if (linear && span > 0) {
            chooseEase();
          }
        }
        case NEXT -> {
          if (linear && span > 0) {
            chooseNext();
          }
        }
        case CONTENT -> chooseContent();
        case POPULARITY, SUBGROUP, SPARSE, FACTORS -> {
          // Nothing to choose, or chosen where there are no times; subgroups take the groups'.
        }
      }
    }
    return Map.entry(settings, List.copyOf(choices));
  }

  private void chooseRecent() {
    if (span == 0) {
      return;
    }
    Trials<Settings> trials =
        whole(Member.RECENT_POPULARITY, tried -> "half-life " + tried.recent());
    for (double share :
        new double[] {1.0 / 240, 1.0 / 140, 1.0 / 100, 1.0 / 50, 1.0 / 25, 1.0 / 8}) {
      trials.add(settings.withRecent(faded(span, share)));
    }
    settings = chosen(trials);
  }

  private void chooseGroup() {
    if (judge.training().levels() == 0) {
      return;
    }
    Trials<Settings> trials =
        whole(
            Member.GROUP,
            tried ->
                "half-life " + tried.groupHalfLife() + ", shrinkage " + (int) tried.shrinkage());
    for (double share :
        span == 0 ? new double[] {1} : new double[] {1.0 / 140, 1.0 / 50, 1.0 / 8}) {
      for (double shrinkage : new double[] {150, 600}) {
        trials.add(settings.withGroup(faded(span, share), shrinkage));
      }
    }
    settings = chosen(trials);
  }

  private void chooseNeighbours() {
    if (!judge.training().hasVectors()) {
      return;
    }
    Trials<Settings> trials =
        whole(
            Member.GROUP_NEIGHBOURS,
            tried -> tried.neighbours() + " neighbours, half-life " + tried.neighbourHalfLife());
    for (double share : span == 0 ? new double[] {1} : new double[] {1.0 / 100, 1.0 / 25}) {
      for (int count : new int[] {50, 200}) {
        trials.add(settings.withNeighbours(count, faded(span, share)));
      }
    }
    settings = chosen(trials);
  }

  private void chooseContent() {
    if (!judge.training().hasVectors()) {
      return;
    }
    Trials<Settings> trials =
        whole(Member.CONTENT, tried -> "lengths to the power " + tried.contentLength());
    for (double power : new double[] {1, 0.5, 0}) {
      trials.add(settings.withContent(power));
    }
    settings = chosen(trials);
  }

  private void chooseEase() {
    Trials<Ease.Options> trials =
        new Trials<>(
            Member.EASE,
            tried -> "half-life " + tried.halfLife() + ", ridge " + (int) tried.ridge(),
            tried -> fewItems.ndcg(training -> inverse(training, tried).plain()));
    trials.add(Ease.Options.plain(faded(span, 1.0 / 12), 100));
    trials.add(Ease.Options.plain(faded(span, 1.0 / 4), 100));
    trials.add(Ease.Options.plain(HalfLife.NEVER, 100));
    trials.add(Ease.Options.plain(trials.best().halfLife(), 500));
    settings = settings.withEase(chosen(trials));
  }

  /** First the target, then the history's half-life, then the ridge, each at the best so far. */
  private void chooseNext() {
    Ease.Options start = settings.next();
    IdentityHashMap<Training, RidgeInverse> inverses = new IdentityHashMap<>();
    Trials<Ease.Options> trials =
        new Trials<>(
            Member.NEXT,
            tried ->
                "half-life %s, ridge %d, target %s"
                    .formatted(
                        tried.halfLife(),
                        (int) tried.ridge(),
                        tried.target().orElse(HalfLife.NEVER)),
            tried ->
                fewItems.ndcg(
                    training ->
                        (isAlike(tried, start)
                                ? inverses.computeIfAbsent(training, t -> inverse(t, tried))
                                : inverse(training, tried))
                            .next(tried.target().orElse(HalfLife.NEVER), workers)));
    for (double share : new double[] {1.0 / 100, 1.0 / 50, 1.0 / 25, 1.0 / 8}) {
      trials.add(Ease.Options.next(start.halfLife(), start.ridge(), faded(span, share)));
    }
    HalfLife target = trials.best().target().orElse(HalfLife.NEVER);
    trials.add(Ease.Options.next(HalfLife.NEVER, start.ridge(), target));
    trials.add(Ease.Options.next(trials.best().halfLife(), 200, target));
    if (trials.best().ridge() == 200) {
      trials.add(Ease.Options.next(trials.best().halfLife(), 40, target));
    }
    settings = settings.withNext(chosen(trials));
  }

  private static boolean isAlike(Ease.Options tried, Ease.Options other) {
    return tried.halfLife().equals(other.halfLife()) && tried.ridge() == other.ridge();
  }

  private RidgeInverse inverse(Training training, Ease.Options options) {
    return RidgeInverse.of(
        training.interactions(), options.halfLife(), options.ridge(), options.dropout(), workers);
  }

  /** Trials of a member as the settings make it, on all items. */
  private Trials<Settings> whole(Member member, Function<Settings, String> name) {
    Judge damped = judge.on(training -> training.damped(settings.damping()));
    return new Trials<>(
        member,
        name,
        tried ->
            damped.ndcg(
                training ->
                    tried
                        .recommender(member, training)
                        .fit(training.interactions(), workers, seed, Progress.NONE)));
  }

  private <T> T chosen(Trials<T> trials) {
    choices.add(trials.choice());
    return trials.best();
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
}
