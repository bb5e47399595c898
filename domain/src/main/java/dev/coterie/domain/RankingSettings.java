package dev.coterie.domain;

import java.util.List;
import java.util.SequencedMap;

/**
 * What the ranking learned, enough to make the same lists again from the same events.
 *
 * @param settings chosen value of each setting, by name
 * @param weights of each recommender in the one ranking
 * @param scores ascending knots of the calibration from score to affinity
 * @param affinities the affinity at each knot, 0 to 1, never falling
 */
public record RankingSettings(
    SequencedMap<String, Double> settings,
    SequencedMap<String, Double> weights,
    List<Double> scores,
    List<Double> affinities) {}
