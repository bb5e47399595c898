package dev.coterie.pipeline.tune;

import java.util.Locale;

/** What the best settings are best at. */
public enum Objective {
  /** How much better segments' best sellers foresee than everyone's, on the held-out end. */
  LIFT,
  /** Mean silhouette of the users, -1 to 1. */
  SILHOUETTE,
  /** Mean adjusted Rand index between the segments and those found among half of the users. */
  STABILITY;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
