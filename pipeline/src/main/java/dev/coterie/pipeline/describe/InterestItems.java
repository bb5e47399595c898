package dev.coterie.pipeline.describe;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.Profiles.Interest;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.VectorMath;
import dev.coterie.pipeline.describe.UserInterest.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a user touched for one interest, and when.
 *
 * @param weight of the interest
 * @param items numbers in the catalogue, those that count most first
 */
record InterestItems(double weight, List<Integer> items, long since, long until, Span span) {
  private static final long MONTH = TimeUnit.DAYS.toMillis(30);

  /** What ended so long before the user's last event is no interest any more. */
  private static final long OVER = TimeUnit.DAYS.toMillis(90);

  private static final class Touch {
    private final int item;
    private double weight;
    private long first = Long.MAX_VALUE;
    private long last = EventLog.NO_TIME;

    Touch(int item) {
      this.item = item;
    }
  }

  /**
   * Sorts the items that a user liked to the nearest interest, by cosine to its medoid; what lies
   * across all of them belongs to none. Interests that passed long ago are left out, unless there
   * are no others.
   *
   * @param events the clean events, by user
   * @param affinity how much each says
   */
  static List<InterestItems> of(
      EventLog events, float[] affinity, int user, List<Interest> interests, Matrix vectors) {
    Map<Integer, Touch> touches = new HashMap<>();
    long first = Long.MAX_VALUE;
    long last = EventLog.NO_TIME;
    int[] starts = events.userStarts();
    for (int e = starts[user]; e < starts[user + 1]; e++) {
      first = Math.min(first, events.time()[e]);
      last = Math.max(last, events.time()[e]);
      if (affinity[e] > 0 && events.item()[e] != EventLog.NONE) {
        Touch touch = touches.computeIfAbsent(events.item()[e], Touch::new);
        touch.weight += affinity[e];
        touch.first = Math.min(touch.first, events.time()[e]);
        touch.last = Math.max(touch.last, events.time()[e]);
      }
    }
    boolean told = events.hasTimes() && last - first >= MONTH;
    List<InterestItems> all = new ArrayList<>();
    List<List<Touch>> sorted = sorted(touches, interests, vectors);
    for (int i = 0; i < interests.size(); i++) {
      if (!sorted.get(i).isEmpty()) {
        all.add(of(interests.get(i).weight(), sorted.get(i), told));
      }
    }
    long over = last - OVER;
    List<InterestItems> present =
        all.stream().filter(each -> each.span != Span.PASSING || each.until >= over).toList();
    return present.isEmpty() ? all : present;
  }

  private static List<List<Touch>> sorted(
      Map<Integer, Touch> touches, List<Interest> interests, Matrix vectors) {
    List<List<Touch>> sorted = new ArrayList<>();
    interests.forEach(interest -> sorted.add(new ArrayList<>()));
    for (Touch touch : touches.values()) {
      int nearest = -1;
      float highest = 0;
      for (int i = 0; i < interests.size(); i++) {
        int medoid = interests.get(i).item();
        float cosine =
            VectorMath.cosine(
                vectors.data(),
                vectors.offset(touch.item),
                vectors.data(),
                vectors.offset(medoid),
                vectors.columns());
        if (touch.item == medoid || cosine > highest) {
          nearest = i;
          highest = touch.item == medoid ? Float.POSITIVE_INFINITY : cosine;
        }
      }
      if (nearest >= 0) {
        sorted.get(nearest).add(touch);
      }
    }
    return sorted;
  }

  private static InterestItems of(double weight, List<Touch> touches, boolean told) {
    touches.sort(
        Comparator.<Touch>comparingDouble(touch -> -touch.weight)
            .thenComparing(Comparator.<Touch>comparingLong(touch -> touch.last).reversed())
            .thenComparingInt(touch -> touch.item));
    long since = touches.stream().mapToLong(touch -> touch.first).min().orElseThrow();
    long until = touches.stream().mapToLong(touch -> touch.last).max().orElseThrow();
    Span span = told ? (until - since >= MONTH ? Span.LASTING : Span.PASSING) : Span.UNTOLD;
    return new InterestItems(
        weight, touches.stream().map(touch -> touch.item).toList(), since, until, span);
  }
}
