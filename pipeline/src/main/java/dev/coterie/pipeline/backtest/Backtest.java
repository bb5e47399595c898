package dev.coterie.pipeline.backtest;

import dev.coterie.domain.CleanData;
import dev.coterie.domain.CoterieException.BadInput;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.TextBlock;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.SparseMatrix;
import dev.coterie.numeric.Workers;
import dev.coterie.pipeline.FitConfiguration;
import dev.coterie.pipeline.Machine;
import dev.coterie.pipeline.SourceConfiguration;
import dev.coterie.pipeline.Understanding;
import dev.coterie.pipeline.choice.SpaceChoice;
import dev.coterie.pipeline.embed.ItemEmbedding;
import dev.coterie.pipeline.embed.ItemVectors;
import dev.coterie.pipeline.ingest.CatalogueRows;
import dev.coterie.pipeline.ingest.Ingest;
import dev.coterie.pipeline.ingest.Resources;
import dev.coterie.pipeline.recommend.Holdout;
import dev.coterie.pipeline.recommend.RecommenderFitting;
import dev.coterie.pipeline.recommend.RecommenderFitting.Compared;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.evaluation.Protocol;
import dev.coterie.recommend.evaluation.Split;
import dev.coterie.recommend.factor.Warp;
import dev.coterie.recommend.linear.Ease;
import dev.coterie.recommend.lineup.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Holds the end of every log back, learns everything from the rest, and asks each recommender for
 * what was held back. Nothing is chosen on the held-out part.
 */
public final class Backtest {
  private static final Split IN_TIME = new Split.Temporal(0.9);
  private static final Split BY_CHANCE = new Split.Random(0.8);
  private static final Split PER_ITEM = new Split.PerItem(0.75);
  private static final Split PER_USER = new Split.PerUser(0.8);

  /** Parts on which a protocol's settings and weights are learned. */
  private static final int FOLDS = 4;

  /** As many of them tell as well where there is much to foresee. */
  private static final int FOLDS_OF_MANY = 2;

  private static final int MANY_EVENTS = 500_000;

  /** The other reference for new items, beside their texts. */
  private static final String WARP = "warp";

  private static final String ANY_TIME = "1970-01-01..2100-01-01";

  private final FitConfiguration configuration;
  private final Question question;
  private final Workers workers;
  private final Progress progress;

  private Backtest(
      FitConfiguration configuration, Question question, Workers workers, Progress progress) {
    this.configuration = configuration;
    this.question = question;
    this.workers = workers;
    this.progress = progress;
  }

  /**
   * Runs one.
   *
   * @throws BadInput where the data cannot be split so, or leaves nobody to evaluate
   */
  public static BacktestResult run(
      FitConfiguration configuration, Question question, Machine machine, Progress progress) {
    Resources resources = machine.reading();
    SourceConfiguration source = configuration.source();
    List<CleanData> read = new ArrayList<>();
    switch (question.parts()) {
      case Question.Parts.BySplit split ->
          read.add(Ingest.read(source.source(2), resources, progress));
      case Question.Parts.ByFiles files -> {
        SourceConfiguration anyTime =
            source.times().isPresent() ? source : source.withTimes(ANY_TIME);
        read.add(Ingest.read(anyTime.source(2), resources, progress));
        for (List<String> more : List.of(files.test(), files.validation())) {
          if (!more.isEmpty()) {
            SourceConfiguration other = anyTime.withFiles(more, List.of());
            read.add(Ingest.read(other.source(1), resources, progress));
          }
        }
      }
    }
    List<EventLog> logs = CommonIds.of(read.stream().map(CleanData::events).toList());
    try (Workers workers = Workers.of(machine.threads())) {
      ItemEmbedding embedding = new ItemEmbedding(configuration.embedding(), machine.cache());
      List<TextBlock> texts =
          ItemVectors.read(
                  logs.getFirst(),
                  configuration.embedding(),
                  () -> CatalogueRows.ids(source.source(1), resources),
                  machine.cache(),
                  workers,
                  progress)
              .with(
                  embedding
                      .embed(logs.getFirst(), configuration.seed(), workers, progress)
                      .blocks());
      return new Backtest(configuration, question, workers, progress)
          .run(logs, read.getFirst().robots(), texts);
    }
  }

  private BacktestResult run(List<EventLog> logs, BitSet robots, List<TextBlock> texts) {
    EventLog events = logs.getFirst();
    boolean isProtocol = !question.protocol().onlyNew();
    return switch (question.parts()) {
      case Question.Parts.BySplit by -> {
        Split split = by.split().orElse(usual(events));
        if (split.needsTimes() && !events.hasTimes()) {
          throw new BadInput(
              "The events have no times, so "
                  + split
                  + " cannot part them.\nTake --split random:0.8.");
        }
        if ((split.needsTimes() || split.isCold()) && isProtocol) {
          throw new BadInput(
              "By protocol %s parts are drawn by chance, whatever the times: not by %s.\nTake --split per-item:0.75 or per-user:0.8, or another protocol."
                  .formatted(question.protocol(), split));
        }
        EventLog parted = isProtocol ? Engagement.of(events) : events;
        BitSet without = isProtocol ? new BitSet() : robots;
        Holdout holdout =
            Holdout.of(parted, without, split, question.protocol(), configuration.seed());
        yield run(
            holdout,
            inner(holdout.known(), split, unlearned(without, holdout)),
            without,
            texts,
            split.toString(),
            by.split().isPresent() ? "" : note(split));
      }
      case Question.Parts.ByFiles files -> {
        boolean later = !isProtocol && startsAfter(logs.get(1), events);
        List<EventLog> parts = later ? logs : logs.stream().map(Engagement::of).toList();
        Holdout holdout = Holdout.of(parts.getFirst(), parts.get(1), question.protocol());
        List<Holdout> inner =
            files.validation().isEmpty()
                ? inner(holdout.known(), later ? IN_TIME : PER_USER, new BitSet())
                : List.of(Holdout.of(parts.getFirst(), parts.get(2), question.protocol()));
        yield run(holdout, inner, new BitSet(), texts, "files", "");
      }
    };
  }

  /** Whom nothing is learned from. */
  private static BitSet unlearned(BitSet without, Holdout holdout) {
    BitSet unlearned = (BitSet) without.clone();
    unlearned.or(holdout.newcomers());
    return unlearned;
  }

  private Split usual(EventLog events) {
    return switch (question.protocol()) {
      case NEW_ITEMS -> events.hasTimes() ? IN_TIME : BY_CHANCE;
      case MS_MOVIELENS -> PER_ITEM;
      case LIGHTGCN -> PER_USER;
    };
  }

  private static boolean startsAfter(EventLog later, EventLog events) {
    return later.hasTimes()
        && events.hasTimes()
        && Arrays.stream(later.time()).min().orElse(EventLog.NO_TIME) >= events.latest();
  }

  /**
   * Parts of the known events that ask the same question. Newcomers are asked about as {@code fit}
   * leaves its ranking, which does not know that they will come.
   */
  private List<Holdout> inner(EventLog known, Split outer, BitSet without) {
    if (question.protocol().onlyNew()) {
      return List.of(
          outer instanceof Split.Temporal || outer.isCold()
              ? RecommenderFitting.inner(known, without, configuration.seed())
              : Holdout.of(known, without, outer, question.protocol(), configuration.seed() + 1));
    }
    Split split = question.protocol() == Protocol.MS_MOVIELENS ? PER_ITEM : outer;
    return IntStream.range(0, known.size() < MANY_EVENTS ? FOLDS : FOLDS_OF_MANY)
        .mapToObj(
            fold ->
                Holdout.of(
                    known, without, split, question.protocol(), configuration.seed() + 1 + fold))
        .toList();
  }

  private BacktestResult run(
      Holdout holdout,
      List<Holdout> inner,
      BitSet without,
      List<TextBlock> texts,
      String parts,
      String note) {
    if (holdout.heldOut().users().length == 0) {
      throw new BadInput(
          "By "
              + parts
              + " nobody did something new that was known before.\nTake another split, or more events.");
    }
    BitSet unlearned = unlearned(without, holdout);
    SpaceChoice choice = choice(holdout.known(), unlearned);
    Understanding users =
        Understanding.of(
            holdout.known(), unlearned, texts, choice, configuration, workers, progress);
    Compared compared = compare(holdout, inner, unlearned, texts, choice, users);
    Judging judging =
        new Judging(
            question, holdout, compared, ask(holdout, compared, texts), configuration.seed());
    boolean triesCounts = question.protocol().onlyNew() && holdout.newcomers().isEmpty();
    return new BacktestResult(
        parts,
        question.protocol().toString(),
        Stream.of(note, note(compared.training()))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("\n")),
        holdout.heldOut().users().length,
        judging.baseline(),
        judging.models(),
        holdout.asksNewItems()
            ? null
            : judging.segments(
                triesCounts
                    ? SegmentCounts.of(
                        users,
                        unlearned,
                        compared,
                        holdout.heldOut(),
                        judging,
                        question.places().getFirst(),
                        configuration.seed(),
                        workers,
                        progress)
                    : List.of()),
        judging.byHistory(),
        judging.bySegment(),
        compared.fusion(),
        compared.choices());
  }

  private String note(Split split) {
    String reason =
        question.protocol().onlyNew()
            ? "the events have " + (split.needsTimes() ? "times" : "no times")
            : "protocol " + question.protocol() + " wants it";
    return "No --split was given: %s, as %s.".formatted(split, reason);
  }

  private static String note(Training training) {
    return Ease.isPossible(training.interactions())
        ? ""
        : "Over %,d items were touched by two users or more: item neighbours stand in for the linear model, as ease."
            .formatted(Ease.MOST_ITEMS);
  }

  private SpaceChoice choice(EventLog known, BitSet without) {
    return SpaceChoice.of(
        known,
        without,
        configuration.profile(),
        configuration.segments(),
        configuration.seed(),
        workers,
        progress);
  }

  private Compared compare(
      Holdout holdout,
      List<Holdout> inner,
      BitSet without,
      List<TextBlock> texts,
      SpaceChoice choice,
      Understanding users) {
    return RecommenderFitting.compare(
        holdout.known(),
        without,
        users.audience(),
        inner,
        earlier ->
            Understanding.audienceOf(
                earlier,
                without,
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

  private SequencedMap<String, Asked> ask(
      Holdout holdout, Compared compared, List<TextBlock> texts) {
    boolean newItems = holdout.asksNewItems();
    SequencedMap<String, Model> models = new LinkedHashMap<>();
    if (newItems) {
      models.put(TextModel.NAME, TextModel.of(texts, compared.training(), workers));
      SparseMatrix labels = compared.training().items().labels();
      if (labels.entries() > 0) {
        progress.report("learning labels", 0, 1);
        models.put(
            WARP,
            new Warp(labels, Warp.Options.DEFAULT)
                .fit(
                    compared.training().interactions(),
                    workers,
                    configuration.seed(),
                    Progress.NONE));
      }
    }
    models.putAll(compared.models());
    int most = question.places().stream().mapToInt(Integer::intValue).max().orElseThrow();
    int items = compared.training().interactions().items();
    int[] order = newItems ? Asked.byChance(items, configuration.seed()) : Asked.byIndex(items);
    SequencedMap<String, Asked> asked = new LinkedHashMap<>();
    for (Map.Entry<String, Model> entry : models.entrySet()) {
      progress.report("asking recommenders", asked.size(), models.size());
      asked.put(
          entry.getKey(),
          Asked.of(entry.getValue(), compared.states(), holdout.heldOut(), most, order, workers));
    }
    return asked;
  }
}
