package dev.coterie.pipeline.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.Affinities;
import dev.coterie.domain.EventKind;
import dev.coterie.domain.EventLog;
import dev.coterie.pipeline.HandwrittenLog;
import org.junit.jupiter.api.Test;

class LastTouchesTest {
  private static HandwrittenLog ratings() {
    return new HandwrittenLog()
        .rating("u", "best", 5, HandwrittenLog.day(1))
        .rating("u", "worst", 1, HandwrittenLog.day(2))
        .event("u", EventKind.DISLIKE, "refused", HandwrittenLog.day(3));
  }

  @Test
  void whatWasRatedWorstIsNoTouch() {
    EventLog log = ratings().log();
    LastTouches touches = LastTouches.of(log, Affinities.ratings(log));
    assertThat(touches.has(0, item(log, "best"))).isTrue();
    assertThat(touches.has(0, item(log, "worst"))).isFalse();
    assertThat(touches.has(0, item(log, "refused"))).isFalse();
  }

  private static int item(EventLog log, String id) {
    return log.items().stream().map(item -> item.id()).toList().indexOf(id);
  }

  /** The later part alone has only ratings of 1 and 2: a 2 is not the best there is. */
  @Test
  void theRangeOfRatingsIsThatOfTheWholeLog() {
    HandwrittenLog log = new HandwrittenLog();
    for (int day = 0; day < 17; day++) {
      log.rating("u", "a" + day, day % 2 == 0 ? 10 : 1, HandwrittenLog.day(day));
    }
    log.rating("u", "low", 1, HandwrittenLog.day(18));
    log.rating("u", "hardly better", 2, HandwrittenLog.day(19));
    log.rating("u", "liked", 9, HandwrittenLog.day(20));
    EventLog events = log.log();
    HeldOutEnd split = HeldOutEnd.of(events, 1);
    LastTouches later = LastTouches.of(split.later(), split.ratings());
    assertThat(later.has(0, item(events, "hardly better"))).isFalse();
    assertThat(later.has(0, item(events, "liked"))).isTrue();
  }
}
