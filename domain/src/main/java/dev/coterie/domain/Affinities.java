package dev.coterie.domain;

/**
 * How much each event of a log says about its user's interests, before decay: the weight of its
 * kind and, for ratings, where the value lies in the range of all ratings. A count of n events (see
 * {@link EventLog#occurrences}) weighs log₂(1 + n) times one.
 */
public final class Affinities {
  private Affinities() {}

  /**
   * The range of all ratings of some log.
   *
   * @param low the worst; above {@code high} where nothing was rated
   * @param high the best
   */
  public record Ratings(float low, float high) {}

  /** One weight an event; negative where the user turned something down. */
  public static float[] of(EventLog events) {
    return of(events, ratings(events));
  }

  /** The range of the ratings of a log. */
  public static Ratings ratings(EventLog events) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int e = 0; e < events.size(); e++) {
      if (isRated(events, e)) {
        low = Math.min(low, events.value()[e]);
        high = Math.max(high, events.value()[e]);
      }
    }
    return new Ratings(low, high);
  }

  /** The same with ratings judged by a range that is known from elsewhere. */
  public static float[] of(EventLog events, Ratings ratings) {
    float low = ratings.low();
    float high = ratings.high();
    float[] weights = new float[events.size()];
    for (int e = 0; e < weights.length; e++) {
      double weight = events.weight(e);
      weights[e] =
          (float)
              (isRated(events, e) && high > low
                  ? weight * rated(Math.clamp((events.value()[e] - low) / (high - low), 0f, 1f))
                  : weight * repeated(events.occurrences(e)));
    }
    return weights;
  }

  /**
   * The factor of a rating by its place in the range, 0 the worst and 1 the best: from −¼ to 1, so
   * that only the worst ratings push an interest away.
   */
  private static double rated(double place) {
    return 1.25 * place - 0.25;
  }

  /** The fiftieth time says less than the second. */
  private static double repeated(double occurrences) {
    return occurrences == 1 ? 1 : Math.log1p(occurrences) / Math.log(2);
  }

  private static boolean isRated(EventLog events, int e) {
    return events.kinds().get(events.kind()[e]).equals(EventKind.RATING)
        && !Float.isNaN(events.value()[e]);
  }
}
