package dev.coterie.live.answer;

import java.util.List;
import java.util.SequencedMap;

/**
 * Users for something, best first.
 *
 * @param ranked by {@code affinity} (the calibrated chance that a user goes for the item), {@code
 *     membership} in the segment, or {@code similarity} to what was given
 * @param segments how many of them are in each segment
 */
public record Audience(
    String ranked,
    int size,
    SequencedMap<String, Integer> segments,
    List<Member> users,
    AsOf asOf) {

  /** A user of an audience and the figure by which it is ranked. */
  public record Member(String userId, String segmentId, double score) {}
}
