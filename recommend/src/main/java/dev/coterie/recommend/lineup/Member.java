package dev.coterie.recommend.lineup;

/** The recommenders of a line-up. */
public enum Member {
  /** Distinct users, all time. */
  POPULARITY,
  /** Each user's last touch, faded. */
  RECENT_POPULARITY,
  /** Recent best sellers of the user's groups. */
  GROUP,
  /** Recent best sellers of the user's finer groups. */
  SUBGROUP,
  /** The nearest users of the same group. */
  GROUP_NEIGHBOURS,
  /** Linear from item to item, on faded histories. */
  EASE,
  /** The same with what users met lately as what is foreseen; only where there are times. */
  NEXT,
  /** Sparse weights from item to item; only where there are no times. */
  SPARSE,
  /** Factors of users and items; only where there are no times. */
  FACTORS,
  /** Closeness of vectors. */
  CONTENT
}
