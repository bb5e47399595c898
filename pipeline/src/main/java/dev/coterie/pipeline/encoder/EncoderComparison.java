package dev.coterie.pipeline.encoder;

import dev.coterie.domain.CleanData;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace;
import dev.coterie.domain.Segmentation;
import dev.coterie.domain.TextBlock;
import dev.coterie.language.Embedder;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.FitConfiguration;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.Understanding;
import dev.coterie.pipeline.choice.SpaceChoice;
import dev.coterie.pipeline.embed.EmbedderSource;
import dev.coterie.pipeline.embed.EmbeddingOptions;
import dev.coterie.pipeline.embed.ItemEmbedding;
import dev.coterie.pipeline.embed.ItemVectors;
import dev.coterie.pipeline.embed.VectorCache;
import dev.coterie.pipeline.encoder.Comparison.Encoder;
import dev.coterie.pipeline.ingest.CatalogueRows;
import dev.coterie.pipeline.ingest.EventSource;
import dev.coterie.pipeline.ingest.Ingest;
import dev.coterie.pipeline.profile.Profiling;
import dev.coterie.pipeline.profile.TextPlaces;
import dev.coterie.recommend.evaluation.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compares encoders on one set of events. A fifth of the items is held out of everything that is
 * learned; each encoder places them by their text through the map that it has into the item space,
 * and users are asked whether those are near their interest that they went on to touch. Beside it
 * stand the stability of the segments that come of all events, the speed, and the dimension.
 */
public final class EncoderComparison {
  private static final int TIMED = 256;
  private static final int WARM_UP = 32;

  private final EventLog events;
  private final ColdItems cold;
  private final SpaceChoice known;
  private final SpaceChoice all;
  private final CleanData data;
  private final ItemVectors.Brought brought;
  private final FitConfiguration configuration;
  private final VectorCache cache;
  private final Workers workers;
  private final Progress progress;

  private EncoderComparison(
      CleanData data,
      ItemVectors.Brought brought,
      FitConfiguration configuration,
      VectorCache cache,
      Workers workers,
      Progress progress) {
    this.data = data;
    this.brought = brought;
    this.events = data.events();
    this.configuration = configuration;
    this.cache = cache;
    this.workers = workers;
    this.progress = progress;
    this.cold = ColdItems.of(events, data.robots(), configuration.seed());
    this.known = choice(cold.known());
    this.all = choice(events);
  }

  /**
   * Reads the events and compares.
   *
   * @param names as {@code fit} names models, files of word vectors, {@code word2vec}, {@code
   *     configured}; none for those that are bundled
   * @throws dev.coterie.domain.CoterieException where the data or a model cannot be read, or there
   *     is too little to judge by
   */
  public static Comparison run(
      FitConfiguration configuration, List<String> names, Machine machine, Progress progress) {
    EventSource source = configuration.source().source(2);
    CleanData data = Ingest.read(source, machine.reading(), progress);
    try (Workers workers = Workers.of(machine.threads())) {
      ItemVectors.Brought brought =
          ItemVectors.read(
              data.events(),
              configuration.embedding(),
              () -> CatalogueRows.ids(source, machine.reading()),
              machine.cache(),
              workers,
              progress);
      EncoderComparison comparison =
          new EncoderComparison(data, brought, configuration, machine.cache(), workers, progress);
      return comparison.compare(
          names.isEmpty() ? Candidates.usual(data.events()) : names.stream().distinct().toList());
    }
  }

  private SpaceChoice choice(EventLog log) {
    return SpaceChoice.of(
        log,
        data.robots(),
        configuration.profile(),
        configuration.segments(),
        configuration.seed(),
        workers,
        progress);
  }

  private Comparison compare(List<String> names) {
    Candidates candidates =
        new Candidates(
            events,
            Arrays.stream(cold.items()).boxed().collect(Collectors.toSet()),
            configuration.embedding(),
            configuration.seed(),
            workers,
            progress);
    List<Encoder> encoders = new ArrayList<>();
    List<double[]> recalls = new ArrayList<>();
    for (String name : names) {
      progress.report("encoder " + name, encoders.size(), names.size());
      recalls.add(judge(name, candidates, encoders));
    }
    int best = Recommending.best(recalls, encoders);
    return new Comparison(
        cold.items().length,
        cold.users().length,
        cold.chance(),
        encoders,
        encoders.get(best).name(),
        Recommending.why(best, recalls, encoders));
  }

  /** Adds one encoder, and gives its recall by user. */
  private double[] judge(String name, Candidates candidates, List<Encoder> encoders) {
    EmbeddingOptions options = candidates.options(name);
    EmbedderSource source = candidates.source(name);
    List<TextBlock> blocks =
        new ItemEmbedding(options, candidates.isTrained(name) ? VectorCache.none() : cache, source)
            .embed(events, configuration.seed(), workers, progress)
            .blocks();
    ColdItems.Worth worth = worth(brought.with(blocks));
    Segmentation.Overall segments = segments(brought.with(blocks));
    encoders.add(
        new Encoder(
            name,
            blocks.stream().mapToInt(block -> block.vectors().columns()).max().orElse(0),
            textsPerSecond(candidates, blocks, options, source),
            Estimate.ofMean(worth.recall()),
            Estimate.ofMean(worth.auc()),
            segments.stability(),
            segments.silhouette()));
    return worth.recall();
  }

  private ColdItems.Worth worth(List<TextBlock> blocks) {
    EventLog log = cold.known();
    ItemSpace space =
        Profiling.space(
            log,
            data.robots(),
            blocks,
            known.factorisation(),
            configuration.profile(),
            configuration.seed(),
            workers);
    Matrix interest = Profiling.interest(log, space, known.decay(), log.latest(), workers);
    return cold.judge(interest, new TextPlaces(space, blocks, workers).items(), workers);
  }

  private Segmentation.Overall segments(List<TextBlock> blocks) {
    return Understanding.of(events, data.robots(), blocks, all, configuration, workers, progress)
        .segmentation()
        .overall();
  }

  /** Every model at its own texts, without the cache, after it has warmed up. */
  private double textsPerSecond(
      Candidates candidates,
      List<TextBlock> blocks,
      EmbeddingOptions options,
      EmbedderSource source) {
    long texts = 0;
    long nanos = 0;
    for (TextBlock block : blocks) {
      List<String> sample = candidates.sample(block.embedder(), options, TIMED);
      try (Embedder embedder = source.open(block.embedder())) {
        embedder.embed(sample.subList(0, Math.min(WARM_UP, sample.size())), workers, progress);
        long start = System.nanoTime();
        embedder.embed(sample, workers, progress);
        nanos += System.nanoTime() - start;
        texts += sample.size();
      }
    }
    return nanos == 0 ? 0 : texts * 1e9 / nanos;
  }
}
