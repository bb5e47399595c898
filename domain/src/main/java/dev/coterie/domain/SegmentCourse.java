package dev.coterie.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Segments over time, as they are now: at the end of each period users are where what they had done
 * by then puts them.
 *
 * @param periods ascending; the last one may end before its time is over
 * @param segments in the order of the snapshot, without the hidden ones
 * @param drift of the last period beside the one before; empty where there are fewer than two
 */
public record SegmentCourse(List<Period> periods, List<Course> segments, Optional<Drift> drift) {
  /** From a time to another, the second not included. */
  public record Period(Instant from, Instant to) {}

  /**
   * One segment.
   *
   * @param points one a period
   */
  public record Course(String id, String name, List<Point> points) {}

  /**
   * A segment at the end of a period.
   *
   * @param size users in it
   * @param share of the users who are known by then, 0 to 1
   * @param entries users who were not in it at the end of the period before
   * @param exits users who were and are not
   * @param active users in it who did something in the period
   * @param lifts what they touched more in the period than everyone, most telling first
   * @param newPhrases key phrases of the period that were none in an earlier one here
   */
  public record Point(
      int size,
      double share,
      int entries,
      int exits,
      int active,
      List<Description.Lift> lifts,
      List<String> newPhrases) {}
}
