package dev.coterie.domain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/**
 * What became of the segments of an earlier fit.
 *
 * @param from id of the earlier fit
 * @param usersInBoth users who are in both
 * @param usersWhoStayed those of them whose segment is the one that their former one lives on in
 * @param descents of segments, then of subsegments: those of now in their order, then those that
 *     died
 * @param flows between the segments, the largest first
 * @param highest the highest number that was ever given, by parent id; under the empty id that of
 *     the segments
 */
public record Lineage(
    String from,
    int usersInBoth,
    int usersWhoStayed,
    List<Descent> descents,
    List<Flow> flows,
    SequencedMap<String, Integer> highest) {

  /** What is told of the segment that has an id now. */
  public Optional<Descent> of(String id) {
    return descents.stream().filter(descent -> descent.after().equals(Optional.of(id))).findFirst();
  }

  /** What became of a segment, or where it comes from. */
  public enum Fate {
    /** It lives on under its id. */
    KEPT,
    /** It lives on, and a large part of it is a segment of its own now. */
    SPLIT,
    /** It lives on, and most of another segment is in it now. */
    MERGED,
    /** It is new. */
    BORN,
    /** It is no more. */
    DIED
  }

  /**
   * One segment in two fits.
   *
   * @param before its id in the earlier fit, none where it is born
   * @param after its id now, none where it died
   * @param users who are in both
   * @param overlap Jaccard index of the two over the users that both fits know, 0 to 1
   * @param closeness cosine of the two centres in the space of now; empty where it is unknown
   * @param others ids: of a split or merged one the other parts; of a born one where half of its
   *     users or more come from; of a dead one where half of its users or more went
   */
  public record Descent(
      Optional<String> before,
      Optional<String> after,
      Fate fate,
      int users,
      double overlap,
      OptionalDouble closeness,
      List<String> others) {}

  /** How many users of a segment of then are in one of now. */
  public record Flow(String from, String to, int users) {}
}
