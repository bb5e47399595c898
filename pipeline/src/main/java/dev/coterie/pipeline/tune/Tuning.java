package dev.coterie.pipeline.tune;

import dev.coterie.clustering.CentreClustering;
import dev.coterie.clustering.Distance;
import dev.coterie.clustering.quality.Silhouette;
import dev.coterie.domain.CleanData;
import dev.coterie.domain.CoterieException.TooLittle;
import dev.coterie.domain.Decay;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.Profiles;
import dev.coterie.domain.TextBlock;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.FitConfiguration;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.Understanding;
import dev.coterie.pipeline.choice.SpaceChoice;
import dev.coterie.pipeline.choice.TrialGround;
import dev.coterie.pipeline.embed.ItemEmbedding;
import dev.coterie.pipeline.ingest.Ingest;
import dev.coterie.pipeline.profile.Factorisation;
import dev.coterie.pipeline.profile.Profiling;
import dev.coterie.pipeline.segment.Algorithm;
import dev.coterie.pipeline.segment.SegmentOptions;
import dev.coterie.pipeline.segment.Segmenting;
import dev.coterie.pipeline.tune.TuningResult.Trial;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Searches settings of the segments: one setting after the other while that helps, then by chance.
 * All is tried on what was known before a held-out end of the training data.
 */
public final class Tuning {
  private static final double[] SPAN_SHARES = {1 / 4.0, 1 / 8.0, 1 / 2.0, 1};
  private static final List<Integer> KS = List.of(10, 5, 8, 12, 15, 20, 25, 30);
  private static final List<Double> BEHAVIOUR = List.of(0.0, 0.25, 0.5, 1.0);
  private static final List<Algorithm> ALGORITHMS =
      List.of(
          Algorithm.KMEANS, Algorithm.BISECTING, Algorithm.WARD, Algorithm.GMM, Algorithm.HDBSCAN);

  /** A segment should have at least this many users on average. */
  private static final int USERS_A_SEGMENT = 8;

  private static final int FEWEST_JUDGED = 50;

  /** The last figures are made of all events, by a tree that is judged: a few trials' time. */
  private static final double FINISH = 4;

  private final FitConfiguration base;
  private final Objective objective;
  private final Budget budget;
  private final long started;
  private final Progress progress;
  private final Workers workers;
  private final CleanData data;
  private final List<TextBlock> texts;
  private final TrialGround ground;
  private final Map<Factorisation, ItemSpace> spaces = new EnumMap<>(Factorisation.class);
  private final Profiles behaviour;
  private final List<Trial> trials = new ArrayList<>();
  private final Set<Candidate> tried = new HashSet<>();

  private Tuning(
      FitConfiguration base,
      Objective objective,
      Budget budget,
      long started,
      CleanData data,
      List<TextBlock> texts,
      Workers workers,
      Progress progress) {
    this.base = base;
    this.objective = objective;
    this.budget = budget;
    this.started = started;
    this.data = data;
    this.texts = texts;
    this.workers = workers;
    this.progress = progress;
    this.ground = new TrialGround(data.events(), base.seed(), workers);
    this.behaviour =
        Profiling.learn(
            ground.known(),
            data.robots(),
            space(Factorisation.PPMI),
            base.profile(),
            ground.now(),
            workers);
  }

  /**
   * Searches.
   *
   * @param base settings of everything else
   * @param progress told what runs; may throw to stop the work
   * @throws TooLittle where too few users have something to foresee
   */
  public static TuningResult run(
      FitConfiguration base,
      Objective objective,
      Budget budget,
      Machine machine,
      Progress progress) {
    long started = System.nanoTime();
    CleanData data = Ingest.read(base.source().source(1), machine.reading(), progress);
    try (Workers workers = Workers.of(machine.threads())) {
      List<TextBlock> texts =
          new ItemEmbedding(base.embedding(), machine.cache())
              .embed(data.events(), base.seed(), workers, progress)
              .blocks();
      return new Tuning(base, objective, budget, started, data, texts, workers, progress).run();
    }
  }

  private TuningResult run() {
    if (objective == Objective.LIFT && ground.users() < FEWEST_JUDGED) {
      throw new TooLittle(
          "Only %d users went on to something new in the last part of the events; lift needs %d.\nTake --objective silhouette or stability, or more events."
              .formatted(ground.users(), FEWEST_JUDGED));
    }
    Candidate.Grid grid = grid();
    Candidate first =
        new Candidate(
            grid.factorisations().getFirst(),
            grid.halfLives().stream().findFirst(),
            grid.algorithms().getFirst(),
            grid.ks().getFirst(),
            grid.behaviourWeights().getFirst());
    boolean going = attempt(first);
    Optional<Candidate> before = Optional.empty();
    while (going && !before.equals(Optional.of(best().candidate()))) {
      before = Optional.of(best().candidate());
      for (int setting = 0; going && setting < Candidate.Grid.SETTINGS; setting++) {
        going = attemptAll(grid.beside(best().candidate(), setting));
      }
    }
    List<Candidate> rest = new ArrayList<>(grid.all());
    Collections.shuffle(rest, new Random(Seeds.stream(base.seed(), "tuning").nextLong()));
    if (going) {
      attemptAll(rest);
    }
    return result(grid.all().size());
  }

  private boolean attemptAll(List<Candidate> candidates) {
    for (Candidate candidate : candidates) {
      if (!attempt(candidate)) {
        return false;
      }
    }
    return true;
  }

  /** Tries one unless it was; false where the budget is spent. */
  private boolean attempt(Candidate candidate) {
    if (tried.contains(candidate)) {
      return true;
    }
    if (!trials.isEmpty() && (trials.size() >= budget.trials() || isLate(candidate))) {
      return false;
    }
    tried.add(candidate);
    long start = System.nanoTime();
    progress.report(
        "trial", trials.size() + 1L, budget.trials() == Integer.MAX_VALUE ? 0 : budget.trials());
    Matrix points = points(candidate);
    SegmentOptions options = candidate.segments(base.segments());
    Matrix centres = Segmenting.centres(points, data.robots(), options, base.seed(), workers);
    int[] label = new int[points.rows()];
    CentreClustering.nearest(centres, Distance.COSINE, workers)
        .find(points, workers, label, new float[label.length]);
    double figure =
        switch (objective) {
          case LIFT -> ground.lift(label, centres.rows());
          case SILHOUETTE ->
              Silhouette.of(points, label, centres.rows(), Distance.COSINE, workers).mean();
          case STABILITY ->
              centres.rows() < 2
                  ? 0
                  : Segmenting.stability(
                      points, data.robots(), centres, options, base.seed(), workers);
        };
    trials.add(new Trial(candidate, centres.rows(), figure, (System.nanoTime() - start) / 1e9));
    return true;
  }

  /** Whether another trial, and what comes after the last, would take too long. */
  private boolean isLate(Candidate candidate) {
    double mean = trials.stream().mapToDouble(Trial::seconds).average().orElse(0);
    double next =
        trials.stream()
            .filter(trial -> trial.candidate().algorithm() == candidate.algorithm())
            .mapToDouble(Trial::seconds)
            .average()
            .orElse(2 * mean);
    double spent = (System.nanoTime() - started) / 1e9;
    return spent + next + FINISH * Math.max(mean, best().seconds()) > budget.time().toNanos() / 1e9;
  }

  private Trial best() {
    return trials.get(bestPlace());
  }

  /** The first of the highest. */
  private int bestPlace() {
    return IntStream.range(0, trials.size())
        .reduce((a, b) -> trials.get(b).figure() > trials.get(a).figure() ? b : a)
        .orElse(0);
  }

  private Matrix points(Candidate candidate) {
    Matrix interest =
        Profiling.interest(
            ground.known(),
            space(candidate.factorisation()),
            decay(candidate),
            ground.now(),
            workers);
    return Understanding.points(
        new Profiles(
            interest,
            behaviour.behaviour(),
            behaviour.scaled(),
            behaviour.scaling(),
            behaviour.interests()),
        base.profile().weighing(candidate.behaviourWeight(), base.profile().featureWeights()));
  }

  private static Decay decay(Candidate candidate) {
    return candidate.halfLifeDays().map(Decay::new).orElse(Decay.NONE);
  }

  private ItemSpace space(Factorisation factorisation) {
    return spaces.computeIfAbsent(
        factorisation,
        method ->
            Profiling.space(
                ground.known(),
                data.robots(),
                texts,
                method,
                base.profile(),
                base.seed(),
                workers));
  }

  /** What is given stays; defaults come first. */
  private Candidate.Grid grid() {
    EventLog events = data.events();
    int most = Math.max(2, events.users().size() / USERS_A_SEGMENT);
    List<Integer> ks =
        base.segments()
            .k()
            .map(List::of)
            .orElse(KS.stream().map(k -> Math.min(k, most)).distinct().toList());
    return new Candidate.Grid(
        base.profile().factorisation().map(List::of).orElse(List.of(Factorisation.values())),
        halfLives(events),
        base.segments().algorithm().map(List::of).orElse(ALGORITHMS),
        ks,
        base.profile().behaviourWeight() > 0
            ? List.of(base.profile().behaviourWeight())
            : BEHAVIOUR);
  }

  private List<Double> halfLives(EventLog events) {
    if (base.profile().halfLifeDays().isPresent()) {
      return List.of(base.profile().halfLifeDays().get());
    }
    if (!events.hasTimes()) {
      return List.of();
    }
    long first = Arrays.stream(events.time()).min().orElse(0);
    double span = Math.max(1, (events.latest() - first) / (double) Duration.ofDays(1).toMillis());
    return Arrays.stream(SPAN_SHARES)
        .mapToObj(share -> new BigDecimal(share * span).round(new MathContext(3)).doubleValue())
        .toList();
  }

  private TuningResult result(int possible) {
    Trial best = best();
    FitConfiguration configuration = best.candidate().over(base);
    progress.report("figures of the best", 0, 0);
    Understanding all =
        Understanding.of(
            data.events(),
            data.robots(),
            texts,
            new SpaceChoice(
                best.candidate().factorisation(), decay(best.candidate()), 1, List.of()),
            configuration,
            workers,
            progress);
    return new TuningResult(
        objective,
        ground.users(),
        possible,
        List.copyOf(trials),
        bestPlace(),
        configuration,
        all.segmentation().segments(),
        all.segmentation().overall());
  }
}
