package dev.coterie.recommend;

/** Which of a user's events with an item gives the pair its time. */
public enum Touch {
  /** When the user met the item: what there is to foresee where seen items are left out. */
  FIRST,
  /** When the user was last at it. */
  LAST
}
