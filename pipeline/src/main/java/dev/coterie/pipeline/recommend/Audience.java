package dev.coterie.pipeline.recommend;

import dev.coterie.numeric.Matrix;
import dev.coterie.recommend.UserTraits;
import java.util.List;

/**
 * What is understood of users and items beside their interactions.
 *
 * @param traits users' vectors and memberships
 * @param itemVectors one row an item, in the space of the users' vectors
 * @param segmentIds ids of the groups of each level, in the order of the memberships' columns
 */
public record Audience(UserTraits traits, Matrix itemVectors, List<List<String>> segmentIds) {
  public Audience {
    segmentIds = List.copyOf(segmentIds);
  }
}
