package dev.coterie.live.people;

import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.live.store.LiveEvent;
import dev.coterie.pipeline.answer.Answers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the users of each segment go for, at the fit and lately. A touch of late fades by half in a
 * day; what is trending is touched more often than its share at the fit lets expect.
 */
public final class Trends {
  private static final double HALF_LIFE = TimeUnit.DAYS.toMillis(1);

  private final Answers answers;
  private final int[][] users;
  private final int[] segmentSizes;
  private final List<Map<String, Faded>> lately = new ArrayList<>();
  private long now = Long.MIN_VALUE;

  private record Faded(double weight, long time) {
    double at(long when) {
      return weight * Math.pow(0.5, Math.max(0, when - time) / HALF_LIFE);
    }

    Faded plusOne(long when) {
      long later = Math.max(time, when);
      return new Faded(at(later) + Math.pow(0.5, (later - when) / HALF_LIFE), later);
    }
  }

  Trends(Answers answers, int[] fittedSegment, int segments) {
    this.answers = answers;
    EventLog events = answers.fitted().events();
    this.users = new int[segments][events.items().size()];
    this.segmentSizes = new int[segments];
    for (int segment : fittedSegment) {
      segmentSizes[segment]++;
    }
    int[] last = new int[events.items().size()];
    Arrays.fill(last, EventLog.NONE);
    for (int e = 0; e < events.size(); e++) {
      int item = events.item()[e];
      if (item != EventLog.NONE && events.weight(e) > 0 && last[item] != events.user()[e]) {
        last[item] = events.user()[e];
        users[fittedSegment[events.user()[e]]][item]++;
      }
    }
    for (int g = 0; g < segments; g++) {
      lately.add(new HashMap<>());
    }
  }

  /** Counts an event of a user of a segment. */
  synchronized void count(int segment, LiveEvent event) {
    double weight =
        answers.fitted().events().kinds().stream()
            .filter(kind -> kind.name().equals(event.kind()))
            .mapToDouble(EventKind::weight)
            .findFirst()
            .orElse(0);
    if (event.itemId() != null && weight > 0) {
      now = Math.max(now, event.time());
      lately
          .get(segment)
          .merge(
              event.itemId(),
              new Faded(1, event.time()),
              (before, one) -> before.plusOne(one.time()));
    }
  }

  /**
   * An item of a segment.
   *
   * @param users of the segment who went for it until the fit
   * @param share of the segment's users, 0 to 1
   * @param lift share here over share everywhere; 0 where nobody went for it
   * @param lately touches since the fit, faded
   * @param excess how far that is above what the share at the fit lets expect, in its deviations
   */
  public record Touched(
      String itemId, int users, double share, double lift, double lately, double excess) {}

  /** The items of a segment by the users who went for them until the fit. */
  public synchronized List<Touched> items(int segment, int most) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < users[segment].length; i++) {
      if (users[segment][i] > 0) {
        order.add(i);
      }
    }
    order.sort(Comparator.comparingInt((Integer i) -> -users[segment][i]));
    double total = total(segment);
    return order.stream()
        .limit(most)
        .map(i -> touched(segment, answers.fitted().events().items().get(i).id(), total))
        .toList();
  }

  /** The items that are trending in a segment, the strongest first. */
  public synchronized List<Touched> trending(int segment, int most) {
    double total = total(segment);
    return lately.get(segment).keySet().stream()
        .map(id -> touched(segment, id, total))
        .filter(item -> item.excess() > 0)
        .sorted(
            Comparator.comparingDouble(Touched::excess).reversed().thenComparing(Touched::itemId))
        .limit(most)
        .toList();
  }

  private double total(int segment) {
    double total = 0;
    for (Faded each : lately.get(segment).values()) {
      total += each.at(now);
    }
    return total;
  }

  private Touched touched(int segment, String id, double total) {
    int number = answers.item(id);
    int here = number == EventLog.NONE ? 0 : users[segment][number];
    int everywhere = 0;
    int everyone = 0;
    long touches = 0;
    for (int g = 0; g < users.length; g++) {
      everywhere += number == EventLog.NONE ? 0 : users[g][number];
      everyone += segmentSizes[g];
    }
    for (int count : users[segment]) {
      touches += count;
    }
    double share = segmentSizes[segment] == 0 ? 0 : (double) here / segmentSizes[segment];
    double overall = everyone == 0 ? 0 : (double) everywhere / everyone;
    Faded late = lately.get(segment).get(id);
    double now = late == null ? 0 : late.at(this.now);
    double expected = touches == 0 ? 0 : total * here / touches;
    return new Touched(
        id,
        here,
        share,
        overall == 0 ? 0 : share / overall,
        now,
        (now - expected) / Math.sqrt(expected + 1));
  }
}
