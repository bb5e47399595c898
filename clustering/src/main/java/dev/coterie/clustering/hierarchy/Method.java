package dev.coterie.clustering.hierarchy;

/** How far two clusters are from each other. */
public enum Method {
  /**
   * By how much their union adds to the inertia (Ward, 1963): the height of a merge is √(2 v w / (v
   * + w)) times the distance of the two means, with v and w the weights; for weights of 1 the
   * height of the field's libraries. Points without weight merge at height 0.
   */
  WARD,
  /** The mean distance of their pairs of points, each pair as often as its weights say. */
  AVERAGE,
  /** The distance of their farthest pair. */
  COMPLETE,
  /** The distance of their nearest pair. */
  SINGLE
}
