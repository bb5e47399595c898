package dev.coterie.pipeline.tune;

import dev.coterie.pipeline.FitConfiguration;
import dev.coterie.pipeline.profile.Factorisation;
import dev.coterie.pipeline.segment.Algorithm;
import dev.coterie.pipeline.segment.SegmentOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Settings that are tried together.
 *
 * @param halfLifeDays empty for data without times
 * @param k not for algorithms that find the number
 * @param behaviourWeight see {@link dev.coterie.pipeline.profile.ProfileOptions#behaviourWeight()}
 */
public record Candidate(
    Factorisation factorisation,
    Optional<Double> halfLifeDays,
    Algorithm algorithm,
    int k,
    double behaviourWeight) {
  public Candidate {
    k = algorithm.findsNumber() ? 0 : k;
  }

  /** The settings of a fit with these. */
  public FitConfiguration over(FitConfiguration base) {
    return base.with(
        base.profile()
            .choosing(factorisation, halfLifeDays)
            .weighing(behaviourWeight, base.profile().featureWeights()),
        segments(base.segments()));
  }

  SegmentOptions segments(SegmentOptions base) {
    return base.with(algorithm, k);
  }

  /**
   * What each setting may be.
   *
   * @param halfLives empty for data without times
   */
  record Grid(
      List<Factorisation> factorisations,
      List<Double> halfLives,
      List<Algorithm> algorithms,
      List<Integer> ks,
      List<Double> behaviourWeights) {
    /** How many settings there are. */
    static final int SETTINGS = 5;

    /** The candidates that differ from one in one setting. */
    List<Candidate> beside(Candidate c, int setting) {
      List<Candidate> beside = new ArrayList<>();
      switch (setting) {
        case 0 ->
            factorisations.forEach(
                f ->
                    beside.add(
                        new Candidate(f, c.halfLifeDays, c.algorithm, c.k, c.behaviourWeight)));
        case 1 ->
            ks.forEach(
                k ->
                    beside.add(
                        new Candidate(
                            c.factorisation, c.halfLifeDays, c.algorithm, k, c.behaviourWeight)));
        case 2 ->
            halfLives.forEach(
                h ->
                    beside.add(
                        new Candidate(
                            c.factorisation, Optional.of(h), c.algorithm, c.k, c.behaviourWeight)));
        case 3 ->
            algorithms.forEach(
                a ->
                    beside.add(
                        new Candidate(
                            c.factorisation,
                            c.halfLifeDays,
                            a,
                            c.k == 0 ? ks.getFirst() : c.k,
                            c.behaviourWeight)));
        default ->
            behaviourWeights.forEach(
                w ->
                    beside.add(
                        new Candidate(c.factorisation, c.halfLifeDays, c.algorithm, c.k, w)));
      }
      return beside;
    }

    /** Every candidate. */
    List<Candidate> all() {
      List<Candidate> all = new ArrayList<>();
      List<Optional<Double>> days =
          halfLives.isEmpty()
              ? List.of(Optional.empty())
              : halfLives.stream().map(Optional::of).toList();
      for (Factorisation factorisation : factorisations) {
        for (Optional<Double> halfLife : days) {
          for (Algorithm algorithm : algorithms) {
            for (int k : ks) {
              for (double weight : behaviourWeights) {
                all.add(new Candidate(factorisation, halfLife, algorithm, k, weight));
              }
            }
          }
        }
      }
      return all.stream().distinct().toList();
    }
  }
}
