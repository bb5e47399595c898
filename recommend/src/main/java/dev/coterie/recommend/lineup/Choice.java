package dev.coterie.recommend.lineup;

import java.util.List;

/**
 * One setting that was chosen.
 *
 * @param member whose setting it is
 * @param chosen the best value, the first of equally good ones
 * @param trials all that were looked at
 */
public record Choice(Member member, String chosen, List<Trial> trials) {
  public Choice {
    trials = List.copyOf(trials);
  }

  /** A value and its NDCG@10 on the held-out users. */
  public record Trial(String value, double ndcg) {}
}
