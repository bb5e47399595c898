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

  /** The most users that it links one by one; for average and complete their pairs take memory. */
  int mostLinked() {
    return switch (this) {
      case WARD, SINGLE -> 30_000;
      case AVERAGE, COMPLETE -> 10_000;
      case KMEANS, MINIBATCH, BISECTING, DBSCAN, HDBSCAN, GMM -> Integer.MAX_VALUE;
    };
  }
}
