package dev.coterie.pipeline.snapshot;

import dev.coterie.domain.Affinities;
import dev.coterie.domain.Decay;
import dev.coterie.domain.GivenRule;
import dev.coterie.domain.ItemSpace.TextMap;
import dev.coterie.domain.Profiles.Scaling;
import dev.coterie.numeric.Matrix;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a snapshot keeps of a fit's models to place new users among its segments.
 *
 * @param segmentIds in the order of the rows of {@code centroids}
 * @param subsegmentIds in the order of the rows of {@code subCentroids}
 * @param parent segment of each subsegment
 * @param given rules of the given segments, which are the last ones
 * @param temperature of the memberships
 * @param latest time of the latest event, {@link dev.coterie.domain.EventLog#NO_TIME} without times
 * @param ratings their range
 * @param dimension of the item space
 * @param items by id
 * @param texts queries and reviews, by themselves
 * @param textMaps how an embedder's vectors come into the space
 */
public record Learned(
    List<String> segmentIds,
    List<String> subsegmentIds,
    Matrix centroids,
    Matrix subCentroids,
    int[] parent,
    List<GivenRule> given,
    double temperature,
    Decay decay,
    List<Scaling> scaling,
    long latest,
    Affinities.Ratings ratings,
    int dimension,
    Map<String, Entity> items,
    Map<String, Entity> texts,
    List<TextMap> textMaps) {

  /** The centres of the given segments. */
  public Matrix givenCentres() {
    return centroids.select(
        IntStream.range(centroids.rows() - given.size(), centroids.rows()).toArray());
  }

  /** A vector in the item space, how much a touch of it tells, and the categories of an item. */
  public record Entity(float[] vector, float rarity, List<String> categories) {}
}
