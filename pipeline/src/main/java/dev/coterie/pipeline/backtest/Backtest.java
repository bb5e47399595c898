package dev.coterie.pipeline.backtest;

import dev.coterie.domain.CleanData;
import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.TextBlock;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.TopK;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.FitConfiguration;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.Understanding;
import dev.coterie.pipeline.backtest.BacktestResult.ModelFigures;
import dev.coterie.pipeline.choice.SpaceChoice;
import dev.coterie.pipeline.embed.ItemEmbedding;
import dev.coterie.pipeline.ingest.Ingest;
import dev.coterie.pipeline.ingest.Resources;
import dev.coterie.pipeline.recommend.Holdout;
import dev.coterie.pipeline.recommend.RecommenderFitting;
import dev.coterie.pipeline.recommend.RecommenderFitting.Compared;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.evaluation.Estimate;
import dev.coterie.recommend.evaluation.Evaluation;
import dev.coterie.recommend.evaluation.HeldOut;
import dev.coterie.recommend.evaluation.Metric;
import dev.coterie.recommend.evaluation.Split;
import dev.coterie.recommend.ranking.Ranking;
import dev.coterie.recommend.ranking.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Holds the end of every log back, learns everything from the rest, and asks each recommender for
 * what was held back. Nothing is chosen on the held-out part.
 */
public final class Backtest {
  private static final Split IN_TIME = new Split.Temporal(0.9);
  private static final Split BY_CHANCE = new Split.Random(0.8);

  private final FitConfiguration configuration;
  private final Workers workers;
  private final Progress progress;

  private Backtest(FitConfiguration configuration, Workers workers, Progress progress) {
    this.configuration = configuration;
    this.workers = workers;
    this.progress = progress;
  }

  /**
   * Runs one.
   *
   * @param split empty: in time where there are times, else by chance
   * @param ks lengths of the lists that are judged, each at least 1
   * @throws BadInput where the data cannot be split so, or leaves nobody to evaluate
   */
  public static BacktestResult run(
      FitConfiguration configuration,
      Optional<Split> split,
      List<Integer> ks,
      Machine machine,
      Progress progress) {
    CleanData data =
        Ingest.read(
            configuration.source().source(2),
            new Resources(machine.threads(), machine.readingBytes(), machine.temp()),
            progress);
    try (Workers workers = Workers.of(machine.threads())) {
      ItemEmbedding embedding = new ItemEmbedding(configuration.embedding(), machine.cache());
      List<TextBlock> texts =
          embedding.embed(data.events(), configuration.seed(), workers, progress).blocks();
      return new Backtest(configuration, workers, progress).run(data, texts, split, ks);
    }
  }

  /**
   * Reads {@code temporal:Q}, {@code leave-last-out} or {@code random:Q}.
   *
   * @throws BadUsage naming the choices
   */
  public static Split split(String text) {
    try {
      return Split.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadUsage("--split: " + e.getMessage() + ".", e);
    }
  }

  private BacktestResult run(
      CleanData data, List<TextBlock> texts, Optional<Split> asked, List<Integer> ks) {
    EventLog events = data.events();
    Split split = asked.orElse(events.hasTimes() ? IN_TIME : BY_CHANCE);
    if (split.needsTimes() && !events.hasTimes()) {
      throw new BadInput(
          "The events have no times, so " + split + " cannot part them.\nTake --split random:0.8.");
    }
    Holdout holdout = Holdout.of(events, data.robots(), split, configuration.seed());
    if (holdout.heldOut().users().length == 0) {
      throw new BadInput(
          split
              + " leaves nobody who did something new that was known before.\nTake another --split, or more events.");
    }
    Compared compared = compare(data, texts, holdout);
    return new BacktestResult(
        split.toString(),
        asked.isPresent() ? "" : note(split),
        holdout.heldOut().users().length,
        baseline(compared),
        figures(compared, holdout.heldOut(), ks));
  }

  private static String note(Split split) {
    return split.needsTimes()
        ? "No --split was given: " + split + ", as the events have times."
        : "No --split was given: " + split + ", as the events have no times.";
  }

  private Compared compare(CleanData data, List<TextBlock> texts, Holdout holdout) {
    EventLog known = holdout.known();
    SpaceChoice choice =
        SpaceChoice.of(
            known,
            data.robots(),
            configuration.profile(),
            configuration.segments(),
            configuration.seed(),
            workers,
            progress);
    Understanding users =
        Understanding.of(known, data.robots(), texts, choice, configuration, workers, progress);
    return RecommenderFitting.compare(
        known,
        data.robots(),
        users.audience(),
        earlier ->
            Understanding.audienceOf(
                earlier,
                data.robots(),
                texts,
                choice,
                users.segmentation().segments(),
                configuration,
                workers),
        holdout.now(),
        configuration.seed(),
        workers,
        progress);
  }

  private static String baseline(Compared compared) {
    String recent = "recent-popularity";
    return compared.models().containsKey(recent) ? recent : "popularity";
  }

  private List<ModelFigures> figures(Compared compared, HeldOut heldOut, List<Integer> ks) {
    int most = ks.stream().mapToInt(Integer::intValue).max().orElseThrow();
    Map<String, int[][]> lists = new LinkedHashMap<>();
    for (Map.Entry<String, Model> entry : compared.models().entrySet()) {
      progress.report("asking recommenders", lists.size(), compared.models().size());
      lists.put(entry.getKey(), lists(entry.getValue(), compared, heldOut, most));
    }
    int[][] baseline = Objects.requireNonNull(lists.get(baseline(compared)));
    List<ModelFigures> figures = new ArrayList<>();
    for (Map.Entry<String, int[][]> entry : lists.entrySet()) {
      SequencedMap<String, Estimate> metrics = new LinkedHashMap<>();
      SequencedMap<String, Estimate> difference = new LinkedHashMap<>();
      for (int k : ks) {
        Evaluation evaluation = Evaluation.of(heldOut, entry.getValue(), k);
        put(metrics, evaluation, k);
        difference.put(
            "ndcg@" + k, evaluation.minus(Evaluation.of(heldOut, baseline, k), Metric.NDCG));
      }
      figures.add(new ModelFigures(entry.getKey(), metrics, difference));
    }
    return figures;
  }

  private static void put(SequencedMap<String, Estimate> figures, Evaluation evaluation, int k) {
    for (Metric metric : Metric.values()) {
      figures.put(metric.key() + "@" + k, evaluation.mean(metric));
    }
    figures.put("coverage@" + k, evaluation.coverage());
  }

  private int[][] lists(Model model, Compared compared, HeldOut heldOut, int most) {
    int[] users = heldOut.users();
    TopK[] best =
        Ranking.all(
            model,
            users.length,
            u -> compared.training().state(users[u]),
            new Rules(false, heldOut.items()),
            most,
            workers);
    return Arrays.stream(best).map(TopK::indices).toArray(int[][]::new);
  }
}
