package dev.coterie.recommend.lineup;

import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.factor.ImplicitAls;
import dev.coterie.recommend.linear.Ease;
import dev.coterie.recommend.linear.RidgeInverse;
import dev.coterie.recommend.linear.Slim;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Chooses the settings of the members that are joined where there are no times: from a start that
 * is good on most data, uphill in coarse steps. How far strengths are damped is chosen with the
 * linear model, which takes the least time, and holds for all.
 */
final class TimelessSearch {
  /** Strengths and a linear model on them. */
  private record Damped(double damping, Ease.Options ease) {
    Damped withDamping(double other) {
      return new Damped(other, ease);
    }

    Damped with(double ridge, double dropout) {
      return new Damped(damping, Ease.Options.denoising(HalfLife.NEVER, ridge, dropout));
    }

    Damped timesRidge(double factor) {
      return with(ease.ridge() * factor, ease.dropout());
    }

    @Override
    public String toString() {
      return "strengths to the power %s, ridge %s, dropout %s"
          .formatted(damping, TimelessSearch.figure(ease.ridge()), ease.dropout());
    }
  }

  private static final double RIDGE_STEP = 2;
  private static final double FACTOR_RIDGE_STEP = 1.5;

  private final Judge judge;
  private final Judge fewItems;
  private final Workers workers;
  private final long seed;
  private final List<Choice> choices = new ArrayList<>();
  private Settings settings;

  TimelessSearch(Settings start, Judge judge, Judge fewItems, Workers workers, long seed) {
    this.settings = start;
    this.judge = judge;
    this.fewItems = fewItems;
    this.workers = workers;
    this.seed = seed;
  }

  Settings run(Collection<Member> members, Progress progress) {
    List<Runnable> steps = new ArrayList<>();
    if (members.contains(Member.EASE) && Ease.isPossible(judge.training().interactions())) {
      steps.add(this::chooseEase);
    }
    if (members.contains(Member.SPARSE)) {
      steps.add(this::chooseSparse);
    }
    if (members.contains(Member.FACTORS)) {
      steps.add(this::chooseFactors);
    }
    for (int s = 0; s < steps.size(); s++) {
      progress.report("choosing settings of linear models and factors", s, steps.size());
      steps.get(s).run();
    }
    return settings;
  }

  List<Choice> choices() {
    return List.copyOf(choices);
  }

  private void chooseEase() {
    Trials<Damped> trials =
        new Trials<>(
            Member.EASE,
            Damped::toString,
            tried ->
                fewItems
                    .on(training -> training.damped(tried.damping()))
                    .ndcg(training -> linear(training, tried.ease())));
    trials.add(new Damped(settings.damping(), settings.ease()));
    trials.climb(best -> best.timesRidge(RIDGE_STEP), best -> best.timesRidge(1 / RIDGE_STEP));
    if (hasStrengths()) {
      trials.add(trials.best().withDamping(1));
      trials.add(trials.best().withDamping(0));
    }
    trials.add(trials.best().with(trials.best().ease().ridge(), 0.3));
    choices.add(trials.choice());
    settings = settings.withDamping(trials.best().damping()).withEase(trials.best().ease());
  }

  private Model linear(Training training, Ease.Options options) {
    return RidgeInverse.of(
            training.interactions(),
            options.halfLife(),
            options.ridge(),
            options.dropout(),
            workers)
        .plain();
  }

  /** Whether strengths differ, so that a power of them says anything. */
  private boolean hasStrengths() {
    float[] strengths = judge.training().interactions().strengths().values();
    return IntStream.range(1, strengths.length).anyMatch(p -> strengths[p] != strengths[0]);
  }

  private void chooseSparse() {
    Judge damped = fewItems.on(training -> training.damped(settings.damping()));
    Trials<Slim.Options> trials =
        new Trials<>(
            Member.SPARSE,
            tried -> "lasso %s, ridge %s".formatted(figure(tried.lasso()), figure(tried.ridge())),
            tried ->
                damped.ndcg(
                    training ->
                        new Slim(tried)
                            .fit(training.interactions(), workers, seed, Progress.NONE)));
    trials.add(settings.sparse());
    trials.climb(best -> ridge(best, RIDGE_STEP), best -> ridge(best, 1 / RIDGE_STEP));
    trials.climb(best -> lasso(best, 1 / RIDGE_STEP), best -> lasso(best, RIDGE_STEP));
    choices.add(trials.choice());
    settings = settings.withSparse(trials.best());
  }

  private static Slim.Options ridge(Slim.Options options, double factor) {
    return options.withPenalties(options.lasso(), options.ridge() * factor);
  }

  private static Slim.Options lasso(Slim.Options options, double factor) {
    return options.withPenalties(options.lasso() * factor, options.ridge());
  }

  /** One start is enough to tell settings apart. */
  private void chooseFactors() {
    Judge damped = judge.on(training -> training.damped(settings.damping()));
    Trials<ImplicitAls.Options> trials =
        new Trials<>(
            Member.FACTORS,
            tried ->
                "unobserved %s, ridge %s"
                    .formatted(figure(tried.unobserved()), figure(tried.ridge())),
            tried ->
                damped.ndcg(
                    training ->
                        new ImplicitAls(tried.withStarts(1))
                            .fit(training.interactions(), workers, seed, Progress.NONE)));
    trials.add(settings.factors());
    for (int round = 0; round < 2; round++) {
      trials.climb(
          best -> best.withRidge(best.ridge() * FACTOR_RIDGE_STEP),
          best -> best.withRidge(best.ridge() / FACTOR_RIDGE_STEP));
      trials.climb(
          best -> best.withUnobserved(best.unobserved() * RIDGE_STEP),
          best -> best.withUnobserved(best.unobserved() / RIDGE_STEP));
    }
    choices.add(trials.choice());
    settings = settings.withFactors(trials.best());
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
