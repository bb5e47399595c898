package dev.coterie.live.answer;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What is known of a user.
 *
 * @param known whether anything is; where not, the segment is only the most usual one
 * @param confidence how much of the user's membership the segment has, 0 to 1
 * @param membership by segment, summing to 1
 * @param subMembership by subsegment of the user's segment, summing to 1
 * @param interests heaviest first
 * @param behaviour features as counted; those that nothing is known of are left out
 * @param why the user's interests that speak for the segment, strongest first
 * @param events how many are in the answer
 */
public record UserView(
    String userId,
    boolean known,
    String segmentId,
    String segmentName,
    String subsegmentId,
    double confidence,
    SequencedMap<String, Double> membership,
    SequencedMap<String, Double> subMembership,
    List<Interest> interests,
    Map<String, Double> behaviour,
    List<Interest> why,
    int events,
    AsOf asOf) {

  /**
   * One of a user's few interests, told by an item in its middle.
   *
   * @param weight share of the user's interest, 0 to 1
   * @param closeness cosine of that item to the centre of the user's segment, −1 to 1
   */
  public record Interest(String itemId, String title, double weight, double closeness) {}
}
