package dev.coterie.pipeline.personal;

import java.util.List;

/**
 * Items of the catalogue that answer what a chat model thinks a user may want next.
 *
 * @param items best first
 * @param wishes how many things the model described
 * @param unmatched descriptions that nothing in the catalogue is like, or that say nothing
 * @param model that described them
 * @param fault why there are none, or fewer; empty where nothing is wrong
 */
public record Proposals(
    List<Proposal> items, int wishes, List<String> unmatched, String model, String fault) {

  /**
   * One of them.
   *
   * @param rank 1 for the first
   * @param title or the id where there is none
   * @param answers the description that it answers
   * @param likeness cosine between the texts of both
   */
  public record Proposal(int rank, String itemId, String title, String answers, double likeness) {}
}
