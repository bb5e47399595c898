package dev.coterie.pipeline.profile;

import dev.coterie.domain.Choices.Choice;
import dev.coterie.domain.Choices.Trial;
import dev.coterie.domain.EventLog;
import dev.coterie.domain.ItemSpace.BlockFigures;
import dev.coterie.domain.ItemSpace.TextMap;
import dev.coterie.domain.Note;
import dev.coterie.domain.TextBlock;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Seeds;
import dev.coterie.numeric.VectorMath;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.evaluation.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Maps the vectors of every encoder into the item space. A fifth of the entities that have both
 * such vectors and behaviour is held out to choose how, as if nobody had touched them yet: half of
 * them tells a contrastive map when to stop, the other half whether it places better than the
 * regression that it started from. What is chosen is learned again from all.
 */
final class MapLearning {
  private static final int AT_LEAST_ENTITIES = 20;
  private static final int AT_LEAST_USERS = 3;
  private static final int HELD_OUT_EVERY = 5;

  /** Fewer users who touched what was held out cannot tell maps apart. */
  private static final int FEWEST_JUDGED = 50;

  private static final int STEPS_A_CHECK = 50;
  private static final int MOST_STEPS = 150;

  private final Touches touches;
  private final Matrix behaviour;
  private final float[] rarity;
  private final Optional<Adapter> adapter;
  private final long seed;
  private final Workers workers;

  /** Vectors from behaviour, zeros for what is held out. */
  private final Matrix known;

  private final BitSet heldOut = new BitSet();
  private final List<Choice> choices = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();

  private MapLearning(
      Touches touches,
      Matrix behaviour,
      float[] rarity,
      List<TextBlock> blocks,
      Optional<Adapter> adapter,
      long seed,
      Workers workers) {
    this.touches = touches;
    this.behaviour = behaviour;
    this.rarity = rarity;
    this.adapter = adapter;
    this.seed = seed;
    this.workers = workers;
    this.known = behaviour.copy();
    int[] users = touches.users();
    BitSet teaching = new BitSet();
    List<int[]> rows = new ArrayList<>();
    for (TextBlock block : blocks) {
      rows.add(TextMapping.rows(block, behaviour.rows(), touches.items()));
    }
    for (int e = 0; e < behaviour.rows(); e++) {
      int entity = e;
      boolean hasRow = rows.stream().anyMatch(of -> of[entity] != EventLog.NONE);
      teaching.set(e, hasRow && users[e] >= AT_LEAST_USERS && isKnown(e));
    }
    int[] all = teaching.stream().toArray();
    for (int i = HELD_OUT_EVERY - 1; i < all.length; i += HELD_OUT_EVERY) {
      heldOut.set(all[i]);
      known.setRow(all[i], new float[known.columns()]);
    }
    for (int b = 0; b < blocks.size(); b++) {
      int[] of = rows.get(b);
      int[] own = Arrays.stream(all).filter(entity -> of[entity] != EventLog.NONE).toArray();
      if (own.length >= AT_LEAST_ENTITIES) {
        this.blocks.add(new Block(blocks.get(b), of, own));
      }
    }
  }

  /**
   * What was learned.
   *
   * @param maps one for each encoder with enough entities
   * @param choices what was tried
   * @param figures what each encoder adds
   */
  record Learned(List<TextMap> maps, List<Choice> choices, List<BlockFigures> figures) {}

  /**
   * Learns.
   *
   * @param behaviour vectors of entities, unit rows or zeros
   * @param adapter empty where it is to be chosen
   */
  static Learned learn(
      Touches touches,
      Matrix behaviour,
      float[] rarity,
      List<TextBlock> blocks,
      Optional<Adapter> adapter,
      long seed,
      Workers workers) {
    return new MapLearning(touches, behaviour, rarity, blocks, adapter, seed, workers).learn();
  }

  private boolean isKnown(int entity) {
    return VectorMath.norm(behaviour.data(), behaviour.offset(entity), behaviour.columns()) > 0;
  }

  private Learned learn() {
    List<TextMap> maps = new ArrayList<>();
    List<TextMap> trials = new ArrayList<>();
    for (Block block : blocks) {
      TextMapping.Fitted fitted = block.learn();
      maps.add(fitted.whole());
      trials.add(fitted.trial());
    }
    return new Learned(maps, choices, figures(trials));
  }

  /** One encoder's part. */
  private final class Block {
    private final TextBlock block;
    private final int[] rows;
    private final int[] all;
    private final int[] training;
    private final TextMapping mapping;

    Block(TextBlock block, int[] rows, int[] all) {
      this.block = block;
      this.rows = rows;
      this.all = all;
      this.training = keep(entity -> !heldOut.get(entity));
      this.mapping = new TextMapping(block, rows, behaviour, workers);
    }

    private int[] keep(IntPredicate wanted) {
      return Arrays.stream(all).filter(wanted).toArray();
    }

    TextMapping.Fitted learn() {
      int[] held = keep(heldOut::get);
      TextMapping.Fitted regression = mapping.learn(training, held, all);
      if (adapter.filter(Adapter.REGRESSION::equals).isPresent()) {
        return regression;
      }
      int[] stopping =
          IntStream.range(0, held.length).filter(i -> i % 2 == 0).map(i -> held[i]).toArray();
      int[] judging =
          IntStream.range(0, held.length).filter(i -> i % 2 == 1).map(i -> held[i]).toArray();
      Unseen judges = Unseen.of(touches, judging, known, rarity, workers);
      Contrast contrast = contrast(known, regression.trial(), training);
      if (judges.users() < FEWEST_JUDGED || !contrast.isPossible()) {
        choose(
            Adapter.REGRESSION,
            Note.of("default-few-judged", judges.users(), FEWEST_JUDGED),
            List.of());
        return regression;
      }
      Stopped stopped = stop(contrast, regression.trial(), stopping);
      TextMap trial = mapping.judged(stopped.map, held);
      double[] before = judges.ndcg(mapping.places(regression.trial(), judging), workers);
      double[] after = judges.ndcg(mapping.places(trial, judging), workers);
      boolean better = Estimate.ofDifference(after, before).low() > 0;
      boolean contrastive = adapter.isPresent() || better;
      choose(
          contrastive ? Adapter.CONTRASTIVE : Adapter.REGRESSION,
          Note.of("trial-new-items", judges.users(), block.embedder()),
          List.of(
              new Trial(Adapter.REGRESSION.key(), mean(before)),
              new Trial(Adapter.CONTRASTIVE.key(), mean(after))));
      if (!contrastive) {
        return regression;
      }
      Contrast whole = contrast(behaviour, regression.whole(), all);
      whole.run(stopped.steps);
      return new TextMapping.Fitted(
          trial, mapping.scaled(regression.whole(), whole.weights(), all, trial.explained()));
    }

    private void choose(Adapter chosen, Note criterion, List<Trial> trials) {
      if (adapter.isEmpty()) {
        String setting = "profile.adapter (" + block.embedder() + ")";
        choices.add(new Choice(setting, chosen.key(), criterion, trials));
      }
    }

    private Contrast contrast(Matrix entities, TextMap start, int[] from) {
      BitSet taught = new BitSet();
      Arrays.stream(from).forEach(taught::set);
      SplittableRandom random = Seeds.stream(seed, "contrast " + block.embedder());
      Matrix texts = TextMapping.centred(block.vectors(), start.mean());
      return new Contrast(
          touches, entities, rarity, texts, rows, taught, start.weights(), random, workers);
    }

    /** Where training stopped. */
    private record Stopped(TextMap map, int steps) {}

    private Stopped stop(Contrast contrast, TextMap start, int[] stopping) {
      Unseen guard = Unseen.of(touches, stopping, known, rarity, workers);
      TextMap best = start;
      int bestSteps = 0;
      double highest = mean(guard.ndcg(mapping.places(start, stopping), workers));
      for (int steps = STEPS_A_CHECK; steps <= MOST_STEPS; steps += STEPS_A_CHECK) {
        contrast.run(STEPS_A_CHECK);
        TextMap next = mapping.scaled(start, contrast.weights(), training, 0);
        double figure = mean(guard.ndcg(mapping.places(next, stopping), workers));
        if (figure <= highest) {
          break;
        }
        highest = figure;
        best = next;
        bestSteps = steps;
      }
      return new Stopped(best, bestSteps);
    }

    /** Adds where the map puts entities, by how much it explains; those without a row stay. */
    void add(TextMap map, int[] entities, Matrix places) {
      int[] at =
          IntStream.range(0, entities.length)
              .filter(i -> rows[entities[i]] != EventLog.NONE)
              .toArray();
      Matrix own = mapping.places(map, Arrays.stream(at).map(i -> entities[i]).toArray());
      float trust = (float) Math.max(0, map.explained());
      for (int i = 0; i < at.length; i++) {
        VectorMath.axpy(
            trust,
            own.data(),
            own.offset(i),
            places.data(),
            places.offset(at[i]),
            places.columns());
      }
    }
  }

  /** How well each encoder places what was held out, and how much worse the others do without. */
  private List<BlockFigures> figures(List<TextMap> trials) {
    int[] entities = heldOut.stream().toArray();
    Unseen unseen = Unseen.of(touches, entities, known, rarity, workers);
    if (unseen.users() < FEWEST_JUDGED) {
      return List.of();
    }
    double[] together = unseen.ndcg(places(trials, entities, _ -> true), workers);
    List<BlockFigures> figures = new ArrayList<>();
    for (int b = 0; b < blocks.size(); b++) {
      int one = b;
      double[] alone = unseen.ndcg(places(trials, entities, other -> other == one), workers);
      double[] without =
          blocks.size() == 1
              ? new double[alone.length]
              : unseen.ndcg(places(trials, entities, other -> other != one), workers);
      Estimate added = Estimate.ofDifference(together, without);
      figures.add(
          new BlockFigures(
              blocks.get(b).block.embedder(),
              blocks.get(b).block.vectors().columns(),
              (int)
                  Arrays.stream(blocks.get(b).block.itemRow())
                      .filter(row -> row != EventLog.NONE)
                      .count(),
              mean(alone),
              added.mean(),
              added.low(),
              added.high()));
    }
    return figures;
  }

  private Matrix places(List<TextMap> trials, int[] entities, IntPredicate wanted) {
    Matrix places = Matrix.zeros(entities.length, behaviour.columns());
    for (int b = 0; b < blocks.size(); b++) {
      if (wanted.test(b)) {
        blocks.get(b).add(trials.get(b), entities, places);
      }
    }
    return places;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }
}
