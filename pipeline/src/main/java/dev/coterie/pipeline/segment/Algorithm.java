package dev.coterie.pipeline.segment;

import java.util.Locale;

/** What finds the groups that segments are made of, named as {@code coterie cluster} names it. */
public enum Algorithm {
  KMEANS,
  MINIBATCH,
  BISECTING,
  WARD,
  AVERAGE,
  COMPLETE,
  SINGLE,
  DBSCAN,
  HDBSCAN,
  GMM;

  /** The name in configurations. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether it finds dense places, as many as there are, rather than a number that is asked for.
   */
  public boolean findsNumber() {
    return this == DBSCAN || this == HDBSCAN;
  }

  /** Whether it links users one by one to a tree. */
  boolean linksUsers() {
    return this == WARD || this == AVERAGE || this == COMPLETE || this == SINGLE;
  }
}
