package dev.coterie.pipeline.backtest;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.Item;
import dev.coterie.pipeline.backtest.BacktestResult.GroupFigures;
import dev.coterie.pipeline.backtest.BacktestResult.ModelFigures;
import dev.coterie.pipeline.backtest.BacktestResult.Variation;
import dev.coterie.pipeline.recommend.Holdout;
import dev.coterie.pipeline.recommend.RecommenderFitting.Compared;
import dev.coterie.recommend.evaluation.Bootstrap;
import dev.coterie.recommend.evaluation.Estimate;
import dev.coterie.recommend.evaluation.Evaluation;
import dev.coterie.recommend.evaluation.HeldOut;
import dev.coterie.recommend.evaluation.Metric;
import dev.coterie.recommend.evaluation.Variety;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Makes figures of what models answered. */
final class Judging {
  /** Known events of a user, up to and with; the last is open. */
  private static final int[] HISTORIES = {0, 5, 20, 100};

  private static final List<String> HISTORY_NAMES = List.of("0", "1-5", "6-20", "21-100", ">100");

  private final Question question;
  private final Holdout holdout;
  private final Compared compared;
  private final SequencedMap<String, Asked> asked;
  private final long seed;
  private final SequencedMap<String, double[]> ndcg = new LinkedHashMap<>();

  Judging(
      Question question,
      Holdout holdout,
      Compared compared,
      SequencedMap<String, Asked> asked,
      long seed) {
    this.question = question;
    this.holdout = holdout;
    this.compared = compared;
    this.asked = asked;
    this.seed = seed;
    asked.forEach(
        (name, answers) ->
            ndcg.put(name, evaluate(answers, question.places().getFirst()).figures(Metric.NDCG)));
  }

  /** The model that the others are compared with. */
  String baseline() {
    String recent = "recent-popularity";
    return asked.containsKey(recent) ? recent : "popularity";
  }

  List<ModelFigures> models() {
    HeldOut heldOut = holdout.heldOut();
    int[] touched = compared.training().interactions().usersByItem();
    int users = compared.training().interactions().users();
    Asked baseline = Objects.requireNonNull(asked.get(baseline()));
    int[][] categories = categories(holdout.known().items());
    List<ModelFigures> figures = new ArrayList<>();
    for (Map.Entry<String, Asked> entry : asked.entrySet()) {
      Asked answers = entry.getValue();
      SequencedMap<String, Estimate> metrics = new LinkedHashMap<>();
      SequencedMap<String, Estimate> difference = new LinkedHashMap<>();
      for (int k : question.places()) {
        Evaluation evaluation = evaluate(answers, k);
        for (Metric metric : question.protocol().metrics()) {
          metrics.put(metric.key() + "@" + k, evaluation.mean(metric));
        }
        metrics.put("coverage@" + k, evaluation.coverage());
        difference.put("ndcg@" + k, evaluation.minus(evaluate(baseline, k), Metric.NDCG));
      }
      SequencedMap<String, Estimate> above = new LinkedHashMap<>();
      for (String other : List.of(baseline(), "ease")) {
        if (asked.containsKey(other) && !other.equals(entry.getKey())) {
          above.put(other, difference(entry.getKey(), other, everyone()));
        }
      }
      Variety variety =
          Variety.of(
              heldOut,
              answers.lists(),
              question.places().getFirst(),
              touched,
              users,
              compared.training().itemVectors(),
              categories);
      figures.add(
          new ModelFigures(
              entry.getKey(),
              metrics,
              difference,
              above,
              new Variation(
                  Estimate.ofMean(answers.auc()),
                  variety.gini(),
                  variety.novelty(),
                  variety.diversity(),
                  variety.calibration().orElse(null),
                  variety.sameList())));
    }
    return figures;
  }

  /** The categories of each item by number, its tags where it has none. */
  private static int[][] categories(List<Item> items) {
    Map<String, Integer> numbers = new HashMap<>();
    return items.stream()
        .map(item -> item.categories().isEmpty() ? item.tags() : item.categories())
        .map(
            names ->
                names.stream()
                    .mapToInt(name -> numbers.computeIfAbsent(name, _ -> numbers.size()))
                    .distinct()
                    .toArray())
        .toArray(int[][]::new);
  }

  private Evaluation evaluate(Asked answers, int k) {
    return Evaluation.of(holdout.heldOut(), answers.lists(), k, question.protocol().metrics());
  }

  /** NDCG by how many events of a user were known. */
  List<GroupFigures> byHistory() {
    EventLog known = holdout.known();
    int[] events = new int[known.users().size()];
    for (int e = 0; e < known.size(); e++) {
      events[known.user()[e]]++;
    }
    return groups(
        HISTORY_NAMES,
        user -> {
          int group = 0;
          while (group < HISTORIES.length && events[user] > HISTORIES[group]) {
            group++;
          }
          return group;
        });
  }

  /** NDCG by the segment of a user. */
  List<GroupFigures> bySegment() {
    return groups(
        compared.segmentIds(),
        user -> {
          List<float[]> memberships = compared.states().apply(user).memberships();
          float[] membership = memberships.isEmpty() ? new float[0] : memberships.getFirst();
          int best = -1;
          for (int s = 0; s < membership.length; s++) {
            best = membership[s] > (best < 0 ? 0 : membership[best]) ? s : best;
          }
          return best;
        });
  }

  private List<GroupFigures> groups(List<String> names, IntUnaryOperator groupOf) {
    int[] group = Arrays.stream(holdout.heldOut().users()).map(groupOf).toArray();
    List<GroupFigures> figures = new ArrayList<>();
    for (int g = 0; g < names.size(); g++) {
      int wanted = g;
      int[] members = IntStream.range(0, group.length).filter(u -> group[u] == wanted).toArray();
      if (members.length > 0) {
        SequencedMap<String, Estimate> means = new LinkedHashMap<>();
        ndcg.forEach((name, values) -> means.put(name, Estimate.ofMean(pick(values, members))));
        figures.add(new GroupFigures(names.get(g), members.length, means, worth(members)));
      }
    }
    return figures;
  }

  /** What segments are worth to some users: alone, and beside everything else. */
  private SequencedMap<String, Estimate> worth(int[] members) {
    SequencedMap<String, Estimate> worth = new LinkedHashMap<>();
    if (asked.containsKey(Compared.SEGMENT)) {
      worth.put(SegmentWorth.ALONE, difference(Compared.SEGMENT, baseline(), members));
    }
    worth.put(SegmentWorth.JOINED, difference(Compared.FUSED, Compared.WITHOUT_SEGMENTS, members));
    return worth;
  }

  /** What other segments are worth to everyone, from the lists that they made. */
  SegmentWorth.AtCount at(int segments, Map<String, Asked> lists) {
    SequencedMap<String, Estimate> worth = new LinkedHashMap<>();
    lists.forEach(
        (key, answers) -> {
          String other = key.equals(SegmentWorth.ALONE) ? baseline() : Compared.WITHOUT_SEGMENTS;
          worth.put(
              key,
              Bootstrap.ofDifference(
                  evaluate(answers, question.places().getFirst()).figures(Metric.NDCG),
                  Objects.requireNonNull(ndcg.get(other)),
                  seed));
        });
    return new SegmentWorth.AtCount(segments, worth);
  }

  /** Whether segments are worth anything on this data, and to whom. */
  SegmentWorth segments(List<SegmentWorth.AtCount> byCount) {
    return SegmentWorth.of(
        worth(everyone()),
        byHistory(),
        mean(baseline()),
        mean(Compared.WITHOUT_SEGMENTS),
        baseline(),
        byCount);
  }

  private double mean(String model) {
    return Estimate.ofMean(Objects.requireNonNull(ndcg.get(model))).mean();
  }

  private int[] everyone() {
    return IntStream.range(0, holdout.heldOut().users().length).toArray();
  }

  private Estimate difference(String model, String other, int[] members) {
    return Bootstrap.ofDifference(
        pick(Objects.requireNonNull(ndcg.get(model)), members),
        pick(Objects.requireNonNull(ndcg.get(other)), members),
        seed);
  }

  private static double[] pick(double[] values, int[] members) {
    return Arrays.stream(members).mapToDouble(u -> values[u]).toArray();
  }
}
