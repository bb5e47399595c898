package dev.coterie.domain;

import java.util.Locale;

/**
 * How far what users did lately is from what a fit learned, beside how far it was before.
 *
 * @param now of the latest events
 * @param usual of as long a time before them
 * @param refit whether segments should be found again
 * @param reason one sentence
 */
public record Drift(Figures now, Figures usual, boolean refit, String reason) {
  /** Interests that are so much farther from the centres have no segment of their own yet. */
  private static final double FARTHER = 0.05;

  /** So many more users who are elsewhere, or events on items of which little is known. */
  private static final double MORE = 0.1;

  /** Fewer users tell nothing. */
  private static final int FEWEST = 30;

  /**
   * What was measured of some events.
   *
   * @param users who did something then and something before
   * @param distance mean of 1 - cosine from what they did then to the nearest centre, 0 to 2
   * @param moved share of them whose segment by what they did then is another than before
   * @param newItems share of the events whose item nobody touched before
   */
  public record Figures(int users, double distance, double moved, double newItems) {}

  /** Judges: refit where a figure is clearly worse than usual. */
  public static Drift of(Figures now, Figures usual) {
    if (now.users < FEWEST || usual.users < FEWEST) {
      return new Drift(
          now,
          usual,
          false,
          "Keep: %d users to judge by are too few.".formatted(Math.min(now.users, usual.users)));
    }
    if (now.distance > usual.distance + FARTHER) {
      return refit(
          now, usual, "what users do is farther from the centres", now.distance, usual.distance);
    }
    if (now.moved > usual.moved + MORE) {
      return refit(now, usual, "more users are in another segment", now.moved, usual.moved);
    }
    if (now.newItems > usual.newItems + MORE) {
      return refit(now, usual, "more events are on new items", now.newItems, usual.newItems);
    }
    return new Drift(
        now,
        usual,
        false,
        String.format(
            Locale.ROOT,
            "Keep: distance %.2f (usual %.2f), moved %.0f %% (%.0f %%), events on new items %.0f %% (%.0f %%).",
            now.distance,
            usual.distance,
            100 * now.moved,
            100 * usual.moved,
            100 * now.newItems,
            100 * usual.newItems));
  }

  private static Drift refit(
      Figures now, Figures usual, String what, double figure, double before) {
    return new Drift(
        now,
        usual,
        true,
        String.format(Locale.ROOT, "Refit: %s than usual, %.2f, not %.2f.", what, figure, before));
  }
}
