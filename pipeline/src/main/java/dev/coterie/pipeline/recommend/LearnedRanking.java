package dev.coterie.pipeline.recommend;

import dev.coterie.domain.RankingSettings;
import dev.coterie.recommend.HalfLife;
import dev.coterie.recommend.factor.ImplicitAls;
import dev.coterie.recommend.fusion.Fusion;
import dev.coterie.recommend.fusion.Isotonic;
import dev.coterie.recommend.linear.Ease;
import dev.coterie.recommend.linear.Slim;
import dev.coterie.recommend.lineup.Lineup.Learned;
import dev.coterie.recommend.lineup.Member;
import dev.coterie.recommend.lineup.Settings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** What the ranking learned, as numbers by name and back. */
final class LearnedRanking {
  /** Snapshots of before lengths were chosen compared items by their angle. */
  private static final double ANGLE = 0;

  private LearnedRanking() {}

  /** The name of a recommender in evaluations, manifests and snapshots. */
  static String name(Member member) {
    return switch (member) {
      case POPULARITY -> "popularity";
      case RECENT_POPULARITY -> "recent-popularity";
      case GROUP -> "segment";
      case SUBGROUP -> "subsegment";
      case GROUP_NEIGHBOURS -> "segment-neighbours";
      case EASE -> "ease";
      case NEXT -> "ease-next";
      case SPARSE -> "slim";
      case FACTORS -> "ials";
      case CONTENT -> "content";
    };
  }

  static SequencedMap<String, Double> weights(Learned learned) {
    SequencedMap<String, Double> weights = new LinkedHashMap<>();
    for (int m = 0; m < learned.members().size(); m++) {
      weights.put(name(learned.members().get(m)), learned.fusion().weights()[m]);
    }
    return weights;
  }

  static RankingSettings settings(Learned learned) {
    Settings settings = learned.settings();
    SequencedMap<String, Double> values = new LinkedHashMap<>();
    values.put("strengths.power", settings.damping());
    values.put("recent-popularity.half-life-days", finite(settings.recent()));
    values.put("segment.half-life-days", finite(settings.groupHalfLife()));
    values.put("segment.shrinkage", settings.shrinkage());
    values.put("segment-neighbours.users", (double) settings.neighbours());
    values.put("segment-neighbours.half-life-days", finite(settings.neighbourHalfLife()));
    values.put("ease.half-life-days", finite(settings.ease().halfLife()));
    values.put("ease.ridge", settings.ease().ridge());
    values.put("ease.dropout", settings.ease().dropout());
    values.put("slim.lasso", settings.sparse().lasso());
    values.put("slim.ridge", settings.sparse().ridge());
    values.put("ials.unobserved", settings.factors().unobserved());
    values.put("ials.ridge", settings.factors().ridge());
    values.put("ease-next.half-life-days", finite(settings.next().halfLife()));
    values.put("ease-next.ridge", settings.next().ridge());
    values.put(
        "ease-next.target-half-life-days",
        settings.next().target().map(LearnedRanking::finite).orElse(0.0));
    values.put("content.length-power", settings.contentLength());
    Isotonic chance = learned.fusion().chance();
    return new RankingSettings(
        values,
        weights(learned),
        Arrays.stream(chance.scores()).boxed().toList(),
        Arrays.stream(chance.chances()).boxed().toList());
  }

  /** The same again; how candidates were tried is not told. */
  static Learned of(RankingSettings kept) {
    Values values = new Values(kept.settings());
    Settings settings =
        new Settings(
            values.of("strengths.power"),
            values.halfLife("recent-popularity.half-life-days"),
            values.halfLife("segment.half-life-days"),
            values.of("segment.shrinkage"),
            (int) values.of("segment-neighbours.users"),
            values.halfLife("segment-neighbours.half-life-days"),
            Ease.Options.denoising(
                values.halfLife("ease.half-life-days"),
                values.of("ease.ridge"),
                values.of("ease.dropout")),
            Ease.Options.next(
                values.halfLife("ease-next.half-life-days"),
                values.of("ease-next.ridge"),
                values.halfLife("ease-next.target-half-life-days")),
            Slim.Options.of(HalfLife.NEVER)
                .withPenalties(values.of("slim.lasso"), values.of("slim.ridge")),
            ImplicitAls.Options.of(HalfLife.NEVER)
                .withUnobserved(values.of("ials.unobserved"))
                .withRidge(values.of("ials.ridge")),
            values.or("content.length-power", ANGLE));
    double[] weights = kept.weights().values().stream().mapToDouble(Double::doubleValue).toArray();
    // Learned weights are shares of 1; reciprocal ranks have the weight 1 each.
    Fusion.Method method =
        Arrays.stream(weights).sum() > 1.5
            ? Fusion.Method.RECIPROCAL_RANKS
            : Fusion.Method.WEIGHTED;
    return new Learned(
        settings,
        List.of(),
        kept.weights().keySet().stream().map(LearnedRanking::member).toList(),
        new Fusion(
            method,
            weights,
            new double[weights.length],
            0,
            0,
            new Isotonic(numbers(kept.scores()), numbers(kept.affinities()))),
        Optional.empty());
  }

  private static Member member(String name) {
    for (Member member : Member.values()) {
      if (name(member).equals(name)) {
        return member;
      }
    }
    throw new IllegalArgumentException("no recommender is called " + name);
  }

  private static double[] numbers(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Days, 0 for never: JSON has no infinity. */
  private static double finite(HalfLife halfLife) {
    return Double.isInfinite(halfLife.days()) ? 0 : halfLife.days();
  }

  private record Values(Map<String, Double> kept) {
    double of(String key) {
      Double value = kept.get(key);
      if (value == null) {
        throw new IllegalArgumentException("the ranking lacks " + key);
      }
      return value;
    }

    double or(String key, double absent) {
      return kept.getOrDefault(key, absent);
    }

    HalfLife halfLife(String key) {
      return of(key) == 0 ? HalfLife.NEVER : new HalfLife(of(key));
    }
  }
}
