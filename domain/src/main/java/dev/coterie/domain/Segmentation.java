package dev.coterie.domain;

import dev.coterie.numeric.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The tree of segments and subsegments, and every user's place in it.
 *
 * @param ids of each segment, then of each subsegment: {@code s1}, {@code s1.2}
 * @param centroids one unit row a segment
 * @param subCentroids one unit row a subsegment, those of a segment after each other
 * @param parent segment of each subsegment, ascending
 * @param segment of each user, the arg max of {@code membership}
 * @param subsegment of each user, one of the user's segment, the arg max of {@code subMembership}
 *     there
 * @param membership users × segments, rows sum to 1
 * @param subMembership users × subsegments; within each segment the columns of a row sum to 1
 * @param silhouette of each user between the segments, -1 to 1
 * @param quality of each segment, then of each subsegment
 * @param stability of each segment: how much of it comes back when half of the users are clustered
 *     (mean of the highest Jaccard coefficient, 0 to 1); empty where there is one segment
 * @param overall figures of the whole
 * @param curve what the choice of k looked at, ascending k
 * @param verdict whether and why these segments
 * @param temperature of the soft memberships
 * @param given rules of the segments that were given, which are the last ones
 */
public record Segmentation(
    List<String> ids,
    Matrix centroids,
    Matrix subCentroids,
    int[] parent,
    int[] segment,
    int[] subsegment,
    Matrix membership,
    Matrix subMembership,
    float[] silhouette,
    List<Quality> quality,
    List<Double> stability,
    Overall overall,
    List<KPoint> curve,
    Verdict verdict,
    double temperature,
    List<GivenRule> given) {

  /**
   * How well one cluster holds together.
   *
   * @param size users whose hard label it is
   * @param silhouette mean over its users, -1 to 1
   * @param cohesion mean cosine of its users to its centre
   */
  public record Quality(int size, double silhouette, double cohesion) {}

  /**
   * Figures of the segments together, as the field's libraries define them.
   *
   * @param stability how well they are found again among half of the users: mean adjusted Rand
   *     index, at most 1; 1 where there is one segment
   * @param oneHeap chance that users lie in one heap, with no gap between them, 0 to 1
   * @param noise share of the users at no dense place, who are with the nearest segment; 0 where
   *     the algorithm knows no noise
   */
  public record Overall(
      double silhouette,
      double inertia,
      double centreDistance,
      double daviesBouldin,
      double calinskiHarabasz,
      double stability,
      double oneHeap,
      double noise) {}

  /** One candidate for the number of segments. */
  public record KPoint(int k, double inertia, double silhouette) {}

  /**
   * What the segmentation says of itself.
   *
   * @param clusters false where everyone is in one segment because nothing else is justified
   * @param basis what the number of segments rests on
   * @param reason one sentence
   */
  public record Verdict(boolean clusters, Basis basis, String reason) {}

  /** What a number of segments rests on. */
  public enum Basis {
    /** It was asked for. */
    GIVEN,
    /** The silhouette is clearly highest there. */
    PEAK,
    /** The silhouette is as high elsewhere; this number foresees best what users do next. */
    FORESIGHT,
    /** Those of an earlier fit, which still hold. */
    FORMER,
    /** As many as there are dense places. */
    DENSITY,
    /** One: too few users are known. */
    TOO_LITTLE,
    /** One: everyone's interests are the same. */
    ALIKE,
    /** One: no number that was tried separates the users. */
    NO_CLUSTERS
  }

  /** How many segments there are. */
  public int segments() {
    return centroids.rows();
  }

  /** How many subsegments there are. */
  public int subsegments() {
    return subCentroids.rows();
  }

  /** Id of a segment. */
  public String id(int segment) {
    return ids.get(segment);
  }

  /** Id of a subsegment. */
  public String subId(int subsegment) {
    return ids.get(segments() + subsegment);
  }

  public List<String> segmentIds() {
    return ids.subList(0, segments());
  }

  public List<String> subsegmentIds() {
    return ids.subList(segments(), ids.size());
  }

  /**
   * Ids of a first fit: {@code s1} is the first segment, {@code s1.2} the second within it.
   *
   * @param given ids of the last segments, which have them already
   * @param parent segment of each subsegment, ascending
   */
  public static List<String> firstIds(int segments, List<String> given, int[] parent) {
    List<String> ids = new ArrayList<>();
    for (int g = 0; g < segments - given.size(); g++) {
      ids.add("s" + (g + 1));
    }
    ids.addAll(given);
    for (int c = 0, number = 0; c < parent.length; c++) {
      number = c > 0 && parent[c] == parent[c - 1] ? number + 1 : 1;
      ids.add(ids.get(parent[c]) + "." + number);
    }
    return List.copyOf(ids);
  }

  /** The same under other ids. */
  public Segmentation withIds(List<String> others) {
    return new Segmentation(
        others,
        centroids,
        subCentroids,
        parent,
        segment,
        subsegment,
        membership,
        subMembership,
        silhouette,
        quality,
        stability,
        overall,
        curve,
        verdict,
        temperature,
        given);
  }
}
